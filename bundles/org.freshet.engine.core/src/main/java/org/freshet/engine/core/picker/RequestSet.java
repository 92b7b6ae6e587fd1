package org.freshet.engine.core.picker;

import java.util.Arrays;

/** The blocks on request from one peer: a hash set of (piece, block) without boxes. */
final class RequestSet {
    private static final long EMPTY = -1;
    private static final int SMALLEST = 16;

    private long[] table = empty(SMALLEST);
    private int size;

    int size() {
        return size;
    }

    boolean contains(int piece, int block) {
        return table[slot(key(piece, block))] != EMPTY;
    }

    boolean add(int piece, int block) {
        long key = key(piece, block);
        int slot = slot(key);
        if (table[slot] != EMPTY) {
            return false;
        }
        table[slot] = key;
        size++;
        if (size * 2 > table.length) {
            long[] old = table;
            table = empty(old.length * 2);
            for (long each : old) {
                if (each != EMPTY) {
                    table[slot(each)] = each;
                }
            }
        }
        return true;
    }

    boolean remove(int piece, int block) {
        int hole = slot(key(piece, block));
        if (table[hole] == EMPTY) {
            return false;
        }
        size--;
        // Close the gap, so that linear probing needs no tombstones: an entry moves up unless its own place lies behind the hole.
        int mask = table.length - 1;
        for (int at = hole + 1 & mask; table[at] != EMPTY; at = at + 1 & mask) {
            int home = home(table[at]);
            if ((at - home & mask) >= (at - hole & mask)) {
                table[hole] = table[at];
                hole = at;
            }
        }
        table[hole] = EMPTY;
        return true;
    }

    /** All entries as piece << 32 | block, and forgets them. */
    long[] drain() {
        long[] all = new long[size];
        int count = 0;
        for (long key : table) {
            if (key != EMPTY) {
                all[count++] = key;
            }
        }
        table = empty(SMALLEST);
        size = 0;
        return all;
    }

    private int slot(long key) {
        int mask = table.length - 1;
        int slot = home(key);
        while (table[slot] != EMPTY && table[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & table.length - 1;
    }

    private static long key(int piece, int block) {
        return (long) piece << 32 | block;
    }

    private static long[] empty(int length) {
        long[] table = new long[length];
        Arrays.fill(table, EMPTY);
        return table;
    }
}
