package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.Cause;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.storage.Completion;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBuf;

/** Data that goes from one kind of storage to another. */
class StorageMoveTest {

    /** Local files under another scheme, {@code other:/path}, whose writes fail or wait as a test says. */
    private static final class OtherStorage extends WrappedStorage {
        private volatile int writesLeft = Integer.MAX_VALUE;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private final CountDownLatch waiting = new CountDownLatch(1);

        @Override
        public CompletionStage<TorrentStorage> open(StorageRequest request) {
            return super.open(new StorageRequest(URI.create("file://" + request.root().getPath()), request.layout(), request.files(),
                    request.partsId()));
        }

        @Override
        boolean write(Call<Void> call, ByteBuf data, Completion<Void> done) {
            if (writesLeft-- <= 0) {
                data.release();
                done.failed(new Fault(Fault.Kind.FULL, "the other disk is full"));
                return true;
            }
            waiting.countDown();
            try {
                if (!gate.await(Until.SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let the write pass");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            call.to(done);
            return true;
        }
    }

    @TempDir
    Path temp;
    private final OtherStorage other = new OtherStorage();
    private Node node;
    private Path there;

    @BeforeEach
    void start() throws Exception {
        node = Node.at(temp.resolve("node")).with("other", other);
        node.open(Restore.ALL);
        there = Files.createDirectories(temp.resolve("there"));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
        assertEquals(0, other.open(), "a storage was not closed");
    }

    private URI target() {
        return URI.create("other:" + there + "/");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Fault refused(Torrent t) {
        return assertThrows(Fault.FaultException.class, () -> Until.done(t.move(target()))).fault();
    }

    @Test
    void aSeedsDataMovesAndItGoesOnSeedingFromThere() throws Exception {
        Sample sample = Sample.several(node.data());
        Torrent t = node.seed(sample.metainfo());
        Until.done(t.move(target()));
        assertEquals(target(), t.root());
        assertEquals(List.of(), sample.differing(there));
        assertEquals(List.of(), files(node.data()));
        Node.reaches(t, State.SEEDING);
        Node leech = Node.started(temp.resolve("leech"));
        try {
            Node.completes(leech.add(leech.fetch(sample.metainfo(), node)));
        } finally {
            leech.close();
        }
        node.stop();
        node.open(Restore.ALL);
        Torrent later = node.session().torrents().getFirst();
        assertEquals(target(), later.root());
        Node.reaches(later, State.SEEDING);
        assertEquals(sample.all(), later.have());
    }

    @Test
    void aTorrentThatRestsMovesTooWithWhatItHas() throws Exception {
        Sample sample = Sample.single(node.data(), 6);
        Path file = node.data().resolve("single.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[3 * Sample.PIECE]++;
        Files.write(file, bytes);
        Torrent t = node.add(AddTorrent.of(sample.metainfo(), node.data().toUri()));
        Node.reaches(t, State.DOWNLOADING);
        Until.done(t.pause());
        BitSet had = sample.all();
        had.clear(3);
        assertEquals(had, t.have());
        Until.done(t.move(target()));
        assertEquals(State.PAUSED, t.status().state());
        assertEquals(had, t.have());
        Until.done(t.start());
        Node.reaches(t, State.DOWNLOADING);
        assertEquals(had, t.have());
        assertEquals(List.of(), files(node.data()));
    }

    @Test
    void aMoveThatFailsHalfwayLeavesAllAsItWas() throws Exception {
        Sample sample = Sample.several(node.data());
        Torrent t = node.seed(sample.metainfo());
        URI before = t.root();
        other.writesLeft = 4;
        Fault fault = refused(t);
        assertEquals(Fault.Kind.FULL, fault.kind());
        assertEquals("the other disk is full", fault.message());
        assertEquals(before, t.root());
        assertEquals(List.of(), sample.differing(node.data()));
        assertEquals(List.of(), files(there));
        Node.reaches(t, State.SEEDING);
        assertTrue(t.log().stream().anyMatch(e -> e.text().equals("Its data could not be moved: the other disk is full")),
                t.log()::toString);
    }

    @Test
    void whatStandsAtTheNewPlaceIsNotTouched() throws Exception {
        Sample sample = Sample.single(node.data(), 2);
        Torrent t = node.seed(sample.metainfo());
        Files.writeString(there.resolve("single.bin"), "somebody's");
        assertEquals(Fault.Kind.IN_USE, refused(t).kind());
        assertEquals("somebody's", Files.readString(there.resolve("single.bin")));
        assertEquals(List.of(), sample.differing(node.data()));
        Node.reaches(t, State.SEEDING);
    }

    @Test
    void damagedDataDoesNotMove() throws Exception {
        Sample sample = Sample.single(node.data(), 5);
        Torrent t = node.seed(sample.metainfo());
        Until.done(t.pause());
        Path file = node.data().resolve("single.bin");
        byte[] bytes = sample.file(0).clone();
        bytes[70_000]++;
        var time = Files.getLastModifiedTime(file);
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time); // so that nobody could notice
        Fault fault = refused(t);
        assertTrue(fault.message().startsWith("1 of its pieces are damaged") || fault.kind() == Fault.Kind.IO, fault::toString);
        assertTrue(Files.exists(file));
        assertEquals(List.of(), files(there));
    }

    @Test
    void aStorageThatNobodyProvidesIsRefusedAtOnce() throws Exception {
        Torrent t = node.seed(Sample.single(node.data(), 2).metainfo());
        Fault fault = assertThrows(Fault.FaultException.class, () -> Until.done(t.move(URI.create("s3://bucket/")))).fault();
        assertEquals(Fault.Kind.GONE, fault.kind());
        assertEquals(State.SEEDING, t.status().state());
    }

    @Test
    void aTorrentThatIsRemovedMeanwhileKeepsItsDataWhereItWas() throws Exception {
        Sample sample = Sample.single(node.data(), 8);
        Torrent t = node.seed(sample.metainfo());
        other.gate = new CountDownLatch(1);
        CompletionStage<Void> moving = t.move(target());
        assertTrue(other.waiting.await(Until.SECONDS, TimeUnit.SECONDS));
        assertEquals(State.CHECKING, t.status().state());
        assertTrue(t.status().reason().startsWith("its data moves to other:"), t.status()::reason);
        assertEquals(Cause.MOVING, t.status().cause());
        assertThrows(Fault.FaultException.class, () -> Until.done(t.rename(0, List.of("x"))), "not while it moves");
        CompletionStage<Void> removed = node.session().remove(t, false);
        other.gate.countDown();
        Until.done(removed);
        assertThrows(Fault.FaultException.class, () -> Until.done(moving));
        assertEquals(List.of(), sample.differing(node.data()));
        assertEquals(List.of(), files(there));
        assertFalse(node.session().torrent(t.infoHashes().primary()).isPresent());
    }
}
