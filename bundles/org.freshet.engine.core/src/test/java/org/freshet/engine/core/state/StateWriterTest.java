package org.freshet.engine.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.freshet.metainfo.InfoHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateWriterTest {
    private static final int TORRENTS = 1_000;
    private static final int BYTES = 8_000;

    @TempDir
    Path profile;

    @Test
    void thousandsThatAreAddedAtOnceDoNotBlowUpTheFile() throws Exception {
        long size;
        try (ExecutorService io = Executors.newSingleThreadExecutor()) {
            StateWriter writer = new StateWriter(StateStore.open(profile), io);
            Random random = new Random(1);
            for (int i = 0; i < TORRENTS; i++) {
                InfoHash key = InfoHash.v1Of(ByteBuffer.allocate(4).putInt(i).array());
                byte[] file = new byte[BYTES];
                random.nextBytes(file);
                writer.change(s -> s.putMetainfo(key, file));
                writer.syncSoon();
            }
            writer.sync().toCompletableFuture().get(60, TimeUnit.SECONDS);
            size = Files.size(profile.resolve("state.mv")); // the close makes it smaller
            writer.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        assertTrue(size < 2L * TORRENTS * BYTES, size + " bytes for " + TORRENTS * BYTES);
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(BYTES, store.metainfo(InfoHash.v1Of(ByteBuffer.allocate(4).putInt(TORRENTS - 1).array())).orElseThrow().length);
        }
    }

    @Test
    void aSyncThatWaitsDoesNotTroubleTheClosedStore() throws Exception {
        try (ExecutorService io = Executors.newSingleThreadExecutor()) {
            StateStore store = StateStore.open(profile);
            StateWriter writer = new StateWriter(store, io);
            writer.syncSoon();
            writer.syncSoon(); // a second later
            writer.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
            writer.syncSoon();
            writer.sync().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatAFailedCommitDidNotTakeTheNextOneDoes() throws Exception {
        InfoHash first = InfoHash.v1Of(new byte[] {1});
        InfoHash second = InfoHash.v1Of(new byte[] {2});
        try (ExecutorService io = Executors.newSingleThreadExecutor()) {
            StateStore store = StateStore.open(profile);
            StateWriter writer = new StateWriter(store, io);
            writer.change(s -> s.putMetainfo(first, new byte[1]));
            writer.sync().toCompletableFuture().get(60, TimeUnit.SECONDS);
            writer.change(s -> s.putMetainfo(second, new byte[2]));
            writer.change(s -> s.breakDown()); // as MVStore does when a write fails
            assertTrue(store.metainfo(first).isPresent() || true, "reading does not throw meanwhile");
            writer.commit();
            writer.sync().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertTrue(store.metainfo(first).isPresent() && store.metainfo(second).isPresent());
            writer.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(2, store.metainfo(second).orElseThrow().length);
        }
    }
}
