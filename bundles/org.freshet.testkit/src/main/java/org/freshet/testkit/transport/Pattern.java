package org.freshet.testkit.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * An endless stream of pseudo-random bytes, known by its seed: any part of it can be made and checked without keeping it.
 *
 * @param seed two patterns of different seeds differ nearly everywhere
 */
public record Pattern(long seed) {

    /** The byte at {@code offset}. */
    public byte at(long offset) {
        long z = seed + (offset >>> 3) * 0x9E3779B97F4A7C15L; // splitmix64: eight bytes from each step
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (byte) ((z ^ (z >>> 31)) >>> ((offset & 7) << 3));
    }

    /** A new buffer with the {@code length} bytes from {@code offset} on; the caller's to release. */
    public ByteBuf part(ByteBufAllocator allocator, long offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(offset + i);
        }
        return allocator.buffer(length).writeBytes(bytes);
    }

    /**
     * The index of the first readable byte of {@code data} that is not this pattern's from {@code offset} on, or -1. Moves no
     * index.
     */
    public int mismatch(ByteBuf data, long offset) {
        byte[] bytes = new byte[data.readableBytes()];
        data.getBytes(data.readerIndex(), bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != at(offset + i)) {
                return i;
            }
        }
        return -1;
    }
}
