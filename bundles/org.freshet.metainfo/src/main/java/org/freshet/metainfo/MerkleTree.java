package org.freshet.metainfo;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The SHA-256 hash trees of version 2 torrents (BEP 52). A file's leaves are the hashes of its blocks of 16 KiB, the last as
 * short as the file; the tree is filled up to a power of two with leaves of zeros.
 */
public final class MerkleTree {
    /** Bytes in one hash of the tree. */
    public static final int HASH = 32;

    private MerkleTree() {
    }

    /**
     * The root over hashes of one level, filled up at their right.
     *
     * @param hashes  32 bytes each, one behind the other; not changed
     * @param width   how many hashes the level has when filled up: a power of two, not less than there are
     * @param padding the 32 bytes that fill the level up; see {@link #padding}
     */
    public static byte[] root(byte[] hashes, int width, byte[] padding) {
        int count = hashes.length / HASH;
        if (count * HASH != hashes.length || count < 1 || Integer.bitCount(width) != 1 || width < count) {
            throw new IllegalArgumentException(hashes.length + " bytes of hashes do not fit a level of " + width);
        }
        MessageDigest sha256 = InfoHash.digest("SHA-256");
        byte[] level = hashes.clone();
        byte[] fill = padding.clone();
        for (int rest = width; rest > 1; rest /= 2) {
            for (int i = 0; i < count; i += 2) {
                sha256.update(level, i * HASH, HASH);
                sha256.update(i + 1 < count ? level : fill, i + 1 < count ? (i + 1) * HASH : 0, HASH);
                finish(sha256, level, i / 2 * HASH);
            }
            count = (count + 1) / 2;
            sha256.update(fill);
            sha256.update(fill);
            finish(sha256, fill, 0);
        }
        return Arrays.copyOf(level, HASH);
    }

    private static void finish(MessageDigest digest, byte[] target, int offset) {
        try {
            digest.digest(target, offset, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 gave no " + HASH + " bytes", e);
        }
    }

    /** The root of a tree of zeros with a number of leaves that is a power of two: what fills up the level above those leaves. */
    public static byte[] padding(int leaves) {
        return leaves == 1 ? new byte[HASH] : root(new byte[HASH], leaves, new byte[HASH]);
    }

    /** The smallest power of two that is not less than a count. */
    public static int width(int count) {
        return count <= 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
    }
}
