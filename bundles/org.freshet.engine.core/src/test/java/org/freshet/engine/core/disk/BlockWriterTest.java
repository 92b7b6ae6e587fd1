package org.freshet.engine.core.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;

class BlockWriterTest {
    private static final int BLOCK = 16384;
    private static final Fault FULL = new Fault(Fault.Kind.FULL, "the disk is full");

    private StoreFixture fixture;
    private List<ByteBuf> blocks;

    @BeforeEach
    void start() throws Exception {
        fixture = new StoreFixture(WriteModel.RANDOM, 4 * BLOCK, 8 * BLOCK);
        blocks = fixture.torrent.blocks(0);
    }

    /** Blocks in an order in which none follows its neighbour, so that each is written by itself. */
    private void post(int... order) {
        for (int b : order) {
            fixture.store.write(0, b * BLOCK, blocks.get(b));
        }
    }

    private void everyBufferIsReleased() {
        blocks.forEach(b -> assertEquals(0, b.refCnt()));
    }

    @Test
    void aPieceOfWhichOneWriteFailedIsLostAndNotCorrupt() {
        fixture.storage.failNextWrites(1, FULL);
        post(0, 2, 1, 3);
        fixture.store.verify(0);
        fixture.io();
        assertEquals(List.of("lost 0: the disk is full"), fixture.events);
        everyBufferIsReleased();
    }

    @Test
    void itsBlocksCountAgainOnceTheLoopHasHeardOfTheLoss() {
        fixture.storage.failNextWrites(1, FULL);
        post(2, 0, 3, 1);
        fixture.store.verify(0);
        fixture.io();
        fixture.events.clear();
        fixture.arrives(0);
        assertEquals(List.of("verified 0"), fixture.events);
        assertArrayEquals(Arrays.copyOf(fixture.torrent.content(), 4 * BLOCK), Arrays.copyOf(fixture.storage.content(), 4 * BLOCK));
    }

    @Test
    void writesThatFailLaterMakeOneLoss() {
        fixture.storage.hold(true);
        fixture.storage.failNextWrites(2, FULL);
        post(0, 2, 1, 3);
        fixture.store.verify(0);
        fixture.io();
        for (int i = 0; i < 4; i++) {
            fixture.storage.answer();
            fixture.io();
        }
        assertEquals(List.of("lost 0: the disk is full"), fixture.events);
        fixture.storage.hold(false);
        fixture.arrives(0);
        assertEquals("verified 0", fixture.events.getLast());
    }

    @Test
    void whatIsDroppedNoLongerWaitsToBeWritten() {
        fixture.storage.failNextWrites(1, FULL);
        post(0, 2, 1, 3);
        fixture.store.verify(0);
        fixture.io();
        fixture.arrives(1);
        assertEquals("verified 1", fixture.events.getLast());
        assertEquals(false, fixture.store.congested());
    }
}
