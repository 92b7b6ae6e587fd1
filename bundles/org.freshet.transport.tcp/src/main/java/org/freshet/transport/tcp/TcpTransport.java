package org.freshet.transport.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.support.NameLookup;
import org.freshet.transport.support.OpenChannels;
import org.freshet.transport.support.SocketFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Plain TCP (RFC 9293), the bottom of most routes. Sockets are epoll's on an epoll loop, else NIO's. Unresolved names are looked
 * up off the loop; each of their addresses is tried in turn.
 *
 * <p>A {@link io.netty.channel.FileRegion} may be written ({@link #FILE_REGIONS}) and counts towards the channel's writability by
 * its length. Receive buffers grow with the stream and are given back between reads: an idle connection holds none. Half-closed
 * connections are not kept: when the other side ends its stream, the channel closes.
 */
public final class TcpTransport implements StreamTransport, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BACKLOG = 256;
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);

    private final OpenChannels open = new OpenChannels("the TCP transport");
    private final TcpConnect.Names names;
    private volatile TcpSettings settings = TcpSettings.USUAL;

    /** A transport that opens nothing until it is asked to. */
    public TcpTransport() {
        this(NameLookup::lookup);
    }

    TcpTransport(TcpConnect.Names names) {
        this.names = names;
    }

    /** The settings in force. */
    public TcpSettings settings() {
        return settings;
    }

    /** From now on, new connections are made so. Any thread. */
    public void settings(TcpSettings chosen) {
        settings = chosen;
    }

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        if (request.loop().isShuttingDown()) {
            return request.loop().newFailedFuture(loopHasEnded());
        }
        Promise<Channel> promise = open.owe(request.loop().newPromise());
        TcpConnect connect = new TcpConnect(request, names, open, settings, promise);
        if (request.loop().inEventLoop()) {
            connect.run();
            return promise;
        }
        try {
            request.loop().execute(connect);
        } catch (RejectedExecutionException e) {
            promise.tryFailure(loopHasEnded());
        }
        return promise;
    }

    private static Fault.FaultException loopHasEnded() {
        return new Fault(Fault.Kind.GONE, "the event loop of the connection has ended").asException();
    }

    @Override
    public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
        Promise<Listener> promise = open.owe(at.loop().newPromise());
        names.lookup(at.address(), at.loop()).addListener((Future<List<InetSocketAddress>> found) -> {
            if (found.isSuccess()) {
                bind(at, found.getNow().getFirst(), acceptor, promise);
            } else {
                promise.tryFailure(SocketFaults.bind("TCP", at.address(), found.cause()).asException());
            }
        });
        return promise;
    }

    private void bind(BindSpec at, InetSocketAddress address, Acceptor acceptor, Promise<Listener> promise) {
        ChannelFuture binding = new ServerBootstrap().group(at.loop())
                .channelFactory(Sockets.on(at.loop()).server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Arrival(acceptor))
                .bind(address);
        Channel socket = binding.channel();
        open.add(socket);
        binding.addListener(bound -> {
            if (!bound.isSuccess()) {
                promise.tryFailure(SocketFaults.bind("TCP", address, bound.cause()).asException());
            } else if (!promise.trySuccess(new TcpListener(socket, (InetSocketAddress) socket.localAddress()))) {
                socket.close();
            }
        });
    }

    /**
     * Closes every channel and listener that is left and fails what is under way; waits a bounded time. Not for an event loop.
     */
    @Override
    public void close() {
        if (!open.close(PATIENCE)) {
            LOG.warn("TCP connections are still open {} after they were told to close: is an event loop blocked?", PATIENCE);
        }
    }

    /** Hands accepted connections to the acceptor. */
    private final class Arrival extends ChannelInitializer<Channel> {
        private final Acceptor acceptor;

        Arrival(Acceptor acceptor) {
            this.acceptor = acceptor;
        }

        @Override
        protected void initChannel(Channel channel) {
            InetSocketAddress from = (InetSocketAddress) channel.remoteAddress();
            if (from == null || open.isClosed()) {
                channel.close(); // it left before it was accepted, or this transport is going
                return;
            }
            TcpOptions.apply(channel, settings.trafficClass());
            open.add(channel);
            acceptor.accepted(channel, PeerAddress.tcp(from));
        }
    }

    private record TcpListener(Channel socket, InetSocketAddress address) implements Listener {

        @Override
        public Future<?> close() {
            return OpenChannels.free(socket);
        }
    }
}
