package org.freshet.storage;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hash that a piece was verified by: SHA-1 of the piece (BEP 3), 20 bytes, or the SHA-256 root of its blocks (BEP 52), 32 bytes.
 * Immutable.
 */
public final class PieceHash {
    private final byte[] bytes;

    /** Takes a copy of 20 or 32 bytes. */
    public PieceHash(byte[] bytes) {
        if (bytes.length != 20 && bytes.length != 32) {
            throw new IllegalArgumentException("a piece hash has 20 or 32 bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PieceHash h && Arrays.equals(bytes, h.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hex. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
