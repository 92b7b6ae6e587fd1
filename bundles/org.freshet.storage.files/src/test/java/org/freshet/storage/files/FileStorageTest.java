package org.freshet.storage.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.metainfo.TorrentFile.Attribute;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.testkit.conditions.Needs;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.netty.buffer.UnpooledByteBufAllocator;

class FileStorageTest {
    private static final Layout LAYOUT = Harness.files(1000, 1500, 700, 800);

    @TempDir
    Path root;

    private static FaultException refusal(Path root, Layout layout, List<String> path) {
        return assertThrows(FaultException.class, () -> FileStorage.open(
                new StorageRequest(URI.create("test:x"), layout, List.of(new FilePlan(path, true)), "parts1"), uri -> root,
                new FileStorageOptions(false, () -> 4, UnpooledByteBufAllocator.DEFAULT), () -> { }));
    }

    @Test
    void aNameThatLeadsOutOfTheRootIsRefused() {
        Layout layout = Layout.ofSingleFile("x", 1000, 10);
        for (List<String> path : List.of(List.of(".."), List.of("..", "x"), List.of("a", "..", "..", "x"), List.of("."),
                List.of("a/../../x"), List.of("/etc/x"), List.of(""), List.of("x\0y"), List.of(".parts1.parts"))) {
            assertEquals(Fault.Kind.DENIED, refusal(root, layout, path).fault().kind(), () -> "for " + path);
        }
    }

