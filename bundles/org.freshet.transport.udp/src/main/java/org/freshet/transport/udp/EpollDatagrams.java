package org.freshet.transport.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;

/** The only class that names epoll's, so that the bundle works where Netty's epoll is not installed. */
final class EpollDatagrams {

    private EpollDatagrams() {
    }

    static boolean fit(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isCompatible(EpollIoHandle.class);
    }

    static DatagramChannel open(SocketProtocolFamily family) {
        return new EpollDatagramChannel(family);
    }
}
