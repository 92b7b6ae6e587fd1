package org.example.freshet.scratch;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Opens storages in memory. A storage that is opened again finds its pieces as long as the provider lives. */
public final class ScratchProvider implements StorageProvider, AutoCloseable {

    private static final Traits TRAITS = new Traits(Traits.WriteModel.WHOLE_PIECE, Traits.Speed.LOCAL, false, false, 256 << 10);

    private final Shelf shelf = new Shelf();
    private final ByteBufAllocator buffers;

    /** With Netty's own buffers. */
    public ScratchProvider() {
        this(PooledByteBufAllocator.DEFAULT);
    }

    /** @param buffers what reads are answered in */
    public ScratchProvider(ByteBufAllocator buffers) {
        this.buffers = Objects.requireNonNull(buffers);
    }

    /** From now on all torrents together take no more than {@code bytes}; what is there stays. Any thread. */
    public void limit(long bytes) {
        shelf.limit(bytes);
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        return CompletableFuture.completedFuture(new ScratchStorage(shelf, request, buffers));
    }

    /** Forgets everything; what is asked of storages from then on fails. */
    @Override
    public void close() {
        shelf.close();
    }
}
