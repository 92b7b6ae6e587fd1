package org.freshet.engine.core.disk;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.freshet.metainfo.Metainfo;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;

/**
 * One torrent's storage as the event loop sees it. Blocks are posted with {@link #write} and leave for the I/O executor in batches, at
 * {@link #submit}; there they are hashed as they arrive and written. Nothing here blocks. All methods and events are the loop's; only
 * what a comment says otherwise runs elsewhere.
 */
public final class PieceStore {

    /** Hears of pieces; on the event loop. */
    public interface Events {
        /** The piece's hash was right and the storage has committed it. */
        void pieceVerified(int piece);

        /** The piece's hash was wrong; its bytes count as not there. */
        void pieceCorrupt(int piece);

        /** A block of the piece could not be written, or the piece not be committed; its bytes count as not there. */
        void pieceLost(int piece, Fault why);

        /** The storage takes more again. */
        void drained();
    }

    /** Posted and unwritten bytes from which no more is requested of peers … */
    private static final long HIGH_WATER = 24L << 20;
    /** … until it is down to this. */
    private static final long LOW_WATER = 8L << 20;

    private final TorrentStorage storage;
    private final Traits traits;
    private final Executor loop;
    private final Executor io;
    private final Events events;
    private final PieceWriter writer;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean congested = new AtomicBoolean();
    private BlockBatch batch = new BlockBatch();
    private boolean closed;

    /**
     * @param loop the event loop
     * @param io runs tasks one at a time, see {@link IoThreads#serial}
     */
    public PieceStore(TorrentStorage storage, Traits traits, Metainfo metainfo, Executor loop, Executor io, Events events) {
        this.storage = storage;
        this.traits = traits;
        this.loop = loop;
        this.io = io;
        this.events = events;
        this.writer = switch (traits.writes()) {
            case RANDOM -> new BlockWriter(storage, metainfo, io, this);
            case WHOLE_PIECE -> new PieceAssembler(storage, metainfo, io, this, false);
            case APPEND_ONLY -> new PieceAssembler(storage, metainfo, io, this, true);
        };
    }

    /** What the storage can do. */
    public Traits traits() {
        return traits;
    }

    /** Before the first write: these pieces are had. */
    public void begin(BitSet had) {
        io.execute(() -> writer.begin(had));
    }

    /** Posts one block and takes ownership of it; it leaves with the next {@link #submit}. */
    public void write(int piece, int offset, ByteBuf data) {
        if (closed) {
            data.release();
            return;
        }
        if (pending.addAndGet(data.readableBytes()) > HIGH_WATER) {
            congested.set(true);
        }
        batch.add(piece, offset, data);
        if (batch.isFull()) {
            submit();
        }
    }

    /** All blocks of the piece have been posted: hash, compare, commit. */
    public void verify(int piece) {
        batch.addEnd(piece);
        submit();
    }

    /** Sends posted blocks to the I/O executor if they are worth waking a thread for; else they wait for more, or for {@link #submit}. */
    public void submitIfMany() {
        if (batch.isWorthATurn()) {
            submit();
        }
    }

    /** Sends posted blocks to the I/O executor. */
    public void submit() {
        if (batch.isEmpty()) {
            return;
        }
        BlockBatch full = batch;
        batch = new BlockBatch();
        io.execute(() -> full.forEach(writer));
    }

    /** The blocks posted of a piece count no more: its peers turned out bad before it was whole. */
    public void forget(int piece) {
        submit();
        io.execute(() -> writer.forget(piece));
    }

    /** Whether so much waits to be written that no more should be requested; {@link Events#drained} tells the end of it. */
    public boolean congested() {
        return congested.get();
    }

    /** Reads; the completion is called on the loop. */
    public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
        Completion<Readable> back = onLoop(done);
        io.execute(() -> guarded(back, () -> storage.read(piece, offset, length, asRegions && traits.fileRegions(), back)));
    }

    /** A change to the storage as a whole, after all that was posted; done on the loop. */
    public CompletionStage<Void> fence(FenceOp op) {
        submit();
        return call(done -> storage.fence(op, done));
    }

    /** What stands in the files; done on the loop. */
    public CompletionStage<Inventory> inspect() {
        submit();
        return call(storage::inspect);
    }

    /** A check of pieces that shares this storage's I/O executor; see {@link PieceCheck}. */
    public PieceCheck check(Metainfo metainfo, Executor hashing, PieceCheck.Events checkEvents) {
        return new PieceCheck(storage, traits, metainfo, io, hashing, loop, checkEvents);
    }

    /** Finishes what was posted and closes the storage; done on the loop, with the last fault or null. No event follows. */
    public CompletionStage<Fault> close() {
        submit();
        closed = true;
        CompletableFuture<Fault> done = new CompletableFuture<>();
        io.execute(() -> {
            Fault last;
            try {
                writer.close();
                last = storage.close().orElse(null);
            } catch (RuntimeException | LinkageError e) {
                last = Fault.of(Fault.Kind.INTERNAL, "closing the storage failed", e);
            }
            Fault outcome = last;
            loop.execute(() -> done.complete(outcome));
        });
        return done;
    }

    /** From any thread: the storage took a write and wants no more until one has completed. */
    void full() {
        congested.set(true);
        if (pending.get() <= 0) { // it has completed already
            written(0);
        }
    }

    /** From any thread: {@code bytes} are written or dropped. */
    void written(long bytes) {
        if (pending.addAndGet(-bytes) <= LOW_WATER && congested.compareAndSet(true, false)) {
            tell(events::drained);
        }
    }

    /** From any thread. */
    void verified(int piece) {
        tell(() -> events.pieceVerified(piece));
    }

    /** From any thread. */
    void corrupt(int piece) {
        tell(() -> events.pieceCorrupt(piece));
    }

    /** From any thread. */
    void lost(int piece, Fault why) {
        tell(() -> {
            forget(piece); // from here on its blocks are new ones
            events.pieceLost(piece, why);
        });
    }

    private void tell(Runnable event) {
        loop.execute(() -> {
            if (!closed) {
                event.run();
            }
        });
    }

    private interface Call<T> {
        void on(Completion<T> done);
    }

    private <T> CompletionStage<T> call(Call<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Completion<T> done = onLoop(new Completion<>() {
            @Override
            public void done(T value) {
                result.complete(value);
            }

            @Override
            public void failed(Fault fault) {
                result.completeExceptionally(fault.asException());
            }
        });
        io.execute(() -> guarded(done, () -> call.on(done)));
        return result;
    }

    private <T> Completion<T> onLoop(Completion<T> done) {
        return new Completion<>() {
            @Override
            public void done(T value) {
                loop.execute(() -> done.done(value));
            }

            @Override
            public void failed(Fault fault) {
                loop.execute(() -> done.failed(fault));
            }
        };
    }

    /** A storage's own exception becomes a fault: nothing of a plugin's class loader is kept. */
    static void guarded(Completion<?> done, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            done.failed(Fault.of(Fault.Kind.INTERNAL, "the storage failed", e));
        }
    }
}