    @Test
    void aRootThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "x");
        assertEquals(Fault.Kind.DENIED, refusal(file, Layout.ofSingleFile("x", 1000, 10), List.of("x")).fault().kind());
    }

    @Test
    void openingMakesNothing() throws IOException {
        Path deeper = root.resolve("not/there");
        new Harness(deeper, LAYOUT).close();
        assertFalse(Files.exists(root.resolve("not")));
    }

    @Test
    void filesWithoutBytesAreMadeWithTheFirstCommit() throws IOException {
        try (Harness h = new Harness(root, Harness.files(1000, 0, 1000, 0), 0, 1)) {
            assertNull(h.write(0));
            assertNull(h.commit(0));
        }
        assertEquals(0, Files.size(root.resolve("t/f0")));
        assertFalse(Files.exists(root.resolve("t/f2")), "it was not wanted");
    }

    @Test
    void symlinksOfATorrentAreNotMade() throws IOException {
        List<TorrentFile> files = List.of(new TorrentFile(List.of("f"), 1000, 0),
                new TorrentFile(List.of("link"), 0, 1000, Set.of(Attribute.SYMLINK), List.of("f"), null));
        try (Harness h = new Harness(root, Layout.of("t", 1000, files))) {
            assertNull(h.write(0));
            assertNull(h.commit(0));
            assertNull(h.fence(new FenceOp.Flush()));
            assertEquals(-1, h.inspect().lengths()[1]);
        }
        assertFalse(Files.exists(root.resolve("t/link")));
    }

    @Test
    void anExecutableFileMayBeRunOnceFlushed() throws IOException {
        Needs.ofMachine(Files.getFileStore(root).supportsFileAttributeView("posix"), "files with POSIX permissions");
        List<TorrentFile> files = List.of(new TorrentFile(List.of("run"), 600, 0, Set.of(Attribute.EXECUTABLE), List.of(), null),
                new TorrentFile(List.of("read"), 400, 600));
        try (Harness h = new Harness(root, Layout.of("t", 1000, files))) {
            assertNull(h.write(0));
            assertNull(h.fence(new FenceOp.Flush()));
        }
        assertTrue(Files.getPosixFilePermissions(root.resolve("t/run")).contains(PosixFilePermission.OWNER_EXECUTE));
        assertFalse(Files.getPosixFilePermissions(root.resolve("t/read")).contains(PosixFilePermission.OWNER_EXECUTE));
    }

    @Test
    void aFileReplacedWhileItsHandleWasAwayIsToldAndTakenFromThenOn() throws IOException {
        try (Harness h = new Harness(1, root, LAYOUT)) {
            assertNull(h.write(0));
            assertNull(h.write(2));
            Path f0 = root.resolve("t/f0");
            // Made before the old one goes, so that it cannot get the same number from the file system.
            Path other = Files.write(root.resolve("other"), new byte[1500]);
            Files.delete(f0);
            Files.move(other, f0);
            Fault fault = h.write(0);
            assertEquals(Fault.Kind.MISSING, fault.kind());
            assertTrue(fault.message().contains("f0"), fault.message());
            assertNull(h.write(0));
            assertNull(h.write(1));
            h.assertHolds(0);
        }
    }

    @Test
    void anInterruptBreaksOneOperationAndNoMore() throws IOException {
        try (Harness h = new Harness(root, LAYOUT)) {
            assertNull(h.write(0));
            Thread.currentThread().interrupt();
            Fault fault = h.write(1);
            assertTrue(Thread.interrupted());
            assertEquals(Fault.Kind.IO, fault.kind(), fault.message());
            assertNull(h.write(1));
            h.assertHolds(0);
            h.assertHolds(1);
        }
    }

    @Test
    void afterItWasClosedEverythingFailsAsGone() throws IOException {
        Harness h = new Harness(root, LAYOUT);
        h.close();
        assertEquals(Fault.Kind.GONE, h.write(0).kind());
        assertEquals(Fault.Kind.GONE, h.readFault(0).kind());
        assertEquals(Fault.Kind.GONE, h.inspectFault().kind());
    }

    private static FileSystem memory(int blockSize, long size) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder().setBlockSize(blockSize).setMaxSize(size).build());
    }

    @Test
    void aFullDiskIsToldAndOnceThereIsRoomTheSameWriteWorks() throws IOException {
        try (FileSystem memory = memory(1000, 3000)) {
            Path ballast = Files.write(memory.getPath("/ballast"), new byte[2000]);
            try (Harness h = new Harness(memory.getPath("/root"), Harness.files(1000, 3000))) {
                assertNull(h.write(0));
                Fault fault = h.write(1);
                assertEquals(Fault.Kind.FULL, fault.kind(), fault.message());
                assertTrue(fault.message().contains("/root/t/f0"), fault.message());
                h.assertHolds(0);
                Files.delete(ballast);
                assertNull(h.write(1));
                h.assertHolds(1);
            }
        }
    }

    @Test
    void aMoveToAFullDiskFailsAndLeavesEverythingWhereItWas() throws IOException {
        try (FileSystem small = memory(500, 2000)) {
            try (Harness h = new Harness(root, LAYOUT)) {
                for (int piece = 0; piece < 3; piece++) {
                    assertNull(h.write(piece));
                }
                h.other = small.getPath("/target");
                Fault fault = h.fence(new FenceOp.Move(URI.create("test:other")));
                assertEquals(Fault.Kind.FULL, fault.kind(), fault.message());
                assertFalse(Files.exists(h.other.resolve("t/f0")), "the copies are gone");
                for (int piece = 0; piece < 3; piece++) {
                    h.assertHolds(piece);
                }
            }
            assertEquals(1500, Files.size(root.resolve("t/f0")));
        }
    }

    @Test
    void aMoveToAnotherFileSystemCopiesAndThenRemoves() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix()); Harness h = new Harness(root, LAYOUT, 0, 2)) {
            assertNull(h.write(0));
            assertNull(h.write(2));
            h.other = memory.getPath("/target");
            assertNull(h.fence(new FenceOp.Move(URI.create("test:other"))));
            h.assertHolds(0);
            h.assertHolds(2);
            assertTrue(Files.exists(h.other.resolve("t/f0")));
            assertTrue(Files.exists(h.other.resolve(".parts1.parts")));
            assertFalse(Files.exists(root.resolve("t")), "nothing is left, no folder either");
            assertFalse(Files.exists(root.resolve(".parts1.parts")));
        }
    }

    @Test
    void aMoveThatFailsHalfwayPutsBackWhatItMoved() throws IOException {
        Path from = Files.createDirectories(root.resolve("from"));
        Files.writeString(from.resolve("a"), "a");
        Path to = root.resolve("to");
        Relocation move = new Relocation(List.of(new Relocation.Step(from.resolve("a"), to.resolve("a")),
                new Relocation.Step(from.resolve("missing"), to.resolve("missing"))), to, new Folders());
        FaultException e = assertThrows(FaultException.class, move::run);
        assertEquals(Fault.Kind.MISSING, e.fault().kind(), e.getMessage());
        assertEquals("a", Files.readString(from.resolve("a")));
        assertFalse(Files.exists(to.resolve("a")));
    }

    @Test
    void regionsOverManyFilesStayOpenThoughTheCacheHoldsOne() throws IOException {
        Layout layout = Harness.files(1000, 100, 200, 300, 400);
        try (Harness h = new Harness(1, root, layout)) {
            assertNull(h.write(0));
            Readable.Regions regions = h.regions(0);
            assertEquals(4, regions.ranges().size());
            byte[] all = new byte[1000];
            int at = 0;
            for (Readable.Regions.Range range : regions.ranges()) {
                ByteBuffer part = ByteBuffer.wrap(all, at, range.length());
                range.file().read(part, range.position());
                at += range.length();
            }
            assertArrayEquals(h.expected(0, 0, 1000), all);
            regions.release();
            regions.ranges().subList(0, 3).forEach(range -> assertFalse(range.file().isOpen()));
        }
    }

    @Test
    void deletionTakesFoldersThatItEmptiesButNotTheRoot() throws IOException {
        try (Harness h = new Harness(root, LAYOUT)) {
            assertNull(h.write(0));
            assertNull(h.fence(new FenceOp.Delete()));
        }
        assertFalse(Files.exists(root.resolve("t")));
        assertTrue(Files.isDirectory(root));
    }

    @Test
    void deletionLeavesWhatIsNotTheTorrents() throws IOException {
        Files.createDirectories(root.resolve("t/f1"));
        try (Harness h = new Harness(root, LAYOUT, 0, 2)) {
            assertNull(h.write(0, 0, 1000));
            assertNull(h.fence(new FenceOp.Delete()));
        }
        assertFalse(Files.exists(root.resolve("t/f0")));
        assertTrue(Files.isDirectory(root.resolve("t/f1")), "a folder that stands where a file would");
    }
}
