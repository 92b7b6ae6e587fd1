package org.freshet.storage.files;

import java.util.BitSet;

import org.freshet.transport.Fault.FaultException;

/**
 * Knows of each file where its bytes stand: a wanted file's in the file; an unwanted one's in the file if it is there already,
 * else in the part file. Decided once, when a file is first touched, so that a file that appears later cannot split a torrent's
 * bytes.
 */
final class Places {
    private final TorrentPaths paths;
    private final Place[] known;
    private BitSet wanted;

    Places(TorrentPaths paths, BitSet wanted) {
        this.paths = paths;
        this.known = new Place[paths.count()];
        this.wanted = wanted;
    }

    boolean wanted(int file) {
        return wanted.get(file);
    }

    Place of(int file) throws FaultException {
        Place place = known[file];
        if (place == null) {
            place = decide(file);
            known[file] = place;
        }
        return place;
    }

    private Place decide(int file) throws FaultException {
        if (!paths.stored(file)) {
            return Place.NOWHERE;
        }
        return wanted.get(file) || SafeOpener.isFile(paths.path(file)) ? Place.FILE : Place.PARTS;
    }

    /** Other files are wanted. What stands in the part file stays so until {@link #inFile} says otherwise. */
    void select(BitSet others) {
        for (int file = 0; file < known.length; file++) {
            if (known[file] == Place.FILE && !others.get(file)) {
                known[file] = null;
            }
        }
        wanted = others;
    }

    void inFile(int file) {
        known[file] = Place.FILE;
    }

    /** Everything is decided anew: after files were removed. */
    void forget() {
        java.util.Arrays.fill(known, null);
    }
}
