package org.freshet.engine.core.disk;

import io.netty.buffer.ByteBuf;

/** Blocks and piece ends on their way from the event loop to the I/O executor: one hand-over for what one read of a socket brought. */
final class BlockBatch {
    private static final int CAPACITY = 64;

    private final int[] pieces = new int[CAPACITY];
    private final int[] offsets = new int[CAPACITY];
    private final ByteBuf[] blocks = new ByteBuf[CAPACITY];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    boolean isWorthATurn() {
        return size >= CAPACITY / 2;
    }

    boolean isFull() {
        return size >= CAPACITY - 1; // the last place is for an end
    }

    void add(int piece, int offset, ByteBuf data) {
        pieces[size] = piece;
        offsets[size] = offset;
        blocks[size++] = data;
    }

    void addEnd(int piece) {
        pieces[size] = piece;
        blocks[size++] = null;
    }

    /** Hands all over in order, adjacent blocks of a piece together. */
    void forEach(PieceWriter writer) {
        for (int i = 0; i < size;) {
            if (blocks[i] == null) {
                writer.end(pieces[i++]);
                continue;
            }
            int next = endOfRun(i);
            if (next == i + 1) {
                writer.block(pieces[i], offsets[i], blocks[i]);
            } else {
                writer.run(pieces[i], offsets[i], blocks, i, next);
            }
            i = next;
        }
    }

    private int endOfRun(int first) {
        int i = first + 1;
        int expected = offsets[first] + blocks[first].readableBytes();
        while (i < size && blocks[i] != null && pieces[i] == pieces[first] && offsets[i] == expected) {
            expected += blocks[i++].readableBytes();
        }
        return i;
    }
}
