package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.LogEntry;
import org.freshet.engine.PieceMap;
import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.TrackerStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What user interfaces see of torrents, and that it is there again after a restart. */
class TorrentViewTest {
    @TempDir
    Path temp;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = Node.started(temp.resolve("node"));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private Torrent paused(Sample sample) throws Exception {
        return node.add(AddTorrent.of(sample.metainfo(), node.data().toUri()).withPaused(true));
    }

    private Torrent again() throws Exception {
        node.stop();
        node.open(Restore.ALL);
        return node.session().torrents().getFirst();
    }

    private static List<String> texts(Torrent t) {
        return t.log().stream().map(LogEntry::text).toList();
    }

    @Test
    void whatTheUserSaidOfATorrentSurvivesARestart() throws Exception {
        Sample sample = Sample.single(temp.resolve("made"), 3);
        Torrent t = node.add(AddTorrent.of(sample.metainfo(), node.data().toUri()).withPaused(true).withLabel("films")
                .withTrackers(List.of(List.of("http://one.invalid/announce"), List.of("http://two.invalid/announce?passkey=secret"))));
        assertEquals("films", t.label());
        Until.done(t.label("  plays "));
        Until.done(t.limit(new RateLimits(1000, 2000)));
        Until.done(t.sequential(true));
        Until.done(t.superSeeding(true));
        Until.done(t.addTrackers(List.of("http://three.invalid/announce")));
        Until.done(t.removeTracker("http://one.invalid/announce"));
        Torrent later = again();
        assertEquals("plays", later.label());
        assertEquals(new RateLimits(1000, 2000), later.limits());
        assertTrue(later.sequential() && later.superSeeding());
        assertEquals(List.of("http://two.invalid/announce", "http://three.invalid/announce"),
                later.trackers().stream().map(TrackerStatus::url).toList(), "as they may be shown");
        Until.done(later.removeTracker("http://two.invalid/announce"));
        assertEquals(List.of("http://three.invalid/announce"), again().trackers().stream().map(TrackerStatus::url).toList());
    }

    @Test
    void theStatusOfATorrentThatRestsIsTheSameObject() throws Exception {
        Torrent t = paused(Sample.single(temp.resolve("made"), 3));
        TorrentStatus before = t.status();
        Until.done(t.label("x")); // nothing of the status changes with it
        Until.done(t.announce());
        assertSame(before, t.status());
        assertSame(t.log(), t.log());
        Until.done(t.start());
        Node.reaches(t, State.DOWNLOADING);
        assertFalse(before.equals(t.status()));
    }

    @Test
    void theLogTellsOfStatesAndChecks() throws Exception {
        Sample sample = Sample.single(node.data(), 3);
        Torrent t = paused(sample);
        assertEquals(List.of(), texts(t));
        Until.done(t.start());
        Node.reaches(t, State.SEEDING);
        Until.done(t.recheck());
        Node.reaches(t, State.SEEDING);
        Until.done(t.pause());
        Until.holds("told", () -> texts(t).contains("Paused"), t::log);
        List<String> told = texts(t);
        assertTrue(told.contains("Seeding"), told::toString);
        assertTrue(told.contains("The check found 4 of 4 pieces good"), told::toString);
        List<LogEntry> log = t.log();
        for (int i = 1; i < log.size(); i++) {
            assertFalse(log.get(i).when().isBefore(log.get(i - 1).when()));
        }
    }

    @Test
    void theLogIsBounded() throws Exception {
        Torrent t = paused(Sample.single(node.data(), 1));
        for (int i = 0; i < 150; i++) {
            Until.done(t.start());
            Until.done(t.pause());
        }
        assertEquals(200, t.log().size());
        assertEquals("Paused", texts(t).getLast());
    }

