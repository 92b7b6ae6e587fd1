package org.freshet.engine;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The pieces of a torrent at one moment. The sets and the array are the caller's own.
 *
 * @param count pieces of the torrent, 0 while the metadata is unknown
 * @param have pieces that are verified and committed
 * @param partial pieces that are begun and not had
 * @param availability of each piece, how many connected peers have it; {@code count} numbers
 */
public record PieceMap(int count, BitSet have, BitSet partial, int[] availability) {

    /** Nothing is known of the pieces yet. */
    public static PieceMap unknown() {
        return new PieceMap(0, new BitSet(), new BitSet(), new int[0]);
    }

    public PieceMap {
        if (count != availability.length) {
            throw new IllegalArgumentException(count + " pieces, but the availability of " + availability.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PieceMap o && o.count == count && o.have.equals(have) && o.partial.equals(partial)
                && Arrays.equals(o.availability, availability);
    }

    @Override
    public int hashCode() {
        return 31 * have.hashCode() + partial.hashCode() + count;
    }
}
