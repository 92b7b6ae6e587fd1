package org.freshet.engine.core.disk;

import java.util.BitSet;

import io.netty.buffer.ByteBuf;

/** Takes the blocks of pieces on the I/O executor, one call at a time, and tells the {@link PieceStore} what became of them. */
interface PieceWriter {

    /** Before all else: these pieces are stored already. */
    default void begin(BitSet had) {
        // only those care who write in order
    }

    /** A block has arrived; owns {@code data}. */
    void block(int piece, int offset, ByteBuf data);

    /** Several blocks have arrived of which each begins where the one before it ends; owns {@code blocks[from]} to before {@code to}. */
    default void run(int piece, int offset, ByteBuf[] blocks, int from, int to) {
        int at = offset;
        for (int i = from; i < to; i++) {
            int length = blocks[i].readableBytes();
            block(piece, at, blocks[i]);
            at += length;
        }
    }

    /** The piece's last block has been given. */
    void end(int piece);

    /** What was given of the piece counts no more. */
    void forget(int piece);

    /** Releases what is held. */
    void close();
}
