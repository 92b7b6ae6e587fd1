package org.freshet.engine.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions. The timeout is generous: it passes only where a test fails. */
final class Until {
    static final long SECONDS = 60;
    private static final int LOOK_EVERY_MS = 5;

    private Until() {
    }

    /** Waits for the outcome of something asynchronous. */
    static <T> T done(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Waits for {@code condition}; {@code state} is told where it never holds. */
    static void holds(String what, BooleanSupplier condition, Supplier<?> state) throws Exception {
        if (condition.getAsBoolean()) {
            return;
        }
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> each = looking.scheduleWithFixedDelay(() -> {
                try {
                    if (condition.getAsBoolean()) {
                        held.complete(null);
                    }
                } catch (RuntimeException | AssertionError e) {
                    held.completeExceptionally(e);
                }
            }, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            held.get(SECONDS, TimeUnit.SECONDS);
            each.cancel(false);
            looking.shutdownNow();
        } catch (TimeoutException e) {
            throw new AssertionError("never: " + what + "; instead " + state.get(), e);
        }
    }
}
