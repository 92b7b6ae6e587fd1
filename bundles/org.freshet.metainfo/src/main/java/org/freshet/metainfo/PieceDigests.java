package org.freshet.metainfo;

import java.util.BitSet;

/**
 * The hashes of the pieces of a torrent that is being made, as far as they are known: of version 1, of version 2, or of both.
 * Threads may {@link #put} different pieces at the same time; all else is for the thread that runs the creation.
 */
final class PieceDigests {
    private final byte[] sha1;
    private final byte[] roots;
    private final BitSet known;

    PieceDigests(int pieces, boolean v1, boolean v2) {
        this.sha1 = v1 ? new byte[pieces * InfoHash.V1_LENGTH] : null;
        this.roots = v2 ? new byte[pieces * MerkleTree.HASH] : null;
        this.known = new BitSet(pieces);
    }

    /** The SHA-1 hashes one behind the other, not copied; null if there are none. */
    byte[] sha1() {
        return sha1;
    }

    /** The version 2 hash of each piece one behind the other, not copied; null if there are none. */
    byte[] roots() {
        return roots;
    }

    /** Sets the hashes of one piece; it is not known before {@link #know}. */
    void put(int piece, byte[] sha1OfPiece, byte[] rootOfPiece) {
        if (sha1 != null) {
            System.arraycopy(sha1OfPiece, 0, sha1, piece * InfoHash.V1_LENGTH, InfoHash.V1_LENGTH);
        }
        if (roots != null) {
            System.arraycopy(rootOfPiece, 0, roots, piece * MerkleTree.HASH, MerkleTree.HASH);
        }
    }

    void know(int first, int count) {
        known.set(first, first + count);
    }

    /** The first piece from one on that is not known, or the number of pieces. */
    int nextUnknown(int from) {
        return known.nextClearBit(from);
    }

    /** The first piece from one on that is known, or -1. */
    int nextKnown(int from) {
        return known.nextSetBit(from);
    }

    /** How many bytes the hashes of one piece take together. */
    int width() {
        return (sha1 == null ? 0 : InfoHash.V1_LENGTH) + (roots == null ? 0 : MerkleTree.HASH);
    }

    /** Writes the hashes of one piece to an array. */
    void copy(int piece, byte[] target, int at) {
        int next = at;
        if (sha1 != null) {
            System.arraycopy(sha1, piece * InfoHash.V1_LENGTH, target, next, InfoHash.V1_LENGTH);
            next += InfoHash.V1_LENGTH;
        }
        if (roots != null) {
            System.arraycopy(roots, piece * MerkleTree.HASH, target, next, MerkleTree.HASH);
        }
    }

    /** Sets the hashes of one piece from where {@link #copy} has put them. */
    void paste(int piece, byte[] source, int at) {
        int next = at;
        if (sha1 != null) {
            System.arraycopy(source, next, sha1, piece * InfoHash.V1_LENGTH, InfoHash.V1_LENGTH);
            next += InfoHash.V1_LENGTH;
        }
        if (roots != null) {
            System.arraycopy(source, next, roots, piece * MerkleTree.HASH, MerkleTree.HASH);
        }
        know(piece, 1);
    }
}
