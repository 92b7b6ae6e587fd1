package org.freshet.engine.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.freshet.metainfo.InfoHash;
import org.h2.mvstore.MVStore;
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
            io.submit(() -> breakDown(store)).get(60, TimeUnit.SECONDS);
            store.metainfo(first); // may be there or not meanwhile, but nothing is thrown
            writer.change(s -> s.removeResume(first));
            writer.commit();
            writer.sync().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertTrue(store.metainfo(first).isPresent() && store.metainfo(second).isPresent());
            writer.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(2, store.metainfo(second).orElseThrow().length);
        }
    }

    /** What MVStore does when a write fails: it closes itself and forgets what was not committed. */
    private static Void breakDown(StateStore store) throws ReflectiveOperationException {
        Field file = StateStore.class.getDeclaredField("store");
        file.setAccessible(true);
        ((MVStore) file.get(store)).closeImmediately();
        return null;
    }
}
