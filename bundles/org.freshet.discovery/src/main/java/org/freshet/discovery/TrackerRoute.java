package org.freshet.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

import org.freshet.transport.Route;

import io.netty.channel.EventLoop;

/**
 * How a tracker is to be reached.
 *
 * @param route opens its connections and datagram ports
 * @param local the local address to speak from (port 0), or {@code null} for the system's choice
 * @param loop the event loop to work on
 * @param timeout the longest the exchange may take, redirects and retries included
 */
public record TrackerRoute(Route route, InetSocketAddress local, EventLoop loop, Duration timeout) {
    public TrackerRoute {
        Objects.requireNonNull(route);
        Objects.requireNonNull(loop);
        Objects.requireNonNull(timeout);
    }
}
