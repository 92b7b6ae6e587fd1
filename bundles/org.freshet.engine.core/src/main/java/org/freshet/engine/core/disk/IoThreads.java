package org.freshet.engine.core.disk;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.freshet.storage.Traits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that storages are called on: a small pool of platform threads for local disks and hashing, a virtual thread a storage
 * for those that wait for a network. Work that is queued is bounded by its callers (see {@link PieceStore#congested}).
 */
public final class IoThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoThreads.class);
    private final ThreadPoolExecutor pool;

    /**
     * @param threads platform threads at most; they start when there is work and end after a minute without
     */
    public IoThreads(int threads) {
        pool = new ThreadPoolExecutor(threads, threads, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread t = new Thread(task, "freshet-io");
            t.setDaemon(true);
            t.setContextClassLoader(null); // a pooled thread must not keep a plugin's class loader
            t.setUncaughtExceptionHandler((thread, e) -> LOG.error("an I/O task failed", e));
            return t;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** For work of short duration that needs no order: hashing, state. */
    public ExecutorService pool() {
        return pool;
    }

    /** A new executor that runs its tasks one at a time and in order, on threads that suit storages of that speed. */
    public Executor serial(Traits.Speed speed) {
        return switch (speed) {
            case LOCAL -> new SerialExecutor(pool);
            case REMOTE -> new SerialExecutor(task -> Thread.ofVirtual().name("freshet-remote-io").start(task));
        };
    }

    /** Waits a bounded time for what runs, then gives up on it. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("I/O was still under way 5 s after the end; giving up on it");
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
