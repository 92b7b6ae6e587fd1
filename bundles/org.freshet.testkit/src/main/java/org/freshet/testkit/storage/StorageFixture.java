package org.freshet.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.freshet.metainfo.Layout;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.transport.LeakCheckingAllocator;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;

import io.netty.buffer.ByteBufAllocator;

/** What the storage contract needs of a provider, and what must be so after each test. */
public abstract class StorageFixture {
    private final List<StorageSession> sessions = new ArrayList<>();
    private final List<StorageProvider> providers = new ArrayList<>();
    private final LeakCheckingAllocator allocator = new LeakCheckingAllocator();
    private StorageProvider provider;

    /** A provider as the framework would start it, which takes its buffers from {@code buffers} where it allocates any. */
    protected abstract StorageProvider newProvider(ByteBufAllocator buffers) throws Exception;

    /** A root where nothing stands yet, another with each call; of the scheme that the provider serves. */
    protected abstract URI newRoot() throws Exception;

    /** Stops {@code stopped} as the framework would. */
    protected void stop(StorageProvider stopped) throws Exception {
        if (stopped instanceof AutoCloseable c) {
            c.close();
        }
    }

    /**
     * A provider as it would be after {@code killed} and its process died, in the same world: nothing was closed or flushed in
     * between. Empty, the default, where that cannot be played.
     */
    protected Optional<StorageProvider> afterDeathOf(StorageProvider killed) throws Exception {
        return Optional.empty();
    }

    /**
     * Where the user would find a file of a torrent, so that a test can look at it and change it behind the storage's back.
     * Empty, the default, where a storage keeps no files that anybody else gets at.
     */
    protected Optional<Path> visibleFile(URI root, List<String> path) throws Exception {
        return Optional.empty();
    }

    /** A provider class with a public constructor without arguments, to be loaded and unloaded; empty if there is none. */
    protected Optional<Class<? extends StorageProvider>> pluginClass() {
        return Optional.empty();
    }

    @BeforeEach
    void startProvider() throws Exception {
        provider = started(newProvider(new DirtyAllocator(allocator)));
    }

    @AfterEach
    void everythingWasAnsweredAndReleased() throws Exception {
        for (StorageSession session : sessions) {
            session.close();
        }
        for (StorageProvider each : providers) {
            stop(each);
        }
        sessions.forEach(StorageSession::assertSettled);
        assertEquals(0, allocator.live(), () -> "buffers were not released:\n" + allocator.describeLive());
    }

    final StorageProvider provider() {
        return provider;
    }

    final Traits traits() {
        return provider.traits();
    }

    final ByteBufAllocator buffers() {
        return allocator;
    }

    /** Notes a provider that is to be stopped after the test. */
    final StorageProvider started(StorageProvider another) {
        providers.add(another);
        return another;
    }

    /** A test about a file that can be reached from outside; none where a storage has no such files. */
    final Stream<DynamicTest> whereVisible(List<String> path, FileTest test) throws Exception {
        URI root = newRoot();
        Optional<Path> file = visibleFile(root, path);
        return Needs.where(file.isPresent(), "its files can be reached from outside", () -> test.run(root, file.orElseThrow()));
    }

    /** Does something to a file behind the storage's back. */
    interface FileTest {
        void run(URI root, Path file) throws Exception;
    }

    static BitSet all(Layout layout) {
        BitSet all = new BitSet();
        all.set(0, layout.files().size());
        return all;
    }

    static BitSet only(int... files) {
        BitSet only = new BitSet();
        IntStream.of(files).forEach(only::set);
        return only;
    }

    static StorageRequest request(URI root, Layout layout, BitSet wanted) {
        return new StorageRequest(root, layout, plans(layout, wanted), "a1b2c3" + layout.name().replaceAll("[^A-Za-z0-9]", ""));
    }

    static List<FilePlan> plans(Layout layout, BitSet wanted) {
        return IntStream.range(0, layout.files().size())
                .mapToObj(i -> new FilePlan(layout.relativePath(i), wanted.get(i))).toList();
    }

    final StorageSession open(URI root, Content content) {
        return open(root, content, all(content.layout()));
    }

    final StorageSession open(URI root, Content content, BitSet wanted) {
        return open(provider, request(root, content.layout(), wanted), content);
    }

    final StorageSession open(StorageProvider by, StorageRequest request, Content content) {
        TorrentStorage storage = by.open(request).toCompletableFuture()
                .orTimeout(Answer.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        StorageSession session = new StorageSession(storage, content, by.traits().writes(), allocator);
        sessions.add(session);
        return session;
    }

    final Fault faultOfOpening(StorageRequest request) {
        CompletionException e = assertThrows(CompletionException.class, () -> provider.open(request).toCompletableFuture()
                .orTimeout(Answer.PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
        return assertInstanceOf(Fault.FaultException.class, e.getCause()).fault();
    }

    /** Stores all of a new torrent and commits it. */
    final StorageSession filled(URI root, Layout layout, long seed) {
        StorageSession session = open(root, new Content(layout, seed));
        session.fill(seed);
        return session;
    }
}
