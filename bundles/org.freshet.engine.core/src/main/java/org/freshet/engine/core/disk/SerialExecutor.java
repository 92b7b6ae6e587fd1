package org.freshet.engine.core.disk;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one at a time, in order, on the threads of another executor; an idle queue holds no thread. */
final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
    /** After so many tasks others get a turn on the thread. */
    private static final int TURN = 64;

    private final Executor threads;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    SerialExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            threads.execute(this::turn);
        }
    }

    private void turn() {
        int ran = 0;
        int known = waiting.get();
        while (true) {
            for (; ran < known && ran < TURN; ran++) {
                try {
                    tasks.poll().run();
                } catch (RuntimeException | LinkageError e) {
                    LOG.error("a storage task failed", e);
                }
            }
            int left = waiting.addAndGet(-ran);
            if (left == 0) {
                return;
            }
            if (ran == TURN) {
                threads.execute(this::turn);
                return;
            }
            ran = 0;
            known = left;
        }
    }
}
