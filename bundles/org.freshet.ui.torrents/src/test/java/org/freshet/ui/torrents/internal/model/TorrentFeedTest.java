package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.Test;

class TorrentFeedTest {
    private final AtomicInteger woken = new AtomicInteger();
    private final TorrentFeed feed = new TorrentFeed(new SortText.Alphabet(Locale.ROOT), woken::incrementAndGet);

    @Test
    void manyChangesWakeOnceAndLeaveOneEntryATorrent() {
        FakeTorrent fake = new FakeTorrent("a");
        feed.added(fake.torrent);
        for (int i = 1; i <= 100; i++) {
            feed.stateChanged(fake.down(i).torrent, fake.status);
        }
        assertEquals(1, woken.get());
        TorrentFeed.Batch batch = feed.take();
        assertEquals(1, batch.changes().size());
        assertEquals(100, batch.changes().get(fake.torrent).orElseThrow().status().downRate());
        feed.stateChanged(fake.down(0).torrent, fake.status);
        assertEquals(2, woken.get());
    }

    @Test
    void aPollThatFindsTheSameInstanceSaysNothing() {
        FakeTorrent fake = new FakeTorrent("a");
        feed.added(fake.torrent);
        feed.take();
        for (int i = 0; i < 20; i++) {
            feed.poll();
        }
        assertEquals(1, woken.get());
        assertTrue(feed.take().changes().isEmpty());
    }

    @Test
    void aRunningTorrentIsLookedAtInEveryPollAndARestingOneInSome() {
        FakeTorrent runs = new FakeTorrent("runs");
        FakeTorrent rests = new FakeTorrent("rests").state(State.PAUSED);
        feed.added(runs.torrent);
        feed.added(rests.torrent);
        feed.take();
        int seen = 0;
        for (int i = 0; i < 16; i++) {
            runs.down(i + 1);
            rests.label = "label " + i;
            feed.poll();
            TorrentFeed.Batch batch = feed.take();
            assertTrue(batch.changes().containsKey(runs.torrent));
            seen += batch.changes().containsKey(rests.torrent) ? 1 : 0;
        }
        assertEquals(2, seen);
    }

    @Test
    void aTorrentThatIsGoneStaysGone() {
        FakeTorrent fake = new FakeTorrent("a");
        feed.added(fake.torrent);
        feed.removed(fake.torrent);
        feed.stateChanged(fake.state(State.ERROR).torrent, fake.status);
        assertTrue(feed.take().changes().get(fake.torrent).isEmpty());
        feed.poll();
        assertTrue(feed.take().changes().isEmpty());
        assertEquals(0, feed.size());
    }

    @Test
    void beyondItsBoundItHandsOverEverythingThatIsKnownInstead() {
        FakeTorrent stays = new FakeTorrent("stays");
        feed.added(stays.torrent);
        feed.take();
        for (int i = 0; i < 50_001; i++) {
            FakeTorrent passes = new FakeTorrent("passes");
            feed.added(passes.torrent);
            feed.removed(passes.torrent);
        }
        TorrentFeed.Batch batch = feed.take();
        assertTrue(batch.whole());
        assertEquals(List.of(stays.torrent), List.copyOf(batch.changes().keySet()));
        assertFalse(feed.take().whole());
    }

    @Test
    void reconcilingFindsWhatEventsDidNotTell() {
        FakeTorrent missed = new FakeTorrent("missed");
        FakeTorrent gone = new FakeTorrent("gone");
        FakeTorrent comes = new FakeTorrent("comes");
        feed.added(gone.torrent);
        feed.reconcile(() -> {
            List<Torrent> there = new ArrayList<>(List.of(missed.torrent));
            // Comes after the session was asked: it must not be taken for one that went.
            feed.added(comes.torrent);
            return there;
        });
        TorrentFeed.Batch batch = feed.take();
        assertTrue(batch.changes().get(missed.torrent).isPresent());
        assertTrue(batch.changes().get(gone.torrent).isEmpty());
        assertTrue(batch.changes().get(comes.torrent).isPresent());
        assertEquals(2, feed.size());
    }

    @Test
    void keysOfNamesAreMadeOnce() {
        FakeTorrent fake = new FakeTorrent("a");
        feed.added(fake.torrent);
        SortText before = feed.take().changes().get(fake.torrent).orElseThrow().name();
        fake.name = new String("a");
        feed.stateChanged(fake.down(1).torrent, fake.status);
        assertSame(before, feed.take().changes().get(fake.torrent).orElseThrow().name());
    }

    @Test
    void placesInTheQueueAreToldWhereTheyChanged() {
        FakeTorrent a = new FakeTorrent("a");
        FakeTorrent b = new FakeTorrent("b");
        FakeTorrent late = new FakeTorrent("late");
        feed.added(a.torrent);
        feed.added(b.torrent);
        feed.take();
        List<Torrent> queue = List.of(a.torrent, late.torrent, b.torrent);
        feed.places(queue);
        assertEquals(3, feed.take().changes().get(b.torrent).orElseThrow().place());
        feed.added(late.torrent);
        feed.places(queue);
        TorrentFeed.Batch batch = feed.take();
        assertEquals(List.of(late.torrent), List.copyOf(batch.changes().keySet()));
        assertEquals(2, batch.changes().get(late.torrent).orElseThrow().place());
        feed.places(List.of(late.torrent, a.torrent, b.torrent));
        assertEquals(2, feed.take().changes().size());
        feed.stateChanged(b.down(7).torrent, b.status);
        assertEquals(3, feed.take().changes().get(b.torrent).orElseThrow().place());
    }
}
