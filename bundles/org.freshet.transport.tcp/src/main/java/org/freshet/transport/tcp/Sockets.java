package org.freshet.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * The kind of sockets that an event loop can carry.
 *
 * @param client makes a socket that connects
 * @param server makes a socket that listens
 */
record Sockets(ChannelFactory<SocketChannel> client, ChannelFactory<ServerChannel> server) {

    /** Sockets of the Java platform. */
    static final Sockets NIO = new Sockets(NioSocketChannel::new, NioServerSocketChannel::new);

    /** The best kind for {@code loop}. */
    static Sockets on(EventLoop loop) {
        try {
            return EpollSockets.fit(loop) ? EpollSockets.SOCKETS : NIO;
        } catch (NoClassDefFoundError epollIsNotInstalled) {
            // io.netty.channel.epoll is an optional import: without it no loop can be an epoll loop
            return NIO;
        }
    }

    /** Sets up what a connected socket's kind can do beyond the options that all kinds have. */
    static void tune(Channel channel) {
        if (on(channel.eventLoop()) != NIO) {
            EpollSockets.tune(channel);
        }
    }
}
