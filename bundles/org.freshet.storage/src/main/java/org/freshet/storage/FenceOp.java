package org.freshet.storage;

import java.net.URI;
import java.util.BitSet;
import java.util.List;

/** A change to a storage as a whole; see {@link TorrentStorage#fence}. */
public sealed interface FenceOp {

    /** Everything committed so far survives the loss of power once this is done. */
    record Flush() implements FenceOp {
    }

    /**
     * All files go to another root of the same scheme. Fails with {@code IN_USE} where a file of that name is there already, and then
     * nothing has moved.
     */
    record Move(URI root) implements FenceOp {
    }

    /** One file gets another path below the root; components already made safe. */
    record Rename(int file, List<String> path) implements FenceOp {
        public Rename {
            path = List.copyOf(path);
        }
    }

    /**
     * Other files are wanted from now on. Bytes of a file that is wanted again move from the part file into it; bytes of a file that is
     * no longer wanted stay where they are.
     *
     * @param wanted indices of files
     */
    record Select(BitSet wanted) implements FenceOp {
        public Select {
            wanted = (BitSet) wanted.clone();
        }

        @Override
        public BitSet wanted() {
            return (BitSet) wanted.clone();
        }
    }

    /** The torrent's files and part file go away, and folders that it leaves empty below the root; never anything else. */
    record Delete() implements FenceOp {
    }
}
