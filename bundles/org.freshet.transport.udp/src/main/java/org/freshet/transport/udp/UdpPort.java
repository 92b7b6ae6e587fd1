package org.freshet.transport.udp;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.freshet.transport.DatagramPort;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** One holder's view of a socket: what it added is taken away when it closes. */
final class UdpPort implements DatagramPort {

    private final UdpSocket socket;
    private final UdpTransport transport;
    private final InetSocketAddress address;
    private final Set<Filter> mine = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private Future<?> released;

    UdpPort(UdpSocket socket, UdpTransport transport) {
        this.socket = socket;
        this.transport = transport;
        this.address = socket.address();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public EventLoop loop() {
        return socket.loop();
    }

    @Override
    public Registration filter(Filter filter) {
        Filter own = filter::received; // the same filter may be added twice, and each has its own registration
        mine.add(own);
        socket.add(own);
        Registration registration = () -> {
            mine.remove(own);
            socket.remove(own);
        };
        if (closed) {
            registration.close();
        }
        return registration;
    }

    @Override
    public Future<?> send(ByteBuf data, InetSocketAddress to) {
        if (closed) {
            data.release();
            return loop().newFailedFuture(
                    new Fault(Fault.Kind.GONE, "datagram to " + to + " not sent: the UDP port was closed").asException());
        }
        return socket.send(data, to);
    }

    @Override
    public synchronized Future<?> close() {
        if (!closed) {
            closed = true;
            mine.forEach(socket::remove);
            mine.clear();
            released = transport.release(socket);
        }
        return released;
    }
}
