package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.FilePriority;
import org.freshet.engine.RateLimits;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.Magnet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Torrents that go from one session to another over real sockets and real files. */
class TransferTest {
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

    @Test
    void aSingleFileArrivesAsItWas() throws Exception {
        Sample sample = Sample.single(seed.data(), 100);
        seed.seed(sample.metainfo());
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertEquals(State.SEEDING, t.status().state());
        assertEquals(sample.layout().totalLength(), t.status().done());
        assertEquals(sample.layout().totalLength(), t.status().downloaded());
    }

    @Test
    void manyFilesArriveAsTheyWere() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        Node.completes(leech.add(leech.fetch(sample.metainfo(), seed)));
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void aMagnetGetsItsMetadataFromThePeer() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        Torrent t = leech.add(AddTorrent.of(Magnet.of(sample.metainfo()), leech.data().toUri()).withPeers(List.of(seed.address())));
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertEquals("several", t.name());
        assertEquals(3, t.files().size());
    }

    @Test
    void whatIsSkippedNeverAppearsAndComesWhenItIsWanted() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        int a = 0;
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed).withUnwanted(List.of(a)));
        Node.completes(t);
        assertEquals(List.of(a), sample.differing(leech.data()));
        assertFalse(Files.exists(sample.path(leech.data(), a)), "an unwanted file was made");
        assertEquals(0, t.status().wanted() - t.status().done());
        assertTrue(t.status().wanted() < sample.layout().totalLength(), t.status().toString());
        Until.done(t.prioritize(a, FilePriority.NORMAL));
        Node.reaches(t, "all there", s -> s.done() == sample.layout().totalLength());
        Until.holds("the file has its bytes", () -> Files.exists(sample.path(leech.data(), a)), t::status);
        Until.done(t.pause());
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void aGlobChoosesTheFilesOfAMagnet() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        Torrent t = leech.add(AddTorrent.of(Magnet.of(sample.metainfo()), leech.data().toUri()).withPeers(List.of(seed.address()))
                .withWantedGlob("**b"));
        Node.completes(t);
        assertEquals(List.of(0, 1), sample.differing(leech.data()));
        assertFalse(Files.exists(sample.path(leech.data(), 0)));
        assertFalse(Files.exists(sample.path(leech.data(), 1)));
    }

    @Test
    void filesAreRenamedAndMovedInTheMiddleOfADownload() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent up = seed.seed(sample.metainfo());
        Until.done(up.limit(new RateLimits(0, 400_000)));
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.reaches(t, "some of it", s -> s.done() > 0);
        Until.done(t.rename(0, List.of("other", "name")));
        Path elsewhere = leech.home().resolve("elsewhere");
        Until.done(t.move(elsewhere.toUri()));
        assertEquals(State.DOWNLOADING, t.status().state());
        Until.done(up.limit(RateLimits.NONE));
        Node.completes(t);
        assertEquals(List.of(0), sample.differing(elsewhere)); // it has the other name
        assertEquals(-1, Files.mismatch(elsewhere.resolve("other/name"), sample.path(seed.data(), 0)));
        assertEquals(List.of(), files(leech.data()));
        assertEquals(elsewhere, Path.of(t.root()));
    }

    @Test
    void aSeedIsRenamedAndMovedAndGoesOnServing() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent up = seed.seed(sample.metainfo());
        Path elsewhere = seed.home().resolve("elsewhere");
        Until.done(up.move(elsewhere.toUri()));
        Until.done(up.rename(2, List.of("several", "b2")));
        assertEquals(List.of(), files(seed.data()));
        Node.completes(leech.add(leech.fetch(sample.metainfo(), seed)));
        assertEquals(List.of(), sample.differing(leech.data()));
        assertEquals(State.SEEDING, up.status().state());
    }

    @Test
    void aPauseStopsTheTrafficAndAStartGoesOnWithoutACheck() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        Torrent up = seed.seed(sample.metainfo());
        Until.done(up.limit(new RateLimits(0, 500_000)));
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.reaches(t, "some of it", s -> s.done() > 5 * Sample.PIECE);
        Until.done(t.pause());
        assertEquals(State.PAUSED, t.status().state());
        assertEquals(0, t.status().peers());
        long done = t.status().done();
        assertEquals(done, sample.piecesIn(sample.path(leech.data(), 0)).stream().mapToLong(sample.layout()::pieceLength).sum());
        Until.done(up.limit(RateLimits.NONE));
        Until.done(t.start());
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertTrue(t.status().downloaded() < sample.layout().totalLength() + 20L * Sample.PIECE, t.status().toString());
    }

    @Test
    void aTorrentIsRemovedWithoutItsData() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent up = seed.seed(sample.metainfo());
        Until.done(seed.session().remove(up, false));
        assertEquals(List.of(), sample.differing(seed.data()));
        assertEquals(List.of(), seed.session().torrents());
    }

    @Test
    void aTorrentIsRemovedWithItsOwnFilesOnly() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent up = seed.seed(sample.metainfo());
        Files.writeString(seed.data().resolve("several/sub/mine.txt"), "keep");
        Files.writeString(seed.data().resolve("mine.txt"), "keep");
        Until.done(seed.session().remove(up, true));
        assertEquals(List.of("mine.txt", "several/sub/mine.txt"), files(seed.data()));
    }

    @Test
    void aPausedTorrentIsRemovedWithItsFiles() throws Exception {
        Sample sample = Sample.several(seed.data());
        Torrent up = seed.seed(sample.metainfo());
        Until.done(up.pause());
        Until.done(seed.session().remove(up, true));
        assertEquals(List.of(), files(seed.data()));
    }

    @Test
    void aRecheckFindsAFlippedByteAndOnlyThatPieceIsFetchedAgain() throws Exception {
        Sample sample = Sample.single(seed.data(), 40);
        seed.seed(sample.metainfo());
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.completes(t);
        Path file = sample.path(leech.data(), 0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[7 * Sample.PIECE + 5] ^= 1;
        Files.write(file, bytes);
        long before = t.status().downloaded();
        Until.done(t.recheck());
        Until.done(t.addPeer(seed.address()));
        Node.reaches(t, "whole again", s -> s.state() == State.SEEDING && s.done() == sample.layout().totalLength());
        assertEquals(Sample.PIECE, t.status().downloaded() - before);
        assertEquals(List.of(), sample.differing(leech.data()));
        assertTrue(leech.states().contains(State.CHECKING));
    }

    @Test
    void addingATorrentTwiceMergesIt() throws Exception {
        Sample sample = Sample.single(seed.data(), 5);
        seed.seed(sample.metainfo());
        Torrent first = leech.add(leech.fetch(sample.metainfo()));
        Node.reaches(first, State.DOWNLOADING);
        Torrent second = leech.add(leech.fetch(sample.metainfo(), seed).withTrackers(List.of(List.of("http://127.0.0.1:1/announce"))));
        assertSame(first, second);
        assertEquals(1, leech.session().torrents().size());
        Node.completes(first);
        Until.holds("the tracker is there", () -> first.trackers().size() == 1, first::trackers);
    }

    @Test
    void aPausedMagnetGetsItsMetadataByAddingTheTorrent() throws Exception {
        Sample sample = Sample.several(seed.data());
        seed.seed(sample.metainfo());
        Torrent t = leech.add(AddTorrent.of(Magnet.of(sample.metainfo()), leech.data().toUri()).withPaused(true));
        assertSame(t, leech.add(leech.fetch(sample.metainfo(), seed)));
        Until.holds("its files are known", () -> t.files().size() == 3, t::status);
        Until.done(t.start());
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void twoSeedsPart() throws Exception {
        Sample sample = Sample.single(seed.data(), 5);
        Sample.single(leech.data(), 5);
        Torrent one = seed.seed(sample.metainfo());
        Torrent other = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.reaches(other, State.SEEDING);
        Until.done(other.addPeer(seed.address()));
        Until.holds("they met", () -> other.status().knownPeers() > 0, other::status);
        Node.reaches(one, "nobody there", s -> s.peers() == 0);
        Node.reaches(other, "nobody there", s -> s.peers() == 0);
    }

    @Test
    void aPrivateTorrentGivesItsMetadataToNobody() throws Exception {
        Sample sample = Sample.privateOne(seed.data());
        Torrent up = seed.seed(sample.metainfo());
        try (FakePeer peer = FakePeer.dial(seed.address(), sample.metainfo(), true)) {
            peer.awaitExtensions();
            assertEquals(0, peer.extensions().metadataSize());
            assertEquals(0, peer.extensions().id("ut_metadata"));
            peer.requestMetadata(1, 0);
            peer.interested();
            peer.await("an unchoke, after which an answer would have come", FakePeer::unchoked);
            assertEquals(0, peer.metadataBytes(), "metadata of a private torrent was sent");
        }
        Node.reaches(up, "the peer has gone", s -> s.peers() == 0);
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed)); // whoever has the torrent file gets the data
        Node.completes(t);
    }

    @Test
    void aSuperSeedServesAWholeSwarm() throws Exception {
        Sample sample = Sample.single(seed.data(), 12);
        Torrent up = seed.seed(sample.metainfo());
        Until.done(up.superSeeding(true));
        try (Node third = Node.started(temp.resolve("third"))) {
            Torrent one = leech.add(leech.fetch(sample.metainfo(), seed));
            Torrent two = third.add(third.fetch(sample.metainfo(), seed, leech));
            Node.completes(one);
            Node.completes(two);
            assertEquals(List.of(), sample.differing(leech.data()));
            assertEquals(List.of(), sample.differing(third.data()));
        }
    }

    private static List<String> files(Path root) throws Exception {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(p -> root.relativize(p).toString()).sorted().toList();
        }
    }
}
