package org.freshet.transport;

import java.net.InetSocketAddress;

import org.osgi.annotation.versioning.ProviderType;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * One UDP port that several protocols share (UDP trackers, uTP, DHT), told apart by their filters. Methods may be called from any
 * thread.
 */
@ProviderType
public interface DatagramPort {

    /** Says whether a datagram is its own. */
    @FunctionalInterface
    interface Filter {
        /**
         * Called on the port's loop for each datagram, filter after filter in the order they were added, until one says yes. The port
         * keeps owning {@code data}; a filter that needs it later retains or copies it.
         *
         * @return whether the datagram was this filter's
         */
        boolean received(ByteBuf data, InetSocketAddress from);
    }

    /** A filter's place on the port; closing it takes the filter away. Idempotent, any thread. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** The bound local address. */
    InetSocketAddress address();

    /** The loop that filters run on. */
    EventLoop loop();

    /** Adds a filter. */
    Registration filter(Filter filter);

    /**
     * Sends one datagram and takes ownership of {@code data}. {@code to} may be unresolved. A datagram may be dropped (that is what
     * datagrams are); the future fails only where sending was impossible.
     */
    Future<?> send(ByteBuf data, InetSocketAddress to);

    /** Closes the port for this holder; the socket closes with its last holder. Idempotent. */
    Future<?> close();
}
