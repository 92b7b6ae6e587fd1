package org.freshet.transport;

import org.osgi.annotation.versioning.ProviderType;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/**
 * What a layer stands on: the network directly, a SOCKS proxy, a bridge, a simulated network. The engine chooses it; a transport or
 * tracker client uses it without knowing which. Every method may be called from any thread, does not block, and fails its future
 * with a {@link Fault.FaultException}.
 */
@ProviderType
public interface Route {

    /**
     * Opens a byte stream by the transport that {@code request.to().scheme()} names. The future is done on {@code request.loop()};
     * cancelling it closes what was opened.
     */
    Future<Channel> connect(ConnectRequest request);

    /** Listens for byte streams by the transport {@code scheme}. */
    Future<Listener> listen(String scheme, BindSpec at, Acceptor acceptor);

    /** Opens a datagram port, or hands out the one that is shared at that address. */
    Future<DatagramPort> datagrams(BindSpec at);
}
