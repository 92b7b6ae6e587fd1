package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.Cause;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.core.FaultyStorage.Writes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storages that fail: the torrent says so, keeps what it has, and goes on when it can. */
class FaultsTest {
    private static final Duration RETRY = Duration.ofSeconds(6);

    @TempDir
    Path temp;
    private final FaultyStorage faulty = new FaultyStorage();
    private Node seed;
    private Node leech;

    @BeforeEach
    void start() throws Exception {
        seed = Node.started(temp.resolve("seed"));
        leech = Node.at(temp.resolve("leech")).with("file", faulty);
        leech.open(Restore.ALL);
    }

    @AfterEach
    void stop() throws Exception {
        faulty.release();
        leech.close();
        seed.close();
        assertEquals(0, faulty.open(), "a storage was not closed");
    }

    /** The leech begins to fetch what the seed has. */
    private Torrent fetched(Sample sample) throws Exception {
        seed.seed(sample.metainfo());
        return leech.add(leech.fetch(sample.metainfo(), seed));
    }

    /** The same, and comes to what its storage cannot do. */
    private Torrent fails(Sample sample) throws Exception {
        Torrent t = fetched(sample);
        Node.reaches(t, State.ERROR);
        return t;
    }

    private void triesAgain() throws Exception {
        int failed = faulty.failed();
        leech.skip(RETRY);
        Until.holds("it tries again", () -> faulty.failed() > failed, faulty::failed);
    }

    @Test
    void aFullDiskIsToldAndTheDownloadGoesOnWhenThereIsRoom() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        faulty.writes(Writes.FAIL);
        Torrent t = fails(sample);
        assertTrue(t.status().reason().contains("the disk is full"), t.status().reason());
        assertEquals(Cause.FULL, t.status().cause());
        triesAgain();
        assertEquals(State.ERROR, t.status().state());
        faulty.writes(Writes.WORK);
        leech.skip(RETRY);
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertEquals(State.SEEDING, t.status().state());
    }

    @Test
    void aStorageThatGoesOnFailingCostsLittleTraffic() throws Exception {
        Sample sample = Sample.single(seed.data(), 600);
        faulty.writes(Writes.FAIL);
        Torrent t = fails(sample);
        standsStill(t);
        long before = t.status().downloaded();
        for (int i = 0; i < 3; i++) {
            triesAgain();
            standsStill(t);
        }
        long fetched = t.status().downloaded() - before;
        assertTrue(fetched < 1 << 20, fetched + " bytes fetched for nothing");
    }

    @Test
    void aStartTriesAgainAtOnce() throws Exception {
        Sample sample = Sample.single(seed.data(), 20);
        faulty.writes(Writes.FAIL);
        Torrent t = fails(sample);
        faulty.writes(Writes.WORK);
        Until.done(t.start());
        Until.done(t.addPeer(seed.address()));
        Node.completes(t);
    }

    @Test
    void aFileThatCannotBeReadIsToldWhileSeedingAndServedLater() throws Exception {
        Sample sample = Sample.single(leech.data(), 20);
        Torrent up = leech.seed(sample.metainfo());
        faulty.readsFail(true);
        Torrent t = seed.add(seed.fetch(sample.metainfo(), leech));
        Node.reaches(up, State.ERROR);
        assertTrue(up.status().reason().contains("the file cannot be read"), up.status().reason());
        faulty.readsFail(false);
        leech.skip(RETRY);
        Node.completes(t);
        Node.reaches(up, State.SEEDING);
        assertEquals(List.of(), sample.differing(seed.data()));
    }

    @Test
    void aFolderThatCannotBeOpenedIsTriedAgain() throws Exception {
        Sample sample = Sample.single(seed.data(), 20);
        faulty.opensFail(true);
        Torrent t = fails(sample);
        assertTrue(t.status().reason().contains("may not be read"), t.status().reason());
        faulty.opensFail(false);
        leech.skip(RETRY);
        Node.completes(t);
    }

    @Test
    void aStorageThatRefusesStopsTheRequestsAndLaterGoesOn() throws Exception {
        Sample sample = Sample.single(seed.data(), 1200); // 37 MiB, more than the high-water mark
        faulty.writes(Writes.REFUSE);
        Torrent t = fetched(sample);
        Until.holds("blocks are held", () -> faulty.heldBytes() > 0, faulty::heldBytes);
        standsStill(t);
        assertTrue(t.status().downloaded() < 4 << 20, "it went on asking: " + t.status());
        faulty.release();
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void aStorageThatHangsIsNotFedWithoutEnd() throws Exception {
        Sample sample = Sample.single(seed.data(), 2000); // 62 MiB
        faulty.writes(Writes.HANG);
        Torrent t = fetched(sample);
        Until.holds("blocks are held", () -> faulty.heldBytes() > 20 << 20, faulty::heldBytes);
        standsStill(t);
        assertTrue(faulty.heldBytes() < 40 << 20, faulty.heldBytes() + " bytes in memory");
        faulty.release();
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void aDownloadIsNotCalledCompleteBeforeItsLastDataIsOnTheDisk() throws Exception {
        Sample sample = Sample.single(seed.data(), 20);
        faulty.flushesFail(true);
        Torrent t = fails(sample);
        assertTrue(t.status().reason().contains("the disk went away"), t.status().reason());
        assertFalse(t.completed().toCompletableFuture().isDone());
        faulty.flushesFail(false);
        leech.skip(RETRY);
        Node.completes(t);
        assertEquals(State.SEEDING, t.status().state());
    }

    /** Waits until the session has ticked a few times without a block more. */
    private static void standsStill(Torrent t) throws Exception {
        long[] last = {-1, 0};
        Until.holds("no block comes any more", () -> {
            long now = t.status().downloaded();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] > 200; // looked at every 5 ms
        }, t::status);
    }

    @Test
    void aPauseWhileAWriteHangsEndsWithTheWrite() throws Exception {
        Sample sample = Sample.single(seed.data(), 20);
        faulty.writes(Writes.HANG);
        Torrent t = fetched(sample);
        Until.holds("blocks are held", () -> faulty.heldBytes() >= sample.layout().totalLength(), faulty::heldBytes);
        var paused = t.pause();
        faulty.release();
        Until.done(paused);
        Until.done(t.start());
        Until.done(t.addPeer(seed.address()));
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertTrue(Files.exists(sample.path(leech.data(), 0)));
    }
}
