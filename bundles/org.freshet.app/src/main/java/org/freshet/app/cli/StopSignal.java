package org.freshet.app.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM. While one is open, the process does not end at the signal before the command has put everything in order
 * and closed it, or {@value #PATIENCE_SECONDS} seconds have passed.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final CompletableFuture<Void> raised = new CompletableFuture<>();
    private final CountDownLatch ordered = new CountDownLatch(1);
    private Thread hook;

    /** Ends a command from within when its user wants it to stop. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped by the user", null, false, false);
        }
    }

    /** A signal that {@link #raise} raises. */
    StopSignal() {
    }

    /** The signal that this process is told to end by. */
    static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        signal.hook = new Thread(signal::raiseAndWait, "freshet-stop");
        try {
            Runtime.getRuntime().addShutdownHook(signal.hook);
        } catch (IllegalStateException shuttingDown) {
            // The user was faster.
            signal.raised.complete(null);
        }
        return signal;
    }

    private void raiseAndWait() {
        raise();
        try {
            if (!ordered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("freshet: not everything could be put in order within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the user wants to stop. Any thread. */
    void raise() {
        raised.complete(null);
    }

    boolean isRaised() {
        return raised.isDone();
    }

    /** Done when the user wants to stop. */
    CompletableFuture<Void> raised() {
        return raised;
    }

    /**
     * Waits for a result, but not longer than the user wants.
     *
     * @throws Stopped if the user wants to stop
     * @throws ExecutionException if the stage failed
     */
    <T> T await(CompletionStage<T> stage) throws Stopped, ExecutionException, InterruptedException {
        CompletableFuture<T> result = stage.toCompletableFuture();
        CompletableFuture<Void> either = new CompletableFuture<>();
        result.whenComplete((value, failure) -> either.complete(null));
        raised.whenComplete((nothing, failure) -> either.complete(null));
        either.get();
        if (!result.isDone()) {
            throw new Stopped();
        }
        return result.get();
    }

    /** Says that everything is in order and the process may end. */
    @Override
    public void close() {
        ordered.countDown();
        if (hook != null && !isRaised()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // The hook runs already; it has been let go above.
                return;
            }
        }
    }
}
