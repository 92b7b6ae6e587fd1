package org.freshet.engine.core.picker;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * One bit for each piece of a torrent: which pieces a peer has, which are wanted. The size is fixed, the number of set bits is
 * kept, so {@link #cardinality}, {@link #isAll} and {@link #isEmpty} cost nothing. Not safe for use by several threads.
 */
public final class PieceBits {
    private final int size;
    private final long[] words;
    private int cardinality;

    /** All bits clear. */
    public PieceBits(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("The size cannot be " + size);
        }
        this.size = size;
        this.words = new long[(size + 63) >>> 6];
    }

    private PieceBits(PieceBits other) {
        this.size = other.size;
        this.words = other.words.clone();
        this.cardinality = other.cardinality;
    }

    /** All bits set: the pieces of a seed. */
    public static PieceBits all(int size) {
        PieceBits bits = new PieceBits(size);
        bits.setAll();
        return bits;
    }

    /**
     * Reads a bitfield (BEP 3: the high bit of the first byte is piece 0).
     *
     * @throws IllegalArgumentException if the length is wrong or a spare bit at the end is set
     */
    public static PieceBits fromWire(byte[] wire, int size) {
        if (wire.length != (size + 7) >>> 3) {
            throw new IllegalArgumentException(
                    "A bitfield of " + size + " pieces has " + ((size + 7) >>> 3) + " bytes, not " + wire.length);
        }
        PieceBits bits = new PieceBits(size);
        for (int i = 0; i < wire.length; i++) {
            long reversed = Integer.reverse(wire[i] & 0xff) >>> 24;
            bits.words[i >>> 3] |= reversed << ((i & 7) << 3);
        }
        int last = bits.words.length - 1;
        if (last >= 0 && (bits.words[last] & ~lastMask(size)) != 0) {
            throw new IllegalArgumentException("The bitfield sets spare bits behind its last piece");
        }
        bits.recount();
        return bits;
    }

    /** The bits of a set; those at {@code size} and above must be clear. */
    public static PieceBits of(BitSet set, int size) {
        if (set.length() > size) {
            throw new IllegalArgumentException("The set names piece " + (set.length() - 1) + " of " + size);
        }
        PieceBits bits = new PieceBits(size);
        long[] from = set.toLongArray();
        System.arraycopy(from, 0, bits.words, 0, from.length);
        bits.recount();
        return bits;
    }

    public int size() {
        return size;
    }

    public boolean get(int index) {
        Objects.checkIndex(index, size);
        return (words[index >>> 6] & 1L << index) != 0;
    }

    /** Sets a bit; whether it was clear. */
    public boolean set(int index) {
        Objects.checkIndex(index, size);
        long word = words[index >>> 6];
        long changed = word | 1L << index;
        if (changed == word) {
            return false;
        }
        words[index >>> 6] = changed;
        cardinality++;
        return true;
    }

    /** Clears a bit; whether it was set. */
    public boolean clear(int index) {
        Objects.checkIndex(index, size);
        long word = words[index >>> 6];
        long changed = word & ~(1L << index);
        if (changed == word) {
            return false;
        }
        words[index >>> 6] = changed;
        cardinality--;
        return true;
    }

    public void setAll() {
        Arrays.fill(words, -1L);
        if (words.length > 0) {
            words[words.length - 1] &= lastMask(size);
        }
        cardinality = size;
    }

    public void clearAll() {
        Arrays.fill(words, 0);
        cardinality = 0;
    }

    /** The number of set bits. */
    public int cardinality() {
        return cardinality;
    }

    public boolean isAll() {
        return cardinality == size;
    }

    public boolean isEmpty() {
        return cardinality == 0;
    }

    /** The first set bit at or behind an index, or -1. */
    public int nextSet(int from) {
        return next(from, 0);
    }

    /** The first clear bit at or behind an index, or -1. */
    public int nextClear(int from) {
        int at = next(from, -1L);
        return at < size ? at : -1;
    }

    private int next(int from, long flip) {
        if (from < 0) {
            throw new IndexOutOfBoundsException("from is " + from);
        }
        if (from >= size) {
            return -1;
        }
        int word = from >>> 6;
        long rest = (words[word] ^ flip) & -1L << from;
        while (rest == 0) {
            if (++word == words.length) {
                return -1;
            }
            rest = words[word] ^ flip;
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** The first bit at or behind an index that both have set, or -1. */
    public int nextCommon(PieceBits other, int from) {
        sameSize(other);
        if (from >= size) {
            return -1;
        }
        long[] a = words;
        long[] b = other.words;
        int word = from >>> 6;
        long rest = a[word] & b[word] & -1L << from;
        while (rest == 0) {
            if (++word == a.length) {
                return -1;
            }
            rest = a[word] & b[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** Whether a bit is set in both. */
    public boolean intersects(PieceBits other) {
        sameSize(other);
        if (cardinality == 0 || other.cardinality == 0) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a bit is set here that is clear in the other. */
    public boolean hasAnyNotIn(PieceBits other) {
        sameSize(other);
        if (cardinality > other.cardinality) {
            return true;
        }
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & ~other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    public PieceBits copy() {
        return new PieceBits(this);
    }

    /** The body of a bitfield message (BEP 3), a new array. */
    public byte[] toWire() {
        byte[] wire = new byte[(size + 7) >>> 3];
        for (int i = 0; i < wire.length; i++) {
            int octet = (int) (words[i >>> 3] >>> ((i & 7) << 3)) & 0xff;
            wire[i] = (byte) (Integer.reverse(octet) >>> 24);
        }
        return wire;
    }

    /** A copy as the JDK's bit set. */
    public BitSet toBitSet() {
        return BitSet.valueOf(words);
    }

    private void sameSize(PieceBits other) {
        if (other.size != size) {
            throw new IllegalArgumentException("Bits of " + other.size + " pieces do not fit to " + size);
        }
    }

    private void recount() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        cardinality = count;
    }

    private static long lastMask(int size) {
        return (size & 63) == 0 ? -1L : (1L << (size & 63)) - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PieceBits bits && bits.size == size && Arrays.equals(bits.words, words);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return cardinality + " of " + size;
    }
}
