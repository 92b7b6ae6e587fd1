package org.freshet.discovery.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.TrackerRoute;
import org.freshet.transport.Fault;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * One question to a tracker and its answer: works on the route's loop, ends within the route's timeout, and lets go of what it holds
 * however it ends, a cancellation of its result by the caller included. {@link #start}, {@link #abandon}, {@link #result} and
 * {@link #fail} may be called from any thread; the methods that a client writes are called on the loop.
 *
 * @param <T> what the answer says
 */
public abstract class TrackerExchange<T> {
    private final TrackerRoute route;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Future<?> timer;

    protected TrackerExchange(TrackerRoute route) {
        this.route = route;
    }

    /** Asks the tracker. */
    protected abstract void ask();

    /** It is over, one way or the other; connections, timers and the like are to be let go of. */
    protected abstract void release();

    /** A fault whose message names the tracker without what is secret, and then says {@code what}. */
    protected abstract Fault.FaultException fault(Fault.Kind kind, String what);

    /** Words for a timeout, to be read after the tracker's name and before "within 30 s". */
    protected String doing() {
        return "did not answer";
    }

    /** Done on the loop, except where it was cancelled or the loop is gone. */
    public final CompletableFuture<T> result() {
        return result;
    }

    /** Begins; once. */
    public final void start() {
        result.whenComplete((value, failure) -> onLoop(this::end));
        onLoop(this::begin);
    }

    /** The client goes away: the exchange ends as {@code GONE} with these words. */
    public final void abandon(String why) {
        result.completeExceptionally(new Fault(Fault.Kind.GONE, why).asException());
    }

    private void begin() {
        if (!result.isDone()) {
            timer = loop().schedule(this::timedOut, Math.max(1, route.timeout().toNanos()), TimeUnit.NANOSECONDS);
            ask();
        }
    }

    private void timedOut() {
        long millis = route.timeout().toMillis();
        fail(Fault.Kind.TIMEOUT, doing() + " within " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms"));
    }

    private void end() {
        if (timer != null) {
            timer.cancel(false);
        }
        release();
    }

    /** How the tracker is reached. */
    protected final TrackerRoute route() {
        return route;
    }

    /** Where everything happens. */
    protected final EventLoop loop() {
        return route.loop();
    }

    /** Whether it is over. */
    protected final boolean over() {
        return result.isDone();
    }

    /** Does something on the loop; where that is gone, so is the exchange. */
    protected final void onLoop(Runnable task) {
        try {
            loop().execute(task);
        } catch (RejectedExecutionException e) {
            abandon("the event loop is shut down");
        }
    }

    /** Ends it, unless it is over. */
    protected final void fail(Fault.Kind kind, String what) {
        if (!result.isDone()) {
            result.completeExceptionally(fault(kind, what));
        }
    }
}
