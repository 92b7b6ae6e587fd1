package org.freshet.engine.core.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;

import org.freshet.storage.Traits.WriteModel;
import org.junit.jupiter.api.Test;

class PieceCheckTest {
    private final List<String> heard = new ArrayList<>();
    private final Queue<Runnable> hashing = new ArrayDeque<>();
    private final PieceCheck.Events events = new PieceCheck.Events() {
        @Override
        public void checked(int piece, boolean good) {
            heard.add(piece + (good ? " good" : " bad"));
        }

        @Override
        public void finished(boolean cancelled) {
            heard.add(cancelled ? "cancelled" : "finished");
        }
    };

    private void run(StoreFixture f) {
        while (!f.io.isEmpty() || !hashing.isEmpty()) {
            f.io();
            Runnable hash = hashing.poll();
            if (hash != null) {
                hash.run();
            }
        }
    }

    private static BitSet all(int pieces) {
        BitSet all = new BitSet();
        all.set(0, pieces);
        return all;
    }

    private static StoreFixture filled(int pieceLength, int length) throws Exception {
        StoreFixture f = new StoreFixture(WriteModel.RANDOM, pieceLength, length);
        System.arraycopy(f.torrent.content(), 0, f.storage.content(), 0, length);
        return f;
    }

    @Test
    void eachPieceIsJudgedByItsHash() throws Exception {
        StoreFixture f = filled(32768, 5 * 32768 + 9);
        f.storage.content()[2 * 32768]++;
        f.store.check(f.torrent.metainfo(), hashing::add, events).start(all(6));
        run(f);
        assertEquals(List.of("0 good", "1 good", "2 bad", "3 good", "4 good", "5 good", "finished"), heard);
    }

    @Test
    void onlyWhatIsAskedForIsRead() throws Exception {
        StoreFixture f = filled(32768, 5 * 32768);
        BitSet some = new BitSet();
        some.set(1);
        some.set(4);
        f.store.check(f.torrent.metainfo(), hashing::add, events).start(some);
        run(f);
        assertEquals(List.of("r1+32768", "r4+32768"), f.storage.calls());
        assertEquals(List.of("1 good", "4 good", "finished"), heard);
    }

    @Test
    void nothingToCheckIsFinishedAtOnce() throws Exception {
        StoreFixture f = filled(32768, 32768);
        f.store.check(f.torrent.metainfo(), hashing::add, events).start(new BitSet());
        assertEquals(List.of("finished"), heard);
    }

    @Test
    void aLongPieceIsReadInParts() throws Exception {
        StoreFixture f = filled(16 << 20, (16 << 20) + 3);
        f.store.check(f.torrent.metainfo(), hashing::add, events).start(all(2));
        run(f);
        assertEquals(List.of("1 good", "0 good", "finished"), heard);
        assertEquals(4 << 20, f.storage.longestRead());
    }

    @Test
    void aCancelledCheckEndsSoonAndReadsNoMore() throws Exception {
        StoreFixture f = filled(32768, 100 * 32768);
        PieceCheck check = f.store.check(f.torrent.metainfo(), hashing::add, events);
        check.start(all(100));
        f.io();
        check.cancel();
        run(f);
        assertEquals("cancelled", heard.get(heard.size() - 1));
        assertTrue(f.storage.calls().size() <= 3, f.storage.calls()::toString);
    }

    @Test
    void whatMayBeAHoleAndLooksLikeOneIsNotRead() throws Exception {
        int length = 1 << 20;
        StoreFixture f = filled(length, 3 * length);
        Arrays.fill(f.storage.content(), length, 2 * length, (byte) 0);
        f.store.check(f.torrent.metainfo(), hashing::add, events).start(all(3), all(2));
        run(f);
        assertEquals(List.of("0 good", "1 bad", "2 good", "finished"), heard.stream().sorted().toList());
        assertEquals(List.of("r1+4096", "r1+4096"), f.storage.calls().stream().filter(c -> c.startsWith("r1")).toList());
        assertEquals(List.of("r0+4096", "r0+1048576"), f.storage.calls().stream().filter(c -> c.startsWith("r0")).toList());
        assertEquals(List.of("r2+1048576"), f.storage.calls().stream().filter(c -> c.startsWith("r2")).toList());
    }

    @Test
    void aPieceThatOnlyBeginsWithZerosIsReadAsAWhole() throws Exception {
        StoreFixture f = filled(32768, 32768 + 100);
        Arrays.fill(f.storage.content(), 0, 4096, (byte) 0);
        f.store.check(f.torrent.metainfo(), hashing::add, events).start(all(2), all(2));
        run(f);
        assertEquals(List.of("r0+4096", "r0+4096", "r0+32768"), f.storage.calls().stream().filter(c -> c.startsWith("r0")).toList());
        assertEquals(List.of("0 bad", "1 good", "finished"), heard.stream().sorted().toList());
    }
}
