package org.freshet.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about {@link FenceOp}s. */
public abstract class StorageFenceContract extends StorageFixture {
    /** Three files, none ending where a piece does: f0 in pieces 0 to 2, f1 in 2 to 4, f2 in 4 to 6. */
    private static final Layout THREE = Layouts.of("three", 32768, 70_000, 80_000, 60_000);

    @Test
    void flushedBytesAreThereAfterOpeningAnew() throws Exception {
        URI root = newRoot();
        StorageSession session = filled(root, Layouts.many(), 1);
        session.fence(new FenceOp.Flush());
        session.close();
        open(root, session.content()).assertHoldsAll(new Random(1));
    }

    @Test
    void filesOfATorrentThatMovedAreWhereItMoved() throws Exception {
        URI from = newRoot();
        URI to = newRoot();
        StorageSession session = filled(from, Layouts.many(), 2);
        session.fence(new FenceOp.Move(to));
        session.assertHoldsAll(new Random(2));
        session.close();
        open(to, session.content()).assertHoldsAll(new Random(3));
        assertTrue(open(from, session.content()).inspect().isEmpty(), "nothing is left where the files were");
    }

    @Test
    void aTorrentThatMovedHalfWrittenIsFinishedWhereItMoved() throws Exception {
        URI to = newRoot();
        StorageSession session = open(newRoot(), new Content(THREE, 3), only(0, 2));
        List<StorageSession.Unit> units = session.units(new Random(3));
        session.write(units.subList(0, units.size() / 2));
        session.fence(new FenceOp.Move(to));
        session.write(units.subList(units.size() / 2, units.size()));
        session.commitAll();
        session.assertHoldsAll(new Random(3));
        session.close();
        open(to, session.content(), only(0, 2)).assertHoldsAll(new Random(3));
    }

    @Test
    void aMoveOntoFilesThatAreThereIsRefusedAndMovesNothing() throws Exception {
        URI here = newRoot();
        URI taken = newRoot();
        StorageSession session = filled(here, THREE, 4);
        StorageSession other = filled(taken, THREE, 5);
        Fault fault = session.postFence(new FenceOp.Move(taken)).fault();
        assertEquals(Fault.Kind.IN_USE, fault.kind(), fault.message());
        session.assertHoldsAll(new Random(4));
        other.assertHoldsAll(new Random(5));
        session.close();
        open(here, session.content()).assertHoldsAll(new Random(4));
    }

    @Test
    void aRenamedFileHasItsBytesUnderTheNewName() throws Exception {
        URI root = newRoot();
        StorageSession session = filled(root, THREE, 6);
        List<String> name = List.of("three", "another folder", "renamed.bin");
        session.fence(new FenceOp.Rename(1, name));
        session.assertHoldsAll(new Random(6));
        Optional<Path> before = visibleFile(root, THREE.relativePath(1));
        if (before.isPresent()) {
            assertFalse(Files.exists(before.get()), "the old name is gone");
            assertArrayEquals(session.content().file(1), Files.readAllBytes(visibleFile(root, name).orElseThrow()));
        }
        session.close();
        List<FilePlan> plans = new ArrayList<>(plans(THREE, all(THREE)));
        plans.set(1, new FilePlan(name, true));
        StorageRequest request = new StorageRequest(root, THREE, plans, "a1b2c3three");
        open(provider(), request, session.content()).assertHoldsAll(new Random(6));
    }

    @Test
    void aNameThatAnotherFileHasIsRefused() throws Exception {
        StorageSession session = filled(newRoot(), THREE, 7);
        Fault fault = session.postFence(new FenceOp.Rename(1, THREE.relativePath(0))).fault();
        assertEquals(Fault.Kind.IN_USE, fault.kind(), fault.message());
        session.assertHoldsAll(new Random(7));
    }

    @Test
    void deletionTakesTheTorrentAndNothingElse() throws Exception {
        URI root = newRoot();
        StorageSession doomed = filled(root, THREE, 8);
        StorageSession other = filled(root, Layouts.many(), 9);
        Optional<Path> foreign = visibleFile(root, List.of("three", "foreign.txt"));
        if (foreign.isPresent()) {
            Files.writeString(foreign.get(), "not the torrent's");
        }
        doomed.fence(new FenceOp.Delete());
        assertTrue(doomed.inspect().isEmpty(), "nothing is left");
        doomed.close();
        assertTrue(open(root, doomed.content()).inspect().isEmpty(), "nothing comes back");
        other.assertHoldsAll(new Random(9));
        if (foreign.isPresent()) {
            assertEquals("not the torrent's", Files.readString(foreign.get()));
        }
    }

