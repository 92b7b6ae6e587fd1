package org.freshet.transport.support;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Fault;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;

/**
 * What one transport has under way: channels that are open and futures that it still owes. When the transport goes, it closes the
 * ones and fails the others. Methods may be called from any thread.
 */
public final class OpenChannels {

    private final String transport;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final Set<Promise<?>> owed = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param transport how faults call it: {@code "the TCP transport"} */
    public OpenChannels(String transport) {
        this.transport = transport;
    }

    /**
     * Keeps account of a channel, listening or connected, until it closes. One that comes after {@link #close} is closed at once.
     */
    public void add(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(done -> channels.remove(channel));
        if (closed) {
            channel.close();
        }
    }

    /** Keeps account of a future until it is done. One that comes after {@link #close} fails at once. */
    public <T> Promise<T> owe(Promise<T> promise) {
        owed.add(promise);
        promise.addListener(done -> owed.remove(promise));
        if (closed) {
            promise.tryFailure(stopped());
        }
        return promise;
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }

    /** What futures fail with once the transport was stopped: {@link Fault.Kind#GONE}. */
    public Fault.FaultException stopped() {
        return new Fault(Fault.Kind.GONE, transport + " was stopped").asException();
    }

    /**
     * Fails what is owed, closes what is open, and waits. Not to be called on an event loop. Idempotent.
     *
     * @param atMost how long to wait for the channels to close
     * @return whether all of them did
     */
    public boolean close(Duration atMost) {
        closed = true;
        owed.forEach(promise -> promise.tryFailure(stopped()));
        long deadline = System.nanoTime() + atMost.toNanos();
        List<? extends Future<?>> closing = channels.stream().map(OpenChannels::free).toList();
        boolean all = true;
        for (Future<?> each : closing) {
            all &= each.awaitUninterruptibly(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return all;
    }

    /**
     * Closes {@code channel}; done when the system has its address back. That is later than the channel's own future says where
     * the channel is NIO's: Java keeps a socket that is registered with a selector until the selector has been round once more.
     */
    public static Future<Void> free(Channel channel) {
        Promise<Void> freed = ImmediateEventExecutor.INSTANCE.newPromise();
        channel.close().addListener(closed -> {
            try {
                channel.eventLoop().schedule(() -> freed.trySuccess(null), 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException theLoopHasEnded) {
                freed.trySuccess(null); // and its selector with it
            }
        });
        return freed;
    }
}
