package org.freshet.transport.udp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.transport.BindSpec;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.Route;
import org.freshet.transport.support.NameLookup;
import org.freshet.transport.support.OpenChannels;
import org.freshet.transport.support.SocketFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * UDP (RFC 768). A port that is opened again at the address where it is open already is shared: it stays on the loop it was first
 * opened on ({@link DatagramPort#loop()} tells which), and its socket closes with its last holder. Port 0 opens a new one each
 * time. Datagrams longer than 8 KiB are dropped.
 */
public final class UdpTransport implements DatagramTransport, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);

    private final OpenChannels open = new OpenChannels("the UDP transport");
    /** By the address they can be shared at; guarded by itself, as their holders are. */
    private final Map<InetSocketAddress, UdpSocket> sockets = new HashMap<>();

    @Override
    public Future<DatagramPort> open(BindSpec at, Route below) {
        Promise<DatagramPort> promise = open.owe(at.loop().newPromise());
        NameLookup.lookup(at.address(), at.loop()).addListener((Future<List<InetSocketAddress>> found) -> {
            if (found.isSuccess()) {
                hold(at.loop(), found.getNow().getFirst(), promise);
            } else {
                promise.tryFailure(SocketFaults.bind("UDP", at.address(), found.cause()).asException());
            }
        });
        return promise;
    }

    private void hold(EventLoop loop, InetSocketAddress address, Promise<DatagramPort> promise) {
        if (promise.isDone()) {
            return;
        }
        UdpSocket socket;
        synchronized (sockets) {
            socket = sockets.get(address);
            if (socket == null) {
                socket = new UdpSocket(loop, address);
                open.add(socket.channel());
                if (address.getPort() != 0) {
                    share(socket, address);
                }
            } else if (!socket.isHeld()) {
                // its last holder has just left: again, when the address is free
                OpenChannels.free(socket.channel()).addListener(closed -> hold(loop, address, promise));
                return;
            }
            socket.hold();
        }
        UdpSocket held = socket;
        held.binding().addListener(bound -> {
            if (bound.isSuccess()) {
                opened(held, address, promise);
            } else {
                promise.tryFailure(SocketFaults.bind("UDP", address, bound.cause()).asException());
            }
        });
    }

    private void opened(UdpSocket socket, InetSocketAddress asked, Promise<DatagramPort> promise) {
        if (asked.getPort() == 0) {
            synchronized (sockets) {
                share(socket, new InetSocketAddress(asked.getAddress(), socket.address().getPort()));
            }
        }
        UdpPort port = new UdpPort(socket, this);
        if (!promise.trySuccess(port)) {
            port.close();
        }
    }

    /** Lets others find {@code socket} until its address is free again. Called with the lock held. */
    private void share(UdpSocket socket, InetSocketAddress address) {
        sockets.put(address, socket);
        socket.channel().closeFuture().addListener(closed -> OpenChannels.free(socket.channel()).addListener(freed -> {
            synchronized (sockets) {
                sockets.remove(address, socket);
            }
        }));
    }

    /** One holder leaves. Done when it has, and the socket is closed if it was the last. */
    Future<?> release(UdpSocket socket) {
        synchronized (sockets) {
            if (socket.release()) {
                return socket.loop().newSucceededFuture(null);
            }
        }
        return OpenChannels.free(socket.channel());
    }

    /** Closes every port that is left and fails what is under way; waits a bounded time. Not for an event loop. */
    @Override
    public void close() {
        if (!open.close(PATIENCE)) {
            LOG.warn("UDP ports are still open {} after they were told to close: is an event loop blocked?", PATIENCE);
        }
    }
}
