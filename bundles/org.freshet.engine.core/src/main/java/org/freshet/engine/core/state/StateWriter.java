package org.freshet.engine.core.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes state without making the event loop wait: changes are queued in order on an I/O executor. A failure (disk full) is reported
 * once and the change is kept for the next {@link #commit}, since the store holds it in memory.
 */
public final class StateWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StateWriter.class);
    private final StateStore store;
    private final Executor io;
    private final AtomicBoolean dirty = new AtomicBoolean();

    /** @param io runs tasks one at a time and in order */
    public StateWriter(StateStore store, Executor io) {
        this.store = store;
        this.io = io;
    }

    /** Queues a change. */
    public void change(Consumer<StateStore> change) {
        dirty.set(true);
        io.execute(() -> guarded(() -> change.accept(store)));
    }

    /** Queues a commit, if there was a change: about once a second. */
    public void commit() {
        if (dirty.getAndSet(false)) {
            io.execute(() -> guarded(store::commit));
        }
    }

    /** Queues a commit that survives the loss of power; done, on an I/O thread, when it does. */
    public CompletionStage<Void> sync() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        io.execute(() -> {
            guarded(store::sync);
            done.complete(null);
        });
        return done;
    }

    /** Queues the store's end; done when it is closed. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        io.execute(() -> {
            guarded(store::close);
            done.complete(null);
        });
        return done;
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            dirty.set(true);
            LOG.error("the session's state could not be written, it will be tried again: {}", e.getMessage());
        }
    }
}
