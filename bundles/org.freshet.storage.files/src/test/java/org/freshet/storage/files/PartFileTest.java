package org.freshet.storage.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;

import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    private static final int SLOT = 16 + 1000;
    /** f1 shares piece 0 with f0 and piece 2 with f2; piece 1 is its own. */
    private static final Layout LAYOUT = Harness.files(1000, 600, 1800, 600);

    @TempDir
    Path root;

    private Path parts() {
        return root.resolve(".parts1.parts");
    }

    private Harness withoutMiddle() throws IOException {
        return new Harness(root, LAYOUT, 0, 2);
    }

    private void stored() throws IOException {
        try (Harness h = withoutMiddle()) {
            for (int piece : new int[] {0, 2}) {
                assertNull(h.write(piece));
                assertNull(h.commit(piece));
            }
        }
    }

    private void overwrite(long position, byte... bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(parts(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, 3);
        return all;
    }

    @Test
    void aTornSlotHeadMeansThatItsPieceIsAbsentAndOthersStay() throws IOException {
        stored();
        overwrite(32 + 12, (byte) 1, (byte) 2);
        try (Harness h = withoutMiddle()) {
            Fault fault = h.readFault(0);
            assertEquals(Fault.Kind.MISSING, fault.kind());
            assertTrue(fault.message().contains("f1"), fault.message());
            h.assertHolds(2);
            assertNull(h.write(0));
            assertNull(h.commit(0));
        }
        try (Harness h = withoutMiddle()) {
            h.assertHolds(0);
            h.assertHolds(2);
        }
    }

    @Test
    void aPieceThatWasNotCommittedWhenTheProcessDiedIsAbsent() throws IOException {
        Harness killed = withoutMiddle();
        assertNull(killed.write(0));
        assertNull(killed.write(2));
        assertNull(killed.commit(2));
        try (Harness h = withoutMiddle()) {
            h.assertHolds(2);
            assertEquals(Fault.Kind.MISSING, h.readFault(0).kind());
        }
        killed.close();
    }

    @Test
    void aPartFileOfAnotherShapeCountsAsEmptyAndIsReplacedWhenWritten() throws IOException {
        stored();
        overwrite(8, (byte) 1);
        try (Harness h = withoutMiddle()) {
            assertEquals(Fault.Kind.MISSING, h.readFault(0).kind());
            assertNull(h.write(0));
            assertNull(h.commit(0));
        }
        try (Harness h = withoutMiddle()) {
            h.assertHolds(0);
            assertEquals(Fault.Kind.MISSING, h.readFault(2).kind());
        }
    }

    @Test
    void aTruncatedPartFileKeepsWhatIsWhole() throws IOException {
        stored();
        try (FileChannel channel = FileChannel.open(parts(), StandardOpenOption.WRITE)) {
            channel.truncate(32 + SLOT + 10);
        }
        try (Harness h = withoutMiddle()) {
            h.assertHolds(0);
            assertEquals(Fault.Kind.MISSING, h.readFault(2).kind());
        }
    }

    @Test
    void theFileGoesWhenItsLastBytesMoveOut() throws IOException {
        stored();
        try (Harness h = withoutMiddle()) {
            assertTrue(Files.exists(parts()));
            assertNull(h.fence(new FenceOp.Select(all())));
            assertFalse(Files.exists(parts()));
            h.assertHolds(0);
            h.assertHolds(2);
        }
    }

    @Test
    void aSlotThatWasFreedIsUsedAgain() throws IOException {
        Layout layout = Harness.files(1000, 500, 1000, 1000, 1000, 500);
        try (Harness h = new Harness(root, layout, 0, 4)) {
            for (int piece = 0; piece < 4; piece++) {
                assertNull(h.write(piece));
                assertNull(h.commit(piece));
            }
            BitSet others = new BitSet();
            others.set(0);
            others.set(1);
            others.set(4);
            long before = Files.size(parts());
            assertNull(h.fence(new FenceOp.Select(others)));
            for (int piece = 0; piece < 4; piece++) {
                h.assertHolds(piece);
            }
            assertNull(h.fence(new FenceOp.Flush()));
            assertTrue(Files.size(parts()) <= before);
        }
    }

    @Test
    void aSelectionThatDiedHalfwayIsFinishedWhenOpened() throws IOException {
        stored();
        Files.write(root.resolve(".parts1.new"), new byte[5000]);
        try (Harness h = new Harness(root, LAYOUT)) {
            h.assertHolds(0);
            h.assertHolds(2);
            assertFalse(Files.exists(root.resolve(".parts1.new")), "what was half gathered is gone");
            assertFalse(Files.exists(parts()), "all bytes moved out");
            assertEquals(1800, Files.size(root.resolve("t/f1")));
        }
    }

    @Test
    void aFileThatStandsThereAlreadyIsUsedInPlace() throws IOException {
        Files.createDirectories(root.resolve("t"));
        byte[] there = new byte[1800];
        for (int i = 0; i < there.length; i++) {
            there[i] = Harness.at(600 + i);
        }
        Files.write(root.resolve("t/f1"), there);
        try (Harness h = withoutMiddle()) {
            h.assertHolds(1);
            assertNull(h.write(0));
            assertNull(h.write(2));
            h.assertHolds(0);
            assertFalse(Files.exists(parts()));
        }
        assertArrayEquals(there, Files.readAllBytes(root.resolve("t/f1")));
    }

    @Test
    void aPartFileDeletedUnderUsIsToldOnceAndMadeAnew() throws IOException {
        try (Harness h = withoutMiddle()) {
            assertNull(h.write(0));
            assertNull(h.commit(0));
            Files.delete(parts());
            assertEquals(Fault.Kind.MISSING, h.fence(new FenceOp.Flush()).kind());
            assertNull(h.write(0));
            assertNull(h.commit(0));
            assertNull(h.fence(new FenceOp.Flush()));
            h.assertHolds(0);
        }
        try (Harness h = withoutMiddle()) {
            h.assertHolds(0);
        }
    }

    @Test
    void aPartFileDeletedUnderUsIsNotInTheInventory() throws IOException {
        try (Harness h = withoutMiddle()) {
            assertNull(h.write(0));
            assertNull(h.commit(0));
            Files.delete(parts());
            assertEquals(-1, h.inspect().lengths()[1]);
            assertNull(h.write(0));
            h.assertHolds(0);
        }
    }

    @Test
    void theHeadOfAFreedSlotIsCleared() throws IOException {
        BitSet firstTwo = new BitSet();
        firstTwo.set(0, 2);
        Layout layout = Harness.files(1000, 500, 1000, 1000, 500);
        try (Harness h = new Harness(root.resolve("other"), layout, 0, 3)) {
            for (int piece = 0; piece < 3; piece++) {
                assertNull(h.write(piece));
                assertNull(h.commit(piece));
            }
            assertNull(h.fence(new FenceOp.Select(firstTwo)));
        }
        byte[] parts = Files.readAllBytes(root.resolve("other/.parts1.parts"));
        assertArrayEquals(new byte[16], Arrays.copyOfRange(parts, 32, 48), "piece 0 moved out");
        assertEquals('S', parts[32 + SLOT], "piece 1 holds bytes of a file that is still not wanted");
    }

    @Test
    void anInventoryCountsPartsOnlyAsFarAsTheyGo() throws IOException {
        try (Harness h = withoutMiddle()) {
            assertNull(h.write(0));
            assertEquals(400, h.inspect().lengths()[1]);
            assertNull(h.write(2));
            assertEquals(1800, h.inspect().lengths()[1]);
        }
    }
}
