package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session knows when it is opened again. */
class ResumeTest {
    @TempDir
    Path temp;
    private Node seed;
    private Node leech;

    @BeforeEach
    void start() throws Exception {
        seed = Node.started(temp.resolve("seed"));
        leech = Node.started(temp.resolve("leech"));
    }

    @AfterEach
    void stop() throws Exception {
        leech.close();
        seed.close();
    }

    /** A torrent of which {@code leech} has a part, downloading slowly. */
    private Torrent partly(Sample sample) throws Exception {
        Until.done(seed.seed(sample.metainfo()).limit(new RateLimits(0, 500_000)));
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.reaches(t, "a part of it", s -> s.done() > 10 * Sample.PIECE);
        return t;
    }

    private Torrent only(Node node) {
        return node.session().torrents().getFirst();
    }

    @Test
    void afterAnEndInOrderNothingIsCheckedOrFetchedAgain() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        Torrent t = partly(sample);
        Until.done(t.pause());
        BitSet had = t.have();
        long downloaded = t.status().downloaded();
        assertTrue(had.cardinality() >= 10);
        Until.done(t.start());
        Until.done(t.pause());
        leech.stop();
        leech.open(Restore.ALL);
        Torrent again = only(leech);
        assertEquals(State.PAUSED, again.status().state());
        BitSet remembered = again.have();
        had.andNot(remembered);
        assertEquals(new BitSet(), had, "pieces were forgotten");
        Until.done(again.start());
        Node.reaches(again, State.DOWNLOADING);
        assertEquals(remembered, again.have());
        seed.session().torrents().forEach(u -> u.limit(RateLimits.NONE));
        Until.done(again.addPeer(seed.address()));
        Node.completes(again);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertTrue(again.status().downloaded() - downloaded <= sample.layout().totalLength() - remembered.cardinality() * (long) Sample.PIECE
                + 64L * 16384, again.status().toString());
    }

    @Test
    void aSeedGoesOnAtOnceAfterAnEndInOrder() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        seed.stop();
        CountingStorage counting = new CountingStorage();
        seed.with("file", counting);
        seed.open(Restore.ALL);
        Node.reaches(only(seed), State.SEEDING);
        assertEquals(0, counting.reads(), "it was read again");
    }

    @Test
    void whatIsOnItsWayToTheDiskAtAPauseCounts() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        seed.seed(sample.metainfo());
        HeldStorage held = new HeldStorage();
        leech.stop();
        leech.with("file", held);
        leech.open(Restore.ALL);
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        held.writing();
        CompletionStage<Void> paused = t.pause();
        Until.holds("its peers are gone", () -> t.status().peers() == 0, t::status);
        held.letGo();
        Until.done(paused);
        long there = sample.piecesIn(sample.path(leech.data(), 0)).stream().mapToLong(sample.layout()::pieceLength).sum();
        assertTrue(there > 0);
        assertEquals(there, t.status().done());
    }

    @Test
    void aChangedFileIsCheckedAndMended() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.completes(t);
        leech.stop();
        Path a = sample.path(leech.data(), 0);
        byte[] bytes = Files.readAllBytes(a);
        bytes[3 * Sample.PIECE] ^= 1;
        Files.write(a, bytes);
        leech.open(Restore.ALL);
        Torrent again = only(leech);
        Node.reaches(again, State.DOWNLOADING);
        assertEquals(sample.pieces() - 1, again.have().cardinality());
        assertFalse(again.have().get(3));
        Until.done(again.addPeer(seed.address()));
        Node.reaches(again, State.SEEDING);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void aFileThatIsGoneIsFetchedAgain() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        Node.completes(leech.add(leech.fetch(sample.metainfo(), seed)));
        leech.stop();
        Files.delete(sample.path(leech.data(), 2));
        leech.open(Restore.ALL);
        Torrent again = only(leech);
        Node.reaches(again, State.DOWNLOADING);
        Until.done(again.addPeer(seed.address()));
        Node.reaches(again, State.SEEDING);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void afterACrashNoVerifiedPieceIsLostAndNoOtherIsBelieved() throws Exception {
        Sample sample = Sample.single(seed.data(), 80);
        partly(sample);
        Path copy = temp.resolve("after");
        Node.copy(leech.home().resolve("profile"), copy.resolve("profile")); // the state first: the data is newer, as after a crash
        Node.copy(leech.data(), copy.resolve("data"));
        BitSet there = sample.piecesIn(sample.path(copy.resolve("data"), 0));
        assertTrue(there.cardinality() >= 8 && there.cardinality() < sample.pieces(), there.toString());
        leech.close(); // the copy's record names the same folder: put the copy where it belongs
        delete(leech.home());
        Node.copy(copy, leech.home());
        leech = Node.started(leech.home());
        Torrent again = only(leech);
        Node.reaches(again, State.DOWNLOADING);
        BitSet believed = again.have();
        assertEquals(there, believed);
        seed.session().torrents().forEach(u -> u.limit(RateLimits.NONE));
        Until.done(again.addPeer(seed.address()));
        Node.completes(again);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    private static void delete(Path folder) throws Exception {
        try (var all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    @Test
    void dataThatWasThereBeforeIsFound() throws Exception {
        Sample sample = Sample.several(seed.data());
        Node.copy(seed.data(), leech.data());
        Torrent t = leech.add(leech.fetch(sample.metainfo()));
        Node.completes(t);
        assertEquals(State.SEEDING, t.status().state());
        assertEquals(0, t.status().downloaded());
    }

    @Test
    void aCheckThatIsAskedForBelievesNothing() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        seed.stop();
        CountingStorage counting = new CountingStorage();
        seed.with("file", counting);
        seed.open(Restore.NONE_BUT_ADDED);
        Torrent t = seed.add(seed.fetch(sample.metainfo()).withData(ExistingData.CHECK));
        Node.completes(t);
        assertTrue(counting.reads() >= sample.pieces(), counting.reads() + " reads");
    }

    @Test
    void aTorrentAddedAgainToItsProfileIsNotChecked() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        seed.stop();
        CountingStorage counting = new CountingStorage();
        seed.with("file", counting);
        seed.open(Restore.NONE_BUT_ADDED);
        Node.completes(seed.add(seed.fetch(sample.metainfo())));
        assertEquals(0, counting.reads());
    }

    @Test
    void dataThatTheCallerHashedIsBelieved() throws Exception {
        Sample sample = Sample.several(seed.data());
        CountingStorage counting = new CountingStorage();
        seed.stop();
        seed.with("file", counting);
        seed.open(Restore.ALL);
        Torrent t = seed.add(seed.fetch(sample.metainfo()).withData(ExistingData.COMPLETE));
        Node.completes(t);
        assertEquals(State.SEEDING, t.status().state());
        assertEquals(0, counting.reads());
    }

    @Test
    void aCallerWhoHashedFilesThatAreNotThereIsNotBelieved() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent t = leech.add(leech.fetch(sample.metainfo()).withData(ExistingData.COMPLETE));
        Node.reaches(t, State.DOWNLOADING);
        assertEquals(0, t.status().done());
    }

    @Test
    void wishesSurvive() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent t = leech.add(AddTorrent.of(sample.metainfo(), leech.data().toUri()).withPaused(true));
        Until.done(t.prioritize(1, FilePriority.SKIP));
        Until.done(t.limit(new RateLimits(1000, 2000)));
        leech.stop();
        leech.open(Restore.ALL);
        Torrent again = only(leech);
        assertEquals(State.PAUSED, again.status().state());
        assertEquals(FilePriority.SKIP, again.files().get(1).priority());
        Until.done(again.prioritize(0, FilePriority.HIGH)); // while its metainfo lies on the disk only
        assertEquals(FilePriority.HIGH, again.files().get(0).priority());
        Until.done(again.rename(2, List.of("several", "other")));
        assertEquals(List.of("several", "other"), again.files().get(2).path());
    }

    @Test
    void prioritiesOfSeveralFilesAreSetTogetherOrNotAtAll() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent t = leech.add(AddTorrent.of(sample.metainfo(), leech.data().toUri()).withPaused(true));
        Until.done(t.prioritize(2, FilePriority.LOW));
        Until.done(t.prioritize(Map.of(0, FilePriority.HIGH, 1, FilePriority.SKIP)));
        assertEquals(List.of(FilePriority.HIGH, FilePriority.SKIP, FilePriority.LOW), priorities(t).subList(0, 3));
        int beyond = t.files().size();
        Throwable refused = assertThrows(ExecutionException.class,
                () -> t.prioritize(Map.of(0, FilePriority.SKIP, beyond, FilePriority.SKIP)).toCompletableFuture().get()).getCause();
        assertEquals("there is no file " + beyond + " in this torrent", refused.getMessage());
        assertEquals(List.of(FilePriority.HIGH, FilePriority.SKIP, FilePriority.LOW), priorities(t).subList(0, 3));
        Until.done(t.prioritize(Map.of(0, FilePriority.NORMAL, 1, FilePriority.NORMAL, 2, FilePriority.NORMAL)));
        assertEquals(t.status().total(), t.status().wanted());
        Until.done(t.prioritize(Map.of()));
    }

    private static List<FilePriority> priorities(Torrent torrent) {
        return torrent.files().stream().map(FileStatus::priority).toList();
    }

    @Test
    void aMoveOfAPausedTorrentNeedsNoCheckAfterwards() throws Exception {
        Sample sample = Sample.several(seed.data());
        CountingStorage counting = new CountingStorage();
        seed.stop();
        seed.with("file", counting);
        seed.open(Restore.ALL);
        Torrent t = seed.seed(sample.metainfo());
        Until.done(t.pause());
        int reads = counting.reads();
        Path elsewhere = seed.home().resolve("elsewhere");
        Until.done(t.move(elsewhere.toUri()));
        assertEquals(List.of(), sample.differing(elsewhere));
        Until.done(t.start());
        Node.reaches(t, State.SEEDING);
        assertEquals(reads, counting.reads(), "it was checked");
    }

    @Test
    void aPauseEndsWhenWhatIsHadIsRecordedHoweverSlowTheDisk() throws Exception {
        Sample sample = Sample.single(seed.data(), 12);
        seed.seed(sample.metainfo());
        CountingStorage counting = new CountingStorage();
        leech.stop();
        leech.with("file", counting);
        leech.open(Restore.ALL);
        Torrent t = leech.add(leech.fetch(sample.metainfo()));
        Node.reaches(t, State.DOWNLOADING);
        CountDownLatch slow = new CountDownLatch(1);
        leech.session().loop().submit(() -> leech.session().state().change(state -> {
            try {
                slow.await(Until.SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })).get();
        Until.done(t.addPeer(seed.address()));
        Node.reaches(t, State.SEEDING);
        CompletionStage<Void> paused = t.pause();
        Until.holds("the storage is closed", () -> counting.open() == 0, t::status);
        slow.countDown();
        Until.done(paused);
        assertEquals(sample.all(), t.have());
        Until.done(t.start());
        Node.completes(t);
        assertEquals(0, counting.reads(), "it was checked");
    }

    @Test
    void whatIsAddedWhileTheSessionClosesIsRefusedAndNotKept() throws Exception {
        Sample sample = Sample.single(temp.resolve("made"), 3);
        CompletionStage<Void> closing = leech.session().close();
        CompletionStage<Torrent> adding = leech.session().add(AddTorrent.of(sample.metainfo(), leech.data().toUri()));
        assertThrows(Fault.FaultException.class, () -> Until.done(adding));
        Until.done(closing);
        assertThrows(Fault.FaultException.class,
                () -> Until.done(leech.session().add(AddTorrent.of(sample.metainfo(), leech.data().toUri()))));
        leech.stop();
        leech.open(Restore.ALL);
        assertEquals(List.of(), leech.session().torrents());
    }
}
