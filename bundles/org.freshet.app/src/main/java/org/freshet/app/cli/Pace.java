package org.freshet.app.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time that a command's progress goes by; a test lets it pass as it likes. */
interface Pace {

    /** The wall clock, milliseconds since 1970. */
    long millis();

    /** A clock that only measures distances, in nanoseconds. */
    long nanos();

    /** Waits so many milliseconds, or less if {@code wake} is or gets done, however that ends. */
    void pause(CompletableFuture<?> wake, long millis) throws InterruptedException;

    /** The time as it really passes. */
    static Pace real() {
        return new Pace() {
            @Override
            public long millis() {
                return System.currentTimeMillis();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(CompletableFuture<?> wake, long millis) throws InterruptedException {
                try {
                    wake.get(millis, TimeUnit.MILLISECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    // How the future ended is for those who look at it; here only the time counts.
                    return;
                }
            }
        };
    }
}
