package org.freshet.storage.nio;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.files.FileStorage;
import org.freshet.storage.files.FileStorageOptions;
import org.freshet.transport.Fault.FaultException;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Opens storages on the file systems of a source. Closing it closes the source. */
public final class NioStorageProvider implements StorageProvider, AutoCloseable {
    private static final int IO_SIZE = 256 << 10;

    private final Traits traits;
    private final FileSystemSource source;
    private final FileStorageOptions options;

    /** For the scheme {@code nio}: see {@link InstalledFileSystems}. */
    public NioStorageProvider() {
        this(new InstalledFileSystems(), Traits.Speed.REMOTE, PooledByteBufAllocator.DEFAULT);
    }

    /** {@code speed} says whether the file systems are as quick as a disk. Reads into buffers of {@code allocator}. */
    public NioStorageProvider(FileSystemSource source, Traits.Speed speed, ByteBufAllocator allocator) {
        this.source = Objects.requireNonNull(source);
        this.traits = new Traits(Traits.WriteModel.RANDOM, speed, false, false, IO_SIZE);
        this.options = new FileStorageOptions(false, () -> FileStorageOptions.DEFAULT_HANDLES, allocator);
    }

    /** For the scheme {@code mem}: see {@link MemoryFileSystems}. */
    public static NioStorageProvider inMemory() {
        return new NioStorageProvider(new MemoryFileSystems(), Traits.Speed.LOCAL, PooledByteBufAllocator.DEFAULT);
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        FileSystemSource.Lease lease = source.lease();
        try {
            return CompletableFuture.completedFuture(FileStorage.open(request, lease, options, lease));
        } catch (FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
