package org.freshet.storage.files;

import java.util.Objects;
import java.util.function.IntSupplier;

import io.netty.buffer.ByteBufAllocator;

/**
 * What one provider does differently from another.
 *
 * @param fileRegions whether reads may be answered with places in files; the file system must give {@code FileChannel}s of the
 *     system
 * @param handleLimit how many files one storage may hold open, asked anew whenever one more is opened; at least 1
 * @param allocator gives the buffers that are read into
 */
public record FileStorageOptions(boolean fileRegions, IntSupplier handleLimit, ByteBufAllocator allocator) {

    /** Open files of one storage while few storages are open. */
    public static final int DEFAULT_HANDLES = 64;

    public FileStorageOptions {
        Objects.requireNonNull(handleLimit);
        Objects.requireNonNull(allocator);
    }
}
