package org.freshet.testkit.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A loopback address where nobody answers.
 *
 * @param address where to dial in vain
 * @param sockets what keeps it silent, closed in order
 */
public record SilentHost(InetSocketAddress address, List<Closeable> sockets) implements AutoCloseable {

    private static final int BACKLOG = 1;
    private static final int TOO_MANY = 8;

    public SilentHost {
        sockets = List.copyOf(sockets);
    }

    /** A TCP listener whose backlog is full and that accepts nothing: Linux drops every connection request beyond the backlog. */
    public static SilentHost withFullBacklog() throws IOException {
        ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        InetSocketAddress address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        List<Closeable> sockets = new ArrayList<>(List.of(listener));
        for (int i = 0; i <= BACKLOG; i++) { // Linux lets one more in than it was asked to
            sockets.add(new Socket(address.getAddress(), address.getPort()));
        }
        for (int i = 0; i < TOO_MANY; i++) {
            SocketChannel socket = SocketChannel.open();
            sockets.add(socket);
            socket.configureBlocking(false);
            socket.connect(address);
        }
        Collections.reverse(sockets);
        return new SilentHost(address, sockets);
    }

    /** A TCP listener whose backlog takes connections in, and that never reads or says a word. */
    public static SilentHost thatAccepts() throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new SilentHost(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), List.of(listener));
    }

    @Override
    public void close() throws IOException {
        for (Closeable socket : sockets) {
            socket.close();
        }
    }
}
