package org.freshet.testkit.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** Does everything later on a thread of its own, as a storage behind a network does, and takes few writes at a time. */
final class QueuedStorage implements TorrentStorage {
    private static final int ROOM = 3;

    /** What is done, one after the other; throws {@link Fault.FaultException}s. */
    interface Backend {
        void write(int piece, int offset, byte[] data) throws IOException;

        byte[] read(int piece, int offset, int length) throws IOException;

        void commit(int piece, PieceHash verified) throws IOException;

        default boolean adopt(int piece, PieceHash wanted) throws IOException {
            return false;
        }

        void fence(FenceOp op) throws IOException;

        Inventory inspect() throws IOException;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private final Backend backend;
    private final ByteBufAllocator allocator;
    private final AtomicBoolean stopped;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("queued-storage").factory());

    /** {@code stopped} becomes true when the provider goes. */
    QueuedStorage(Backend backend, ByteBufAllocator allocator, AtomicBoolean stopped) {
        this.backend = backend;
        this.allocator = allocator;
        this.stopped = stopped;
    }

    private <T> void later(Completion<T> done, Work<T> work) {
        thread.execute(() -> {
            T value = null;
            Fault fault = null;
            try {
                if (stopped.get()) {
                    throw new Fault(Fault.Kind.GONE, "the provider was stopped").asException();
                }
                value = work.run();
            } catch (IOException | RuntimeException e) {
                fault = Fault.from(e, Fault.Kind.INTERNAL, "backend");
            }
            if (fault == null) {
                done.done(value);
            } else {
                done.failed(fault);
            }
        });
    }

    @Override
    public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
        byte[] bytes = ByteBufUtil.getBytes(data);
        data.release();
        boolean room = waiting.incrementAndGet() < ROOM;
        later(new Completion<Void>() {
            @Override
            public void done(Void value) {
                waiting.decrementAndGet();
                done.done(null);
            }

            @Override
            public void failed(Fault fault) {
                waiting.decrementAndGet();
                done.failed(fault);
            }
        }, () -> {
            backend.write(piece, offset, bytes);
            return null;
        });
        return room;
    }

    @Override
    public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
        later(done, () -> {
            byte[] bytes = backend.read(piece, offset, length);
            return new Readable.Bytes(allocator.directBuffer(length).writeBytes(bytes));
        });
    }

    @Override
    public void commit(int piece, PieceHash verified, Completion<Void> done) {
        later(done, () -> {
            backend.commit(piece, verified);
            return null;
        });
    }

    @Override
    public void adopt(int piece, PieceHash wanted, Completion<Boolean> done) {
        later(done, () -> backend.adopt(piece, wanted));
    }

    @Override
    public void fence(FenceOp op, Completion<Void> done) {
        later(done, () -> {
            backend.fence(op);
            return null;
        });
    }

    @Override
    public void inspect(Completion<Inventory> done) {
        later(done, backend::inspect);
    }

    @Override
    public Optional<Fault> close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
                return Optional.of(new Fault(Fault.Kind.TIMEOUT, "the queue did not empty"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
