package org.freshet.app.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Ctrl-C and SIGTERM. While one is open, the process does not end at the signal before the command has put everything in order
 * and closed it, or {@value #PATIENCE_SECONDS} seconds have passed.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;
    /** How long a command has for itself, before or after what it has at heart is made safe without it. */
    private static final int OWN_SECONDS = 1;

    private final CompletableFuture<Void> raised = new CompletableFuture<>();
    private final CompletableFuture<Void> ordered = new CompletableFuture<>();
    private volatile Supplier<? extends CompletionStage<?>> safety = () -> ordered;
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
        String left = left();
        if (left != null) {
            System.err.println("freshet: " + left);
        }
    }

    /** Waits until everything is in order, or as long as one may; says what is not, or null. */
    String left() {
        try {
            if (isDone(ordered, OWN_SECONDS)) {
                return null;
            }
            CompletableFuture<?> safe = safety.get().toCompletableFuture();
            if (!isDone(CompletableFuture.anyOf(ordered, safe), PATIENCE_SECONDS - OWN_SECONDS)) {
                return "not everything could be put in order within " + PATIENCE_SECONDS + " seconds";
            }
            return isDone(ordered, OWN_SECONDS) ? null : "stopped; what it had to say was not read";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static boolean isDone(CompletableFuture<?> future, int seconds) throws InterruptedException {
        try {
            future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return true; // whoever waits for it hears of it
        } catch (TimeoutException e) {
            return false;
        }
        return true;
    }

    /**
     * What makes safe what has to survive. A command that is stuck where its output is not read does not come to it: then it is called at
     * a signal, by another thread.
     */
    void safety(Supplier<? extends CompletionStage<?>> closing) {
        safety = closing;
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
        ordered.complete(null);
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
