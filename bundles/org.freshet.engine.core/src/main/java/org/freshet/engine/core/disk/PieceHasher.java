package org.freshet.engine.core.disk;

import java.util.TreeMap;

import io.netty.buffer.ByteBuf;

/**
 * Hashes one piece while its blocks arrive. Blocks that arrive ahead of their turn are kept until the gap before them fills, within a
 * budget that all pieces of a torrent share; beyond it they are let go and must be read back at the end.
 */
final class PieceHasher {

    /** Bounds what is kept out of order. A kept block may pin the larger buffer that it was received in, so it is counted fourfold. */
    static final class Budget {
        private static final int PIN_FACTOR = 4;
        private long left = 48L << 20;

        private boolean take(int bytes) {
            if (left < (long) bytes * PIN_FACTOR) {
                return false;
            }
            left -= (long) bytes * PIN_FACTOR;
            return true;
        }

        private void give(int bytes) {
            left += (long) bytes * PIN_FACTOR;
        }
    }

    private final Budget budget;
    private final PieceDigest digest = new PieceDigest();
    private TreeMap<Integer, ByteBuf> ahead;

    PieceHasher(Budget budget) {
        this.budget = budget;
    }

    /** Feeds a block or keeps it for later; the caller goes on owning {@code data}. */
    void offer(int offset, ByteBuf data) {
        if (offset == digest.position()) {
            digest.update(data);
            feedAhead();
        } else if (offset > digest.position() && budget.take(data.readableBytes())) {
            if (ahead == null) {
                ahead = new TreeMap<>();
            }
            // a duplicate of its own indices: whoever writes the block moves the reader index of his
            ByteBuf replaced = ahead.put(offset, data.retainedDuplicate());
            if (replaced != null) {
                letGo(replaced);
            }
        }
    }

    private void feedAhead() {
        while (ahead != null && !ahead.isEmpty() && ahead.firstKey() <= digest.position()) {
            boolean next = ahead.firstKey() == digest.position();
            ByteBuf block = ahead.pollFirstEntry().getValue();
            if (next) {
                digest.update(block);
            }
            letGo(block);
        }
    }

    private void letGo(ByteBuf block) {
        budget.give(block.readableBytes());
        block.release();
    }

    /** The offset up to which the piece is hashed. */
    int position() {
        return digest.position();
    }

    /** The hash of what was fed. */
    byte[] finish() {
        discardBlocks();
        return digest.finish();
    }

    /** Lets go of blocks kept for later. */
    void discardBlocks() {
        if (ahead != null) {
            ahead.values().forEach(this::letGo);
            ahead = null;
        }
    }
}
