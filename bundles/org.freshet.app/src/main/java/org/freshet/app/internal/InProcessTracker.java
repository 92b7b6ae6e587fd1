package org.freshet.app.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.freshet.app.cli.LocalTracker;
import org.freshet.tracker.server.TrackerServer;
import org.freshet.tracker.server.TrackerServerConfig;
import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;

/**
 * The tracker of the optional bundle {@code org.freshet.tracker.server}, on an event loop of its own. Loading this class needs
 * it.
 */
final class InProcessTracker implements LocalTracker {
    private static final int START_SECONDS = 10;
    /** Two peers of one machine may ask more often than those of a public tracker. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private final EventLoopGroup group;
    private final TrackerServer server;
    private final URI announce;

    private InProcessTracker(EventLoopGroup group, TrackerServer server, URI announce) {
        this.group = group;
        this.server = server;
        this.announce = announce;
    }

    static LocalTracker start(StreamTransport tcp) throws IOException, InterruptedException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
                Thread.ofPlatform().daemon().name("freshet-demo-tracker").factory(), NioIoHandler.newFactory());
        TrackerServer server = new TrackerServer(new TcpOnly(tcp), group.next(),
                TrackerServerConfig.defaults().every(INTERVAL, MIN_INTERVAL));
        try {
            return new InProcessTracker(group, server, server.start().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            server.close();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("the tracker does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public URI announce() {
        return announce;
    }

    @Override
    public void close() {
        server.close();
        server.ended().whenComplete((nothing, failure) -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    /** Listens over TCP and does nothing else: all that a tracker needs. */
    private record TcpOnly(StreamTransport tcp) implements Route {

        @Override
        public Future<Channel> connect(ConnectRequest request) {
            return unsupported(request.loop());
        }

        @Override
        public Future<Listener> listen(String scheme, BindSpec at, Acceptor acceptor) {
            return scheme.equals(PeerAddress.TCP) ? tcp.listen(at, this, acceptor) : unsupported(at.loop());
        }

        @Override
        public Future<DatagramPort> datagrams(BindSpec at) {
            return unsupported(at.loop());
        }

        private static <T> Future<T> unsupported(EventLoop loop) {
            return loop.newFailedFuture(
                    new Fault(Fault.Kind.UNSUPPORTED, "the tracker of the demo only listens over TCP").asException());
        }
    }
}
