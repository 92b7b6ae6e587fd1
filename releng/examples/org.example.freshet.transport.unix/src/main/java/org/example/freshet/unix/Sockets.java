package org.example.freshet.unix;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;

/**
 * The kind of Unix domain sockets that an event loop can carry.
 *
 * @param client makes a socket that connects
 * @param server makes a socket that listens
 * @param address names a socket file in their words
 */
record Sockets(ChannelFactory<Channel> client, ChannelFactory<ServerChannel> server, Function<Path, SocketAddress> address) {

    /** The Java platform's. */
    static final Sockets NIO =
            new Sockets(NioDomainSocketChannel::new, NioServerDomainSocketChannel::new, UnixDomainSocketAddress::of);

    /** The kind that fits {@code loop}. */
    static Sockets on(EventLoop loop) {
        try {
            return EpollSockets.fit(loop) ? EpollSockets.SOCKETS : NIO;
        } catch (NoClassDefFoundError epollIsNotInstalled) {
            return NIO; // the import is optional: without Netty's epoll no loop can be an epoll loop
        }
    }
}
