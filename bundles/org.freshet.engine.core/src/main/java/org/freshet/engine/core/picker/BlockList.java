package org.freshet.engine.core.picker;

import java.util.Arrays;
import java.util.Objects;

/** A list of blocks that is filled, read and cleared again without allocating. Belongs to one event loop. */
public final class BlockList {
    private long[] entries = new long[64];
    private int size;

    public void add(int piece, int block) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        entries[size++] = (long) piece << 32 | block;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int piece(int index) {
        return (int) (entries[Objects.checkIndex(index, size)] >>> 32);
    }

    /** The index of the block within its piece; its offset is this times 16 KiB. */
    public int block(int index) {
        return (int) entries[Objects.checkIndex(index, size)];
    }

    public void clear() {
        size = 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : " ").append(piece(i)).append(':').append(block(i));
        }
        return text.append(']').toString();
    }
}
