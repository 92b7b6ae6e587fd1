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
        assertEquals(8, seen);
    }

    @Test
    void ofManyTorrentsThatRestAPollLooksAtAFewAndAllPollsTogetherAtEach() {
        List<FakeTorrent> resting = new ArrayList<>();
        for (int i = 0; i < 10 * TorrentFeed.MOST_RESTING; i++) {
            resting.add(new FakeTorrent("rests").state(State.PAUSED));
        }
        resting.forEach(each -> feed.added(each.torrent));
        feed.take();
        resting.forEach(each -> each.label = "label");
        for (int i = 0; i < 10; i++) {
            feed.poll();
            assertEquals(TorrentFeed.MOST_RESTING, feed.take().changes().size());
        }
        feed.poll();
        assertTrue(feed.take().changes().isEmpty());
    }

    @Test
    void aTorrentThatBeginsToRunIsLookedAtInEveryPollFromThenOn() {
        List<FakeTorrent> all = new ArrayList<>();
        for (int i = 0; i < 2 * TorrentFeed.MOST_RESTING; i++) {
            all.add(new FakeTorrent("rests").state(State.QUEUED));
        }
        all.forEach(each -> feed.added(each.torrent));
        FakeTorrent begins = all.get(0);
        feed.stateChanged(begins.state(State.DOWNLOADING).torrent, begins.status);
        feed.take();
        for (int i = 0; i < 10; i++) {
            begins.down(i + 1);
            feed.poll();
            assertEquals(List.of(begins.torrent), List.copyOf(feed.take().changes().keySet()));
        }
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
    void aListIsKnownWhenItsPlacesWereTakenOverAndNothingCameOrWentSince() {
        FakeTorrent a = new FakeTorrent("a");
        FakeTorrent missed = new FakeTorrent("missed");
        List<Torrent> queue = List.of(a.torrent, missed.torrent);
        feed.added(a.torrent);
        feed.places(queue);
        assertFalse(feed.knows(queue));
        feed.added(missed.torrent);
        feed.places(queue);
        assertTrue(feed.knows(queue));
        feed.removed(a.torrent);
        assertFalse(feed.knows(queue));
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
