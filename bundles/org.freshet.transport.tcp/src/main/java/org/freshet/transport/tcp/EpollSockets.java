package org.freshet.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** The only class that names epoll's, so that the bundle works where Netty's epoll is not installed. */
final class EpollSockets {

    static final Sockets SOCKETS = new Sockets(EpollSocketChannel::new, EpollServerSocketChannel::new);

    private EpollSockets() {
    }

    static boolean fit(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isCompatible(EpollIoHandle.class);
    }

    /** What only these sockets can do for the speed of {@code channel}. */
    static void tune(Channel channel) {
        if (channel instanceof EpollSocketChannel) {
            channel.pipeline().addFirst(new CorkedRegions(EpollChannelOption.TCP_CORK));
        }
    }
}
