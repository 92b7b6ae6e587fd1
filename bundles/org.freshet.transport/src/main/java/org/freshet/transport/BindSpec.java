package org.freshet.transport;

import java.net.InetSocketAddress;
import java.util.Objects;

import io.netty.channel.EventLoop;

/**
 * Where to listen or to open a datagram port.
 *
 * @param address the local address; port 0 lets the system choose
 * @param path what the transport needs beyond it (a WebSocket's request target), else empty
 * @param loop the event loop of the listener, and of every channel it accepts
 */
public record BindSpec(InetSocketAddress address, String path, EventLoop loop) {

    public BindSpec {
        Objects.requireNonNull(address);
        Objects.requireNonNull(path);
        Objects.requireNonNull(loop);
    }

    /** An address without a path. */
    public static BindSpec of(InetSocketAddress address, EventLoop loop) {
        return new BindSpec(address, "", loop);
    }
}
