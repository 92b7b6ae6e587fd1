package org.freshet.testkit.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;

import io.netty.buffer.ByteBufAllocator;

/** Provides storages of a {@link PieceStore}, content-addressed or append-only. */
final class PieceStoreProvider implements StorageProvider, AutoCloseable {
    private final PieceStore.World world;
    private final Traits.WriteModel model;
    private final ByteBufAllocator allocator;
    private final AtomicBoolean stopped = new AtomicBoolean();

    PieceStoreProvider(PieceStore.World world, Traits.WriteModel model, ByteBufAllocator allocator) {
        this.world = world;
        this.model = model;
        this.allocator = allocator;
    }

    private boolean inOrder() {
        return model == Traits.WriteModel.APPEND_ONLY;
    }

    @Override
    public Traits traits() {
        return new Traits(model, Traits.Speed.REMOTE, !inOrder(), false, 1 << 20);
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        return CompletableFuture.completedFuture(
                new QueuedStorage(new PieceStore(world, request, inOrder()), allocator, stopped));
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
