package org.freshet.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.testkit.conditions.Needs;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest {
    private static final Layout LAYOUT = Layout.of("t", 20_000, List.of(new TorrentFile(List.of("folder", "a"), 30_000, 0),
            new TorrentFile(List.of("b"), 10_000, 30_000)));

    @TempDir
    Path folder;

    private Path root() {
        return folder.resolve("root");
    }

    private Path outside() throws IOException {
        return Files.createDirectories(folder.resolve("outside"));
    }

    private static void assertEmpty(Path folder) throws IOException {
        try (Stream<Path> in = Files.list(folder)) {
            assertEquals(List.of(), in.toList());
        }
    }

    @Test
    void aFolderThatASymlinkLeadsOutOfTheRootIsRefused() throws IOException {
        Files.createDirectories(root().resolve("t"));
        Files.createSymbolicLink(root().resolve("t/folder"), outside());
        try (Session s = new Session(root(), LAYOUT)) {
            Fault fault = s.write(0);
            assertEquals(Fault.Kind.DENIED, fault.kind(), fault.message());
            assertTrue(fault.message().contains("folder"), fault.message());
            assertNull(s.fence(new FenceOp.Delete()));
        }
        assertEmpty(outside());
        assertTrue(Files.isSymbolicLink(root().resolve("t/folder")), "the user's link stays");
    }

    @Test
    void aTorrentsOwnFolderThatIsALinkOutIsRefusedBeforeAFolderIsMadeInIt() throws IOException {
        Files.createDirectories(root());
        Files.createSymbolicLink(root().resolve("t"), outside());
        try (Session s = new Session(root(), LAYOUT)) {
            assertEquals(Fault.Kind.DENIED, s.write(0).kind());
        }
        assertEmpty(outside());
    }

    @Test
    void aSymlinkInAFilesPlaceIsNeitherReadNorWritten() throws IOException {
        Files.createDirectories(root().resolve("t/folder"));
        Path secret = Files.write(outside().resolve("secret"), new byte[30_000]);
        Files.createSymbolicLink(root().resolve("t/folder/a"), secret);
        try (Session s = new Session(root(), LAYOUT)) {
            assertEquals(Fault.Kind.DENIED, s.write(0).kind());
            assertEquals(Fault.Kind.DENIED, s.readFault(0).kind());
            assertEquals(-1, s.inspect().lengths()[0]);
            assertNull(s.fence(new FenceOp.Delete()));
        }
        assertArrayEquals(new byte[30_000], Files.readAllBytes(secret));
    }

    @Test
    void aSymlinkInThePartFilesPlaceIsNotWritten() throws IOException {
        Files.createDirectories(root());
        Path victim = Files.writeString(outside().resolve("victim"), "mine");
        Files.createSymbolicLink(root().resolve(".parts1.parts"), victim);
        Fault fault = Session.faultOfOpening(root(), LAYOUT, 1);
        assertEquals(Fault.Kind.DENIED, fault.kind(), fault.message());
        assertEquals("mine", Files.readString(victim));
    }

    @Test
    void aMoveDoesNotFollowALinkOutOfTheNewRoot() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.createSymbolicLink(there.resolve("t"), outside());
        try (Session s = new Session(root(), LAYOUT)) {
            assertNull(s.write(0));
            assertNull(s.write(1));
            assertEquals(Fault.Kind.DENIED, s.fence(new FenceOp.Move(there.toUri())).kind());
            s.assertHolds(0);
        }
        assertEmpty(outside());
    }

    @Test
    void aRootThatIsItselfALinkAndLinksInsideItAreTheUsersChoice() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/inner"));
        Files.createDirectories(real.resolve("t"));
        Files.createDirectories(real.resolve("elsewhere"));
        Files.createSymbolicLink(real.resolve("t/folder"), real.resolve("elsewhere"));
        Files.createSymbolicLink(root(), real);
        try (Session s = new Session(root(), LAYOUT)) {
            assertNull(s.write(0));
            s.assertHolds(0);
        }
        assertTrue(Files.exists(real.resolve("elsewhere/a")));
    }

    @Test
    void aPipeInAFilesPlaceIsRefusedAndNotWaitedFor() throws Exception {
        Files.createDirectories(root().resolve("t"));
        Needs.ofMachine(Disk.runs("mkfifo", root().resolve("t/b").toString()), "mkfifo");
        try (Session s = new Session(root(), LAYOUT)) {
            assertEquals(Fault.Kind.DENIED, s.write(1).kind());
            assertEquals(Fault.Kind.DENIED, s.readFault(1).kind());
        }
    }

    @Test
    void aFullDiskIsToldWithTheFileAndTheWriteWorksOnceThereIsRoom() throws Exception {
        try (Disk disk = Disk.ofSize(folder.resolve("disk"), "256k")) {
            Layout large = Layout.ofSingleFile("large.bin", 16384, 20 * 16384);
            Path ballast = Files.write(disk.path().resolve("ballast"), new byte[128 << 10]);
            try (Session s = new Session(disk.path(), large)) {
                Fault fault = null;
                int piece = 0;
                while (fault == null && piece < large.pieceCount()) {
                    fault = s.write(piece++);
                }
                assertEquals(Fault.Kind.FULL, fault.kind(), fault.message());
                assertTrue(fault.message().contains("large.bin"), fault.message());
                s.assertHolds(0);
                Files.delete(ballast);
                assertNull(s.write(piece - 1));
                s.assertHolds(piece - 1);
            }
        }
    }

    @Test
    void aMoveOverTheBoundsOfADiskCopiesAndAFullOneLosesNothing() throws Exception {
        try (Disk disk = Disk.ofSize(folder.resolve("disk"), "256k"); Session s = new Session(root(), LAYOUT, 0)) {
            assertNull(s.write(0));
            assertNull(s.write(1));
            Path ballast = Files.write(disk.path().resolve("ballast"), new byte[220 << 10]);
            assertEquals(Fault.Kind.FULL, s.fence(new FenceOp.Move(disk.path().resolve("to").toUri())).kind());
            s.assertHolds(0);
            s.assertHolds(1);
            Files.delete(ballast);
            assertNull(s.fence(new FenceOp.Move(disk.path().resolve("to").toUri())));
            s.assertHolds(0);
            s.assertHolds(1);
            assertTrue(Files.exists(disk.path().resolve("to/t/folder/a")));
            assertTrue(Files.exists(disk.path().resolve("to/.parts1.parts")), "the part file came along");
            assertEmpty(root());
        }
    }

    @Test
    void aReadOnlyDiskIsReadButNotWritten() throws Exception {
        try (Disk disk = Disk.ofSize(folder.resolve("disk"), "1m")) {
            try (Session s = new Session(disk.path(), LAYOUT)) {
                assertNull(s.write(0));
                assertNull(s.write(1));
            }
            disk.readOnly();
            try (Session s = new Session(disk.path(), LAYOUT)) {
                s.assertHolds(0);
                s.regions(1).release();
                Fault fault = s.write(0);
                assertEquals(Fault.Kind.DENIED, fault.kind(), fault.message());
                assertTrue(fault.message().contains("folder/a"), fault.message());
                s.assertHolds(0);
                assertEquals(Fault.Kind.DENIED, s.fence(new FenceOp.Delete()).kind());
                assertNull(s.fence(new FenceOp.Move(root().toUri())), "from there, a move is a copy");
                s.assertHolds(0);
                assertTrue(Files.exists(disk.path().resolve("t/b")));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aFolderWithoutPermissionIsDenied() {
        boolean bound = !"root".equals(System.getProperty("user.name"));
        return Needs.where(bound, "permissions bind everybody but the administrator", () -> {
            Files.createDirectories(root());
            assertTrue(root().toFile().setWritable(false));
            try (Session s = new Session(root(), LAYOUT)) {
                assertEquals(Fault.Kind.DENIED, s.write(0).kind());
            } finally {
                assertTrue(root().toFile().setWritable(true));
            }
        });
    }

    @Test
    void fiftyThousandFilesAreStoredWithFewHandles() throws Exception {
        int count = 50_000;
        List<TorrentFile> files = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            files.add(new TorrentFile(List.of("d" + i / 1000, "f" + i), 10, i * 10L));
        }
        Layout layout = Layout.of("many", 16384, files);
        BitSet checked = new BitSet();
        try (Session s = new Session(root(), layout)) {
            long before = openFiles();
            for (int piece = 0; piece < layout.pieceCount(); piece++) {
                assertNull(s.write(piece));
                assertTrue(openFiles() - before <= 64 + 8, () -> "too many files are open: " + openFiles());
            }
            for (int piece = 0; piece < layout.pieceCount(); piece += 7) {
                s.assertHolds(piece);
                checked.set(piece);
            }
            Inventory inventory = s.inspect();
            assertTrue(IntStream.range(0, count).allMatch(i -> inventory.lengths()[i] == 10));
            assertTrue(inventory.token().length <= 65536);
            assertNull(s.fence(new FenceOp.Delete()));
            assertTrue(s.inspect().isEmpty());
        }
        assertFalse(checked.isEmpty());
        assertFalse(Files.exists(root().resolve("many")));
    }

    /** Of this process, where the system tells; else 0. */
    private static long openFiles() {
        String[] open = Path.of("/proc/self/fd").toFile().list();
        return open == null ? 0 : open.length;
    }

    @Test
    void aUriThatNamesNoLocalFolderIsRefusedInWords() {
        for (String uri : List.of("mem:x", "file:relative", "file://host/x", "file:///x?y")) {
            Fault fault = Session.faultOfOpening(URI.create(uri), LAYOUT);
            assertEquals(Fault.Kind.UNSUPPORTED, fault.kind(), fault.message());
            assertTrue(fault.message().contains(uri), fault.message());
        }
    }
}
