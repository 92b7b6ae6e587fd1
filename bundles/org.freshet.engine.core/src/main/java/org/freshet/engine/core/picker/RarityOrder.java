package org.freshet.engine.core.picker;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Pieces of equal priority, sorted by how many peers have them: one bucket for each number of peers, in random order inside, so
 * that a search among the pieces of a peer that has a run of them neither finds nor misses many in a row. Each change costs
 * O(1), because a piece leaves a bucket by the last one taking its place.
 */
final class RarityOrder {
    private static final int[] NONE = {};

    /** The index of each piece within its bucket. Shared by the orders of all priorities: a piece is in one of them. */
    private final int[] positions;
    private final RandomGenerator random;
    private int[][] buckets = {};
    private int[] sizes = {};
    /** A bit for each bucket that is not empty. */
    private long[] filled = {};
    private int size;

    RarityOrder(int[] positions, RandomGenerator random) {
        this.positions = positions;
        this.random = random;
    }

    int size() {
        return size;
    }

    int size(int bucket) {
        return bucket < sizes.length ? sizes[bucket] : 0;
    }

    int piece(int bucket, int index) {
        return buckets[bucket][index];
    }

    /** The first bucket from this one on that holds a piece, or -1. */
    int nextBucket(int from) {
        int word = from >>> 6;
        if (word >= filled.length) {
            return -1;
        }
        long rest = filled[word] & -1L << from;
        while (rest == 0) {
            if (++word == filled.length) {
                return -1;
            }
            rest = filled[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    void add(int piece, int bucket) {
        ensure(bucket);
        int count = sizes[bucket];
        int[] pieces = buckets[bucket];
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(8, count + (count >> 1)));
            buckets[bucket] = pieces;
        }
        int at = random.nextInt(count + 1);
        if (at != count) {
            pieces[count] = pieces[at];
            positions[pieces[count]] = count;
        }
        pieces[at] = piece;
        positions[piece] = at;
        sizes[bucket] = count + 1;
        filled[bucket >>> 6] |= 1L << bucket;
        size++;
    }

    void remove(int piece, int bucket) {
        int[] pieces = buckets[bucket];
        int at = positions[piece];
        int count = --sizes[bucket];
        pieces[at] = pieces[count];
        positions[pieces[at]] = at;
        size--;
        if (count == 0) {
            filled[bucket >>> 6] &= ~(1L << bucket);
        }
        if (pieces.length > 64 && count < pieces.length / 4) {
            buckets[bucket] = Arrays.copyOf(pieces, pieces.length / 2);
        }
    }

    /** Sorts all anew: what costs less than moving many pieces one by one. */
    void rebuild(PieceBits pieces, int[] rarities) {
        Arrays.fill(sizes, 0);
        Arrays.fill(filled, 0);
        Arrays.fill(buckets, NONE);
        size = 0;
        for (int piece = pieces.nextSet(0); piece >= 0; piece = pieces.nextSet(piece + 1)) {
            ensure(rarities[piece]);
            sizes[rarities[piece]]++;
        }
        for (int bucket = 0; bucket < sizes.length; bucket++) {
            if (sizes[bucket] > 0) {
                buckets[bucket] = new int[sizes[bucket] + (sizes[bucket] >> 3) + 1];
                sizes[bucket] = 0;
            }
        }
        for (int piece = pieces.nextSet(0); piece >= 0; piece = pieces.nextSet(piece + 1)) {
            add(piece, rarities[piece]);
        }
    }

    private void ensure(int bucket) {
        if (bucket >= sizes.length) {
            int old = sizes.length;
            int length = Math.max(bucket + 1, old + (old >> 1) + 8);
            sizes = Arrays.copyOf(sizes, length);
            buckets = Arrays.copyOf(buckets, length);
            Arrays.fill(buckets, old, length, NONE);
            filled = Arrays.copyOf(filled, (length + 63) >>> 6);
        }
    }
}
