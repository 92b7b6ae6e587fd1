package org.freshet.engine.core;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.local.LocalStorageProvider;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;

/** Local files behind something that a test makes of each call. */
class WrappedStorage implements StorageProvider {
    private final StorageProvider files = new LocalStorageProvider();
    private final AtomicInteger open = new AtomicInteger();

    /** The call itself. */
    interface Call<T> {
        void to(Completion<T> done);
    }

    /** How many storages are open. */
    int open() {
        return open.get();
    }

    /** Before a storage is opened; null to let it. */
    Fault opening() {
        return null;
    }

    /** A write; whoever does not make the call releases the data. */
    boolean write(Call<Void> call, ByteBuf data, Completion<Void> done) {
        call.to(done);
        return true;
    }

    void read(Call<Readable> call, Completion<Readable> done) {
        call.to(done);
    }

    void fence(FenceOp op, Call<Void> call, Completion<Void> done) {
        call.to(done);
    }

    @Override
    public Traits traits() {
        return files.traits();
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        Fault fault = opening();
        if (fault != null) {
            return CompletableFuture.failedFuture(fault.asException());
        }
        return files.open(request).thenApply(s -> {
            open.incrementAndGet();
            return new Wrapper(s);
        });
    }

    private final class Wrapper implements TorrentStorage {
        private final TorrentStorage inner;

        Wrapper(TorrentStorage inner) {
            this.inner = inner;
        }

        @Override
        public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
            return WrappedStorage.this.write(d -> inner.write(piece, offset, data, d), data, done);
        }

        @Override
        public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
            WrappedStorage.this.read(d -> inner.read(piece, offset, length, asRegions, d), done);
        }

        @Override
        public void commit(int piece, PieceHash verified, Completion<Void> done) {
            inner.commit(piece, verified, done);
        }

        @Override
        public void fence(FenceOp op, Completion<Void> done) {
            WrappedStorage.this.fence(op, d -> inner.fence(op, d), done);
        }

        @Override
        public void inspect(Completion<Inventory> done) {
            inner.inspect(done);
        }

        @Override
        public Optional<Fault> close() {
            open.decrementAndGet();
            return inner.close();
        }
    }
}
