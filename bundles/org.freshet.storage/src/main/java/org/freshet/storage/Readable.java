package org.freshet.storage;

import java.nio.channels.FileChannel;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;

/** Bytes that were read, in memory or as places in files that the system can send without a copy. Released once by its receiver. */
public sealed interface Readable {

    /** Lets go of it. */
    void release();

    /**
     * In memory.
     *
     * @param data exactly the bytes asked for
     */
    record Bytes(ByteBuf data) implements Readable {
        @Override
        public void release() {
            data.release();
        }
    }

    /**
     * In files, for {@code sendfile}.
     *
     * @param ranges in order; together exactly the bytes asked for
     * @param lease keeps the channels open; whoever hands a range on retains it
     */
    record Regions(List<Range> ranges, ReferenceCounted lease) implements Readable {

        /** {@code length} bytes of {@code file} from {@code position}; the channel is never closed by a reader. */
        public record Range(FileChannel file, long position, int length) {
        }

        public Regions {
            ranges = List.copyOf(ranges);
        }

        @Override
        public void release() {
            lease.release();
        }
    }
}