    @Test
    void thePiecesOfATorrentAreKnownWhetherItRunsOrNot() throws Exception {
        Sample sample = Sample.single(node.data(), 5);
        BitSet all = sample.all();
        Torrent t = node.seed(sample.metainfo());
        assertEquals(all, t.have());
        PieceMap running = t.pieces();
        assertEquals(6, running.count());
        assertEquals(all, running.have());
        running.have().clear(); // the caller's own
        assertEquals(all, t.pieces().have());
        Until.done(t.pause());
        assertEquals(all, t.have());
        assertEquals(new PieceMap(6, all, new BitSet(), new int[6]), t.pieces());
        Torrent later = again();
        assertEquals(State.PAUSED, later.status().state());
        assertEquals(all, later.have(), "as the profile remembers it");
        assertEquals(all, later.pieces().have());
    }

    @Test
    void availabilityCountsConnectedPeers() throws Exception {
        Node seed = Node.started(temp.resolve("seed"));
        try {
            Sample sample = Sample.single(seed.data(), 4);
            seed.seed(sample.metainfo());
            Torrent t = node.add(node.fetch(sample.metainfo(), seed).withLimits(new RateLimits(1, 0)));
            int[] one = {1, 1, 1, 1, 1};
            Until.holds("the seed counted", () -> Arrays.equals(one, t.pieces().availability()), t::pieces);
            assertArrayEquals(one, t.pieces().availability());
            assertTrue(t.pieces().have().isEmpty());
        } finally {
            seed.close();
        }
    }

    @Test
    void theQueueIsInTheOrderThatTheUserGaveItAlsoAfterARestart() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            paused(Sample.single(temp.resolve("made" + i), i + 1));
        }
        node.session().torrents().forEach(t -> names.add(t.infoHashes().toString()));
        for (int i = 0; i < 60; i++) { // so often that there is no place left between two
            Until.done(node.session().moveInQueue(node.session().torrents().get(4), 1));
            names.add(1, names.remove(4));
            assertEquals(names, order());
        }
        Until.done(node.session().moveInQueue(node.session().torrents().get(2), 0));
        names.add(0, names.remove(2));
        Until.done(node.session().moveInQueue(node.session().torrents().get(1), 99));
        names.add(names.remove(1));
        assertEquals(names, order());
        again();
        assertEquals(names, order());
        assertSame(node.session().torrents(), node.session().torrents());
    }

    private List<String> order() {
        return node.session().torrents().stream().map(t -> t.infoHashes().toString()).toList();
    }

    @Test
    void theSessionAddsUpWhatItsTorrentsMoved() throws Exception {
        Node seed = Node.started(temp.resolve("seed"));
        try {
            Sample sample = Sample.single(seed.data(), 6);
            seed.seed(sample.metainfo());
            Torrent t = node.add(node.fetch(sample.metainfo(), seed));
            Node.completes(t);
            long length = sample.layout().totalLength();
            Until.holds("counted", () -> node.session().status().downloaded() == length && seed.session().status().uploaded() == length,
                    () -> node.session().status() + " and " + seed.session().status());
            Until.done(t.pause());
            Until.holds("counted", () -> node.session().status().running() == 0, () -> node.session().status());
            assertEquals(length, node.session().status().downloaded());
            assertEquals(1, node.session().status().torrents());
        } finally {
            seed.close();
        }
    }

    @Test
    void nobodyWhoLooksWaitsForTheEventLoop() throws Exception {
        Sample running = Sample.single(node.data(), 3);
        Torrent seed = node.seed(running.metainfo());
        Torrent resting = paused(Sample.single(temp.resolve("made"), 4));
        again();
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        node.session().loop().execute(() -> {
            busy.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(busy.await(Until.SECONDS, TimeUnit.SECONDS));
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(Until.SECONDS), () -> {
                for (Torrent t : node.session().torrents()) {
                    t.status();
                    t.have();
                    t.pieces();
                    t.files();
                    t.peers();
                    t.trackers();
                    t.log();
                    t.metainfo();
                }
                node.session().status();
            });
        } finally {
            over.countDown();
        }
        assertEquals(2, node.session().torrents().size());
        assertFalse(seed.infoHashes().equals(resting.infoHashes()));
    }
}
