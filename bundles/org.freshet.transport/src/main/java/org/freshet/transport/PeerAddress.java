package org.freshet.transport;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where a peer, a tracker or a proxy can be reached, and over which transport. The socket address may be unresolved: then whoever
 * stands at the bottom of the route resolves the name, so that nothing leaks around a proxy.
 *
 * @param scheme the {@link StreamTransport#SCHEME} that reaches it: {@code tcp}, {@code ws}, {@code utp} …
 * @param socket host and port
 * @param path what the transport needs beyond host and port (a WebSocket's request target, with its leading slash); else empty
 */
public record PeerAddress(String scheme, InetSocketAddress socket, String path) {

    /** The scheme of plain TCP. */
    public static final String TCP = "tcp";

    public PeerAddress {
        Objects.requireNonNull(scheme);
        Objects.requireNonNull(socket);
        Objects.requireNonNull(path);
    }

    /** A peer over plain TCP. */
    public static PeerAddress tcp(InetSocketAddress socket) {
        return new PeerAddress(TCP, socket, "");
    }

    /** A peer over plain TCP whose name is not resolved yet (an IP literal is no name and is taken as the address it is). */
    public static PeerAddress tcp(String host, int port) {
        return tcp(InetSocketAddress.createUnresolved(host, port));
    }

    /** The host as it was given: a name or a literal. */
    public String host() {
        return socket.getHostString();
    }

    /** The port, 1…65535. */
    public int port() {
        return socket.getPort();
    }

    @Override
    public String toString() {
        String host = host();
        String h = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme.equals(TCP) ? h + ":" + port() : scheme + "://" + h + ":" + port() + path;
    }
}
