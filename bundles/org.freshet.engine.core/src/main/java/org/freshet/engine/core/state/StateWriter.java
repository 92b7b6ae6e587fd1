package org.freshet.engine.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes state without making the event loop wait: changes are queued in order on an I/O executor. A failure (disk full) is reported
 * once; changes are kept until a {@link #commit} has them, and made anew where the store had to be opened again.
 */
public final class StateWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StateWriter.class);
    /** Each sync is a commit, which takes some ten kilobytes in the file: those who want one shortly after another share it. */
    private static final long SYNC_EVERY = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final StateStore store;
    private final Executor io;
    private final AtomicBoolean dirty = new AtomicBoolean();
    /** What the last commit does not hold yet; on the I/O executor. */
    private final List<Consumer<StateStore>> uncommitted = new ArrayList<>();
    private boolean failing;
    private boolean syncWaits;
    private boolean closed;
    private long lastSync = System.nanoTime() - SYNC_EVERY;

    /** @param io runs tasks one at a time and in order */
    public StateWriter(StateStore store, Executor io) {
        this.store = store;
        this.io = io;
    }

    /** Queues a change. */
    public void change(Consumer<StateStore> change) {
        dirty.set(true);
        io.execute(() -> {
            uncommitted.add(change);
            guarded(() -> change.accept(store));
        });
    }

    /** Queues a commit, if there was a change: about once a second. */
    public void commit() {
        if (dirty.getAndSet(false)) {
            io.execute(() -> guarded(() -> save(store::commit)));
        }
    }

    /** Queues a commit that survives the loss of power; done, on an I/O thread, when it does. */
    public CompletionStage<Void> sync() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        io.execute(() -> {
            guarded(() -> save(store::sync));
            done.complete(null);
        });
        return done;
    }

    /** The same for changes that come in thousands: at once, or a second after the last one, with all that changes until then. */
    public void syncSoon() {
        long wait;
        synchronized (this) {
            if (syncWaits || closed) {
                return;
            }
            syncWaits = true;
            wait = SYNC_EVERY - (System.nanoTime() - lastSync);
        }
        if (wait <= 0) {
            syncNow();
        } else {
            CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run).execute(this::syncNow);
        }
    }

    private synchronized void syncNow() {
        syncWaits = false; // what changes from now on is behind it in the queue
        lastSync = System.nanoTime();
        if (!closed) { // else that was a sync
            io.execute(() -> guarded(() -> save(store::sync)));
        }
    }

    /** Queues the store's end; done when it is closed. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            closed = true;
            io.execute(() -> {
                guarded(() -> save(store::commit));
                guarded(store::close);
                done.complete(null);
            });
        }
        return done;
    }

    private void save(Runnable commit) {
        if (store.reopenIfBroken()) {
            uncommitted.forEach(change -> change.accept(store)); // changes set values: made twice they come to the same
        }
        commit.run();
        uncommitted.clear();
        if (failing) {
            failing = false;
            LOG.info("the session's state is written again");
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            dirty.set(true);
            if (!failing) {
                failing = true;
                LOG.error("the session's state could not be written, it will be tried again: {}", e.getMessage());
            }
        }
    }
}
