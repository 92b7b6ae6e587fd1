package org.freshet.engine.core.peer;

import java.util.HashSet;
import java.util.Set;

import org.freshet.engine.core.picker.PieceBits;

/** What a peer says of its pieces before the metadata is known: kept as it came, bounded, and read when the number of pieces is there. */
final class PendingPieces {
    private static final int MAX_HAVES = 4096;

    private boolean all;
    private byte[] bitfield;
    private final Set<Integer> haves = new HashSet<>();

    void all() {
        all = true;
    }

    void bitfield(byte[] bits) {
        bitfield = bits;
    }

    void have(int piece) {
        if (haves.size() < MAX_HAVES) {
            haves.add(piece);
        }
    }

    /** @throws IllegalArgumentException where the bitfield does not fit that number of pieces */
    PieceBits resolve(int pieces) {
        PieceBits bits = bitfield == null ? new PieceBits(pieces) : PieceBits.fromWire(bitfield, pieces);
        if (all) {
            bits.setAll();
        }
        for (int piece : haves) {
            if (piece < pieces) {
                bits.set(piece);
            }
        }
        return bits;
    }
}
