package org.freshet.testkit.storage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.freshet.storage.Completion;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Assertions;

/** A completion that a test can wait for, and that counts how often it is called. */
final class Answer<T> implements Completion<T> {
    /** So long that only a completion that never comes exceeds it. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String what;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final AtomicInteger calls = new AtomicInteger();

    Answer(String what) {
        this.what = what;
    }

    @Override
    public void done(T value) {
        calls.incrementAndGet();
        outcome.complete(value);
    }

    @Override
    public void failed(Fault fault) {
        calls.incrementAndGet();
        outcome.completeExceptionally(fault.asException());
    }

    int calls() {
        return calls.get();
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /** The result; a fault fails the test. */
    T get() {
        try {
            return await();
        } catch (Fault.FaultException e) {
            return Assertions.fail(what + " failed with " + e.fault().kind() + ": " + e.getMessage());
        }
    }

    /** The fault; a result fails the test. */
    Fault fault() {
        try {
            T value = await();
            return Assertions.fail(what + " should have failed, but gave " + value);
        } catch (Fault.FaultException e) {
            return e.fault();
        }
    }

    /** Gives a result that is there to {@code use}. */
    void ifDone(Consumer<T> use) {
        if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
            use.accept(outcome.join());
        }
    }

    /** Waits for either. */
    void settled() {
        try {
            await();
        } catch (Fault.FaultException e) {
            Assertions.assertNotNull(e.fault().message());
        }
    }

    private T await() throws Fault.FaultException {
        try {
            return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Fault.FaultException f) {
                throw f;
            }
            throw new AssertionError(what, e);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " was not completed within " + PATIENCE, e);
        } catch (InterruptedException e) {
            throw new AssertionError(what + ": the test was interrupted", e);
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
