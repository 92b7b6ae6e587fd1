package org.freshet.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;

/**
 * One connection to be made.
 *
 * @param to whom to reach
 * @param local the address to dial from, or {@code null} for the system's choice
 * @param below what the transport itself stands on (a WebSocket on TCP, TCP on a proxy); a transport at the bottom ignores it
 * @param loop the event loop that the channel lives on, from birth to end
 * @param pipeline added last to the channel's pipeline, on {@code loop}, once the byte stream stands (after a WebSocket's upgrade,
 *     after TLS) and before its first byte is delivered. From there on it sees {@link io.netty.buffer.ByteBuf}s and owns them
 * @param timeout how long the whole of it may take, layers below included
 */
public record ConnectRequest(PeerAddress to, InetSocketAddress local, Route below, EventLoop loop, ChannelHandler pipeline,
        Duration timeout) {

    public ConnectRequest {
        Objects.requireNonNull(to);
        Objects.requireNonNull(below);
        Objects.requireNonNull(loop);
        Objects.requireNonNull(pipeline);
        Objects.requireNonNull(timeout);
    }

    /** The same request to another address with another pipeline: what a layer asks of the route below it. */
    public ConnectRequest through(PeerAddress target, ChannelHandler handlers) {
        return new ConnectRequest(target, local, below, loop, handlers, timeout);
    }
}
