package org.freshet.storage.local.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.Completion;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.storage.TorrentStorage;
import org.freshet.testkit.conditions.Needs;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.Unpooled;

class LocalStorageComponentTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int FILES = 60;
    private static final int PIECE = 16384;

    @TempDir
    Path folder;

    @Test
    void theLimitOfOpenFilesHoldsForTorrentsThatAreOpen() throws Exception {
        Needs.ofMachine(Files.isDirectory(DESCRIPTORS), "/proc, which tells how many files are open");
        LocalStorageComponent component = new LocalStorageComponent(Map.of("openFiles", 20));
        assertTrue(filesOpenAfterWriting(component, "few") <= 20 + 8);
        component.modified(Map.of("openFiles", "4096"));
        assertTrue(filesOpenAfterWriting(component, "many") >= FILES - 8);
        component.modified(Map.of("openFiles", 16));
        assertTrue(filesOpenAfterWriting(component, "fewer") <= 16 + 8);
    }

    @Test
    void aWrongLimitLeavesTheOldOneInForce() throws Exception {
        Needs.ofMachine(Files.isDirectory(DESCRIPTORS), "/proc, which tells how many files are open");
        LocalStorageComponent component = new LocalStorageComponent(Map.of("openFiles", 20));
        component.modified(Map.of("openFiles", "lots"));
        component.modified(Map.of("openFiles", 0));
        component.modified(Map.of("openFiles", 2_000_000));
        assertTrue(filesOpenAfterWriting(component, "few") <= 20 + 8);
    }

    /** How many more files are open after one block was written into each of many. */
    private long filesOpenAfterWriting(LocalStorageComponent component, String name) throws Exception {
        List<TorrentFile> files = new ArrayList<>();
        List<FilePlan> plans = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(new TorrentFile(List.of("f" + i), PIECE, (long) i * PIECE));
        }
        Layout layout = Layout.of(name, PIECE, files);
        for (int i = 0; i < FILES; i++) {
            plans.add(new FilePlan(layout.relativePath(i), true));
        }
        long before = open();
        TorrentStorage storage = component.open(new StorageRequest(folder.toUri(), layout, plans, name)).toCompletableFuture().join();
        try {
            for (int i = 0; i < FILES; i++) {
                storage.write(i, 0, Unpooled.directBuffer(PIECE).writeZero(PIECE), new Succeeding());
            }
            return open() - before;
        } finally {
            assertTrue(storage.close().isEmpty());
        }
    }

    private static long open() throws Exception {
        try (var descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.count();
        }
    }

    private static final class Succeeding implements Completion<Void> {
        @Override
        public void done(Void result) {
            assertEquals(null, result);
        }

        @Override
        public void failed(Fault why) {
            throw new AssertionError(why.message());
        }
    }
}
