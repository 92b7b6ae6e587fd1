package org.freshet.storage.local;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.files.FileStorage;
import org.freshet.storage.files.FileStorageOptions;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Opens storages below roots like {@code file:///home/me/Downloads}. Any thread may open; each storage is called by one at a
 * time. The more storages are open, the fewer files each may hold open, down to {@value #FEWEST_HANDLES}.
 */
public final class LocalStorageProvider implements StorageProvider {
    /** Files open at once over all torrents unless {@link #openFiles} says otherwise. */
    public static final int USUAL_OPEN_FILES = 4096;

    private static final int FEWEST_HANDLES = 4;
    private static final int IO_SIZE = 256 << 10;

    private final AtomicInteger open = new AtomicInteger();
    private volatile int openFiles = USUAL_OPEN_FILES;
    private final FileStorageOptions options;

    /** Reads into pooled buffers. */
    public LocalStorageProvider() {
        this(PooledByteBufAllocator.DEFAULT);
    }

    /** Reads into buffers of {@code allocator}. */
    public LocalStorageProvider(ByteBufAllocator allocator) {
        this.options = new FileStorageOptions(true, this::handleLimit, allocator);
    }

    /**
     * Limits the files that are open at once over all torrents, as long as that leaves each enough to work with. Files that are open
     * already stay so until they give way to others. Any thread.
     *
     * @param most at least 1
     */
    public void openFiles(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("open files must be at least 1, not " + most);
        }
        openFiles = most;
    }

    private int handleLimit() {
        return Math.clamp(openFiles / Math.max(1, open.get()), FEWEST_HANDLES, FileStorageOptions.DEFAULT_HANDLES);
    }

    @Override
    public Traits traits() {
        return new Traits(Traits.WriteModel.RANDOM, Traits.Speed.LOCAL, false, true, IO_SIZE);
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        open.incrementAndGet();
        try {
            return CompletableFuture.completedFuture(
                    FileStorage.open(request, LocalStorageProvider::folder, options, open::decrementAndGet));
        } catch (FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Path folder(URI root) throws FaultException {
        try {
            if (!"file".equals(root.getScheme())) {
                throw new IllegalArgumentException("its scheme is not \"file\"");
            }
            return Path.of(root).toAbsolutePath().normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw Fault.of(Fault.Kind.UNSUPPORTED, root + " names no local folder, which looks like file:///home/me/Downloads", e)
                    .asException();
        }
    }
}
