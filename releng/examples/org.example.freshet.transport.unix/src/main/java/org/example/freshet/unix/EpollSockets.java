package org.example.freshet.unix;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;

/** The only class that names epoll's, so that the plugin works where Netty's epoll is not installed. */
final class EpollSockets {

    static final Sockets SOCKETS = new Sockets(EpollDomainSocketChannel::new, EpollServerDomainSocketChannel::new,
            path -> new DomainSocketAddress(path.toString()));

    private EpollSockets() {
    }

    static boolean fit(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isCompatible(EpollIoHandle.class);
    }
}
