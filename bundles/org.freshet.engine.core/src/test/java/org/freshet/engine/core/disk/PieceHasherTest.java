package org.freshet.engine.core.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class PieceHasherTest {
    private static final int BLOCK = 16384;
    private final PieceHasher.Budget budget = new PieceHasher.Budget();

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    @Test
    void blocksInAnyOrderGiveTheHashOfThePiece() throws Exception {
        byte[] piece = random(20 * BLOCK + 5);
        for (int seed = 0; seed < 20; seed++) {
            List<Integer> order = new ArrayList<>();
            for (int at = 0; at < piece.length; at += BLOCK) {
                order.add(at);
            }
            Collections.shuffle(order, new Random(seed));
            PieceHasher hasher = new PieceHasher(budget);
            List<ByteBuf> blocks = new ArrayList<>();
            for (int at : order) {
                ByteBuf block = Unpooled.copiedBuffer(piece, at, Math.min(BLOCK, piece.length - at));
                blocks.add(block);
                hasher.offer(at, block);
                block.readerIndex(block.writerIndex()); // whoever writes it moves its index
                block.release();
            }
            assertEquals(piece.length, hasher.position());
            assertArrayEquals(MessageDigest.getInstance("SHA-1").digest(piece), hasher.finish());
            blocks.forEach(b -> assertEquals(0, b.refCnt()));
        }
    }

    @Test
    void whatIsKeptOutOfOrderIsBounded() {
        List<PieceHasher> hashers = new ArrayList<>();
        List<ByteBuf> blocks = new ArrayList<>();
        long kept = 0;
        for (int p = 0; p < 4096; p++) { // 64 MiB that wait for their first block
            PieceHasher hasher = new PieceHasher(budget);
            hashers.add(hasher);
            ByteBuf block = Unpooled.wrappedBuffer(new byte[BLOCK]);
            hasher.offer(BLOCK, block);
            kept += block.refCnt() > 1 ? BLOCK : 0;
            blocks.add(block);
        }
        assertEquals(12L << 20, kept, "a quarter of 48 MiB, for each may pin four times as much");
        hashers.forEach(PieceHasher::discardBlocks);
        blocks.forEach(b -> assertEquals(1, b.refCnt()));
        ByteBuf again = Unpooled.wrappedBuffer(new byte[BLOCK]);
        hashers.get(0).offer(BLOCK, again);
        assertEquals(2, again.refCnt(), "the budget is given back");
        hashers.get(0).discardBlocks();
    }

    @Test
    void aPieceWhoseBlocksWereLetGoStopsBeforeTheGap() {
        PieceHasher hasher = new PieceHasher(budget);
        hasher.offer(0, Unpooled.wrappedBuffer(new byte[BLOCK]));
        hasher.offer(2 * BLOCK, Unpooled.wrappedBuffer(new byte[BLOCK]));
        assertEquals(BLOCK, hasher.position());
        hasher.discardBlocks();
    }

    @Test
    void aBlockThatComesTwiceCountsOnce() throws Exception {
        byte[] piece = random(2 * BLOCK);
        PieceHasher hasher = new PieceHasher(budget);
        ByteBuf second = Unpooled.copiedBuffer(piece, BLOCK, BLOCK);
        hasher.offer(BLOCK, second);
        hasher.offer(BLOCK, second);
        ByteBuf first = Unpooled.copiedBuffer(piece, 0, BLOCK);
        hasher.offer(0, first);
        hasher.offer(0, first);
        assertArrayEquals(MessageDigest.getInstance("SHA-1").digest(piece), hasher.finish());
        assertEquals(1, second.refCnt());
    }
}
