package org.freshet.transport.support;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Fault;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;

/**
 * What one transport has under way: channels that are open and futures that it still owes. When the transport goes, it closes the
 * ones and fails the others. Methods may be called from any thread.
 */
public final class OpenChannels {

    private final String transport;
    private final ChannelGroup channels;
    private final Set<Promise<?>> owed = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param transport how faults call it: {@code "the TCP transport"} */
    public OpenChannels(String transport) {
        this.transport = transport;
        this.channels = new DefaultChannelGroup(transport, ImmediateEventExecutor.INSTANCE, true);
    }

    /** Keeps account of a channel, listening or connected, until it closes. One that comes after {@link #close} is closed at once. */
    public void add(Channel channel) {
        channels.add(channel);
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
        return channels.close().awaitUninterruptibly(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
