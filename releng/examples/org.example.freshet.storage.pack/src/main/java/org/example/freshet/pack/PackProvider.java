package org.example.freshet.pack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.Kind;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Opens storages below {@code pack:/folder}: each torrent becomes one file there, whatever number of files is in it. For torrents
 * that are kept and seeded rather than opened, of many small files or of text.
 */
public final class PackProvider implements StorageProvider {

    private static final Traits TRAITS = new Traits(Traits.WriteModel.WHOLE_PIECE, Traits.Speed.LOCAL, false, false, 1 << 20);
    private static final int LONGEST_NAME = 40;

    private final ByteBufAllocator buffers;
    private volatile boolean compress = true;

    /** With Netty's own buffers. */
    public PackProvider() {
        this(PooledByteBufAllocator.DEFAULT);
    }

    /** @param buffers what reads are answered in */
    public PackProvider(ByteBufAllocator buffers) {
        this.buffers = Objects.requireNonNull(buffers);
    }

    /** Whether pieces written from now on are compressed where that makes them smaller. Any thread. */
    public void compress(boolean yes) {
        compress = yes;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        try {
            PackFile pack = new PackFile(file(request.root(), request), request.layout());
            return CompletableFuture.completedFuture(new PackStorage(pack, request, buffers, () -> compress));
        } catch (Fault.FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Where the pack of a torrent is below {@code root}. */
    static Path file(URI root, StorageRequest request) throws Fault.FaultException {
        String path = root.getPath();
        if (path == null || !path.startsWith("/")) {
            throw new Fault(Kind.UNSUPPORTED, root + " names no folder: write it as pack:/absolute/folder").asException();
        }
        String name = request.layout().name();
        int end = name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        return Path.of(path, name.substring(0, end) + "." + request.partsId() + ".pack");
    }
}