    @Test
    void aTorrentCanBeStoredAgainAfterItsDeletion() throws Exception {
        StorageSession session = filled(newRoot(), THREE, 10);
        session.fence(new FenceOp.Delete());
        session.close();
        URI root = newRoot();
        filled(root, THREE, 10).assertHoldsAll(new Random(10));
    }

    @Test
    void bytesOfAnUnwantedFileComeBackButItsNameDoesNotAppear() throws Exception {
        URI root = newRoot();
        StorageSession session = storedWithout(1, root, 11);
        assertAbsent(root, 1);
        assertHoldsTouched(session, 1);
        session.fence(new FenceOp.Flush());
        assertAbsent(root, 1);
        session.close();
        StorageSession again = open(root, session.content(), only(0, 2));
        assertHoldsTouched(again, 1);
        assertAbsent(root, 1);
        assertEquals(60_000, again.inspect().lengths()[2], "the wanted file is whole");
    }

    @Test
    void theInventoryCountsBytesOfAnUnwantedFile() throws Exception {
        StorageSession session = storedWithout(1, newRoot(), 12);
        Inventory inventory = session.inspect();
        assertEquals(80_000, inventory.lengths()[1], "its last bytes share a piece with the next file");
        assertArrayEquals(inventory.token(), session.inspect().token());
    }

    @Test
    void aFileThatBecomesWantedIsCompletedWithTheBytesKept() throws Exception {
        URI root = newRoot();
        StorageSession session = storedWithout(1, root, 13);
        session.fence(new FenceOp.Select(all(THREE)));
        assertHoldsTouched(session, 1);
        if (traits().writes() != WriteModel.APPEND_ONLY) {
            session.write(session.units(new Random(13), piecesWithout(0, 2)));
        }
        session.commitAll();
        session.assertHoldsAll(new Random(13));
        Optional<Path> file = visibleFile(root, THREE.relativePath(1));
        if (file.isPresent()) {
            assertArrayEquals(session.content().file(1), Files.readAllBytes(file.get()));
        }
        session.close();
        open(root, session.content()).assertHoldsAll(new Random(13));
    }

    @Test
    void bytesOfAFileNoLongerWantedStay() throws Exception {
        URI root = newRoot();
        StorageSession session = filled(root, THREE, 14);
        session.fence(new FenceOp.Select(only(0)));
        session.assertHoldsAll(new Random(14));
        session.close();
        open(root, session.content(), only(0)).assertHoldsAll(new Random(14));
    }

    @Test
    void aTorrentWithUnwantedFilesMovesAndIsDeletedWhole() throws Exception {
        URI from = newRoot();
        URI to = newRoot();
        StorageSession session = storedWithout(1, from, 15);
        session.fence(new FenceOp.Move(to));
        assertHoldsTouched(session, 1);
        assertAbsent(to, 1);
        assertTrue(open(from, new Content(THREE, 15), only(0, 2)).inspect().isEmpty());
        session.fence(new FenceOp.Delete());
        assertTrue(session.inspect().isEmpty());
    }

    /** Stores what an engine would if one file is not wanted. */
    private StorageSession storedWithout(int file, URI root, long seed) {
        BitSet wanted = all(THREE);
        wanted.clear(file);
        StorageSession session = open(root, new Content(THREE, seed), wanted);
        List<Integer> pieces = touched(file);
        session.write(session.units(new Random(seed), pieces));
        pieces.forEach(session::commit);
        return session;
    }

    /** Pieces that hold a byte of any file but this; all, if they can only be appended. */
    private List<Integer> touched(int unwanted) {
        return IntStream.range(0, THREE.pieceCount()).filter(piece -> traits().writes() == WriteModel.APPEND_ONLY
                || THREE.segments(piece, 0, THREE.pieceLength(piece)).stream().anyMatch(s -> s.file() != unwanted))
                .boxed().toList();
    }

    private List<Integer> piecesWithout(int... files) {
        BitSet of = only(files);
        return IntStream.range(0, THREE.pieceCount()).filter(piece -> THREE.segments(piece, 0, THREE.pieceLength(piece)).stream()
                .noneMatch(s -> of.get(s.file()))).boxed().toList();
    }

    private void assertHoldsTouched(StorageSession session, int unwanted) {
        touched(unwanted).forEach(piece -> session.assertHolds(piece, 0, THREE.pieceLength(piece)));
    }

    private void assertAbsent(URI root, int file) throws Exception {
        Optional<Path> path = visibleFile(root, THREE.relativePath(file));
        if (path.isPresent()) {
            assertFalse(Files.exists(path.get()), () -> path.get() + " was not wanted");
        }
    }
}
