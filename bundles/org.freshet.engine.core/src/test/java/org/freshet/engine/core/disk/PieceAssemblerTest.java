package org.freshet.engine.core.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;

import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;

class PieceAssemblerTest {
    private static final int PIECE = 32768;
    private static final Fault FULL = new Fault(Fault.Kind.FULL, "no space");

    private static StoreFixture of(WriteModel model) throws Exception {
        return new StoreFixture(model, PIECE, 3 * PIECE + 100);
    }

    @Test
    void wholePiecesAreWrittenOnceEachInTheOrderTheyBecomeWhole() throws Exception {
        StoreFixture f = of(WriteModel.WHOLE_PIECE);
        f.arrives(2).arrives(3).arrives(0).arrives(1);
        assertEquals(List.of("w2+32768", "c2", "w3+100", "c3", "w0+32768", "c0", "w1+32768", "c1"), f.storage.calls());
        assertEquals(List.of("verified 2", "verified 3", "verified 0", "verified 1"), f.events);
        assertArrayEquals(f.torrent.content(), f.storage.content());
    }

    @Test
    void blocksInAnyOrderMakeTheSamePiece() throws Exception {
        StoreFixture f = of(WriteModel.WHOLE_PIECE);
        List<ByteBuf> blocks = f.torrent.blocks(1);
        f.store.write(1, 16384, blocks.get(1));
        f.store.write(1, 0, blocks.get(0));
        f.store.verify(1);
        f.io();
        assertEquals(List.of("verified 1"), f.events);
    }

    @Test
    void anAppendOnlyStorageGetsPiecesFromTheFirstToTheLast() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        f.arrives(2).arrives(3).arrives(1);
        assertEquals(List.of(), f.storage.calls());
        assertEquals(List.of(), f.events, "what is not stored is not had");
        f.arrives(0);
        assertEquals(List.of("w0+32768", "c0", "w1+32768", "c1", "w2+32768", "c2", "w3+100", "c3"), f.storage.calls());
        assertEquals(List.of("verified 0", "verified 1", "verified 2", "verified 3"), f.events);
        assertArrayEquals(f.torrent.content(), f.storage.content());
    }

    @Test
    void anAppendOnlyStorageIsContinuedBehindWhatItHas() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        BitSet had = new BitSet();
        had.set(0, 2);
        f.store.begin(had);
        f.arrives(3).arrives(2);
        assertEquals(List.of("w2+32768", "c2", "w3+100", "c3"), f.storage.calls());
    }

    @Test
    void anAppendOnlyStorageThatAnswersLaterGetsOnePieceAtATime() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        f.storage.hold(true);
        f.arrives(1).arrives(0);
        assertEquals(List.of("w0+32768"), f.storage.calls());
        f.storage.answer();
        f.io();
        assertEquals(List.of("w0+32768", "c0"), f.storage.calls());
        assertEquals(List.of(), f.events);
        f.storage.answer();
        f.io();
        assertEquals(List.of("w0+32768", "c0", "w1+32768"), f.storage.calls());
        assertEquals(List.of("verified 0"), f.events);
    }

    @Test
    void aPieceThatCouldNotBeAppendedIsLostAndThoseBehindItWaitForIt() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        f.storage.failWrites(FULL);
        f.arrives(1).arrives(0);
        assertEquals(List.of("lost 0: no space"), f.events);
        assertEquals(List.of("w0+32768"), f.storage.calls());
        f.storage.failWrites(null);
        f.arrives(0);
        assertEquals(List.of("lost 0: no space", "verified 0", "verified 1"), f.events);
    }

    @Test
    void aPieceThatCouldNotBeWrittenIsNotCommitted() throws Exception {
        StoreFixture f = of(WriteModel.WHOLE_PIECE);
        f.storage.failWrites(FULL);
        f.storage.hold(true);
        f.arrives(1);
        f.storage.answer();
        f.io();
        assertEquals(List.of("w1+32768"), f.storage.calls());
        assertEquals(List.of("lost 1: no space"), f.events);
    }

    @Test
    void aPieceThatCouldNotBeCommittedIsLost() throws Exception {
        StoreFixture f = of(WriteModel.WHOLE_PIECE);
        f.storage.failCommits(FULL);
        f.arrives(1);
        assertEquals(List.of("lost 1: no space"), f.events);
    }

    @Test
    void aBadPieceNeverReachesTheStorage() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        List<ByteBuf> blocks = f.torrent.blocks(0);
        blocks.get(1).setByte(7, blocks.get(1).getByte(7) + 1);
        f.store.write(0, 0, blocks.get(0));
        f.store.write(0, 16384, blocks.get(1));
        f.store.verify(0);
        f.io();
        assertEquals(List.of("corrupt 0"), f.events);
        assertEquals(List.of(), f.storage.calls());
        blocks.forEach(b -> assertEquals(0, b.refCnt()));
        f.arrives(0);
        assertEquals(List.of("corrupt 0", "verified 0"), f.events);
    }

    @Test
    void buffersAreReleasedWhenTheStoreClosesWithPiecesWaiting() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        List<ByteBuf> whole = f.torrent.blocks(1);
        f.store.write(1, 0, whole.get(0));
        f.store.write(1, 16384, whole.get(1));
        f.store.verify(1);
        ByteBuf part = f.torrent.blocks(2).get(0);
        f.store.write(2, 0, part);
        f.store.close();
        f.io();
        assertEquals(List.of("close"), f.storage.calls());
        assertEquals(0, whole.get(0).refCnt() + whole.get(1).refCnt() + part.refCnt());
    }

    @Test
    void nothingIsAskedOfAStorageAfterItsClose() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        f.storage.hold(true);
        f.arrives(1).arrives(0);
        f.store.close();
        f.io();
        f.storage.answer();
        f.io();
        assertEquals(List.of("w0+32768", "close"), f.storage.calls());
    }

    @Test
    void aThousandWaitingPiecesAreWrittenWithoutADeepStack() throws Exception {
        int pieces = 20_000;
        StoreFixture f = new StoreFixture(WriteModel.APPEND_ONLY, 64, pieces * 64);
        for (int p = pieces - 1; p >= 0; p--) {
            f.arrives(p);
        }
        assertEquals(pieces, f.events.size());
        assertArrayEquals(f.torrent.content(), f.storage.content());
    }

    @Test
    void aForgottenPieceFreesItsMemory() throws Exception {
        StoreFixture f = of(WriteModel.APPEND_ONLY);
        ByteBuf part = f.torrent.blocks(2).get(0);
        f.store.write(2, 0, part);
        f.arrives(1);
        f.store.forget(2);
        f.store.forget(1);
        f.io();
        assertEquals(0, part.refCnt());
        f.arrives(0);
        assertEquals(List.of("verified 0"), f.events);
    }

    @Test
    void heldPiecesCongestTheStoreUntilTheirTurnComes() throws Exception {
        int length = 8 << 20;
        StoreFixture f = new StoreFixture(WriteModel.APPEND_ONLY, length, 5 * length);
        f.arrives(1).arrives(2).arrives(3);
        assertFalse(f.store.congested());
        f.arrives(4);
        assertTrue(f.store.congested());
        f.arrives(0);
        assertFalse(f.store.congested());
        assertTrue(f.events.contains("drained"), f.events::toString);
    }
}
