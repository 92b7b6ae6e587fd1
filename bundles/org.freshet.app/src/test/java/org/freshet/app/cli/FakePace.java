package org.freshet.app.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** Lets time pass as fast as a test runs, and does something whenever it passes. */
final class FakePace implements Pace {
    private static final int MOST_PAUSES = 10_000;
    private long nanos;
    private int pauses;
    private IntConsumer events = pause -> {
    };

    /** What happens in each pause, which is told its number, from 1. */
    void onPause(IntConsumer what) {
        events = what;
    }

    @Override
    public long millis() {
        return 1_700_000_000_123L + nanos / 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(CompletableFuture<?> wake, long millis) {
        if (++pauses > MOST_PAUSES) {
            throw new AssertionError("the command waits for ever");
        }
        nanos += millis * 1_000_000;
        events.accept(pauses);
    }
}
