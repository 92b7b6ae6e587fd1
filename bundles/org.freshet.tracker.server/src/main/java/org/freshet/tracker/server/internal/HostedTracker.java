package org.freshet.tracker.server.internal;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.TrackerHost;
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

/** A {@link TrackerServer} on an event loop of its own. Any thread. */
final class HostedTracker implements TrackerHost.Hosted {
    /** Peers of one machine may ask more often than those of a public tracker. */
    private static final int LEAST_SHARE = 5;

    private final EventLoopGroup group;
    private final TrackerServer server;
    private final URI announce;

    private HostedTracker(EventLoopGroup group, TrackerServer server, URI announce) {
        this.group = group;
        this.server = server;
        this.announce = announce;
    }

    static CompletionStage<HostedTracker> start(StreamTransport tcp, Duration interval) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
                Thread.ofPlatform().daemon().name("freshet-tracker").factory(), NioIoHandler.newFactory());
        TrackerServer server = new TrackerServer(new TcpOnly(tcp), group.next(),
                TrackerServerConfig.defaults().every(interval, interval.dividedBy(LEAST_SHARE)));
        return server.start().whenComplete((announce, failure) -> {
            if (failure != null) {
                end(group, server);
            }
        }).thenApply(announce -> new HostedTracker(group, server, announce));
    }

    @Override
    public URI announce() {
        return announce;
    }

    @Override
    public void close() {
        end(group, server);
    }

    /** When nothing of it is left but its last thread, which ends. */
    CompletionStage<Void> ended() {
        return server.ended();
    }

    private static void end(EventLoopGroup group, TrackerServer server) {
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
            return loop.newFailedFuture(new Fault(Fault.Kind.UNSUPPORTED, "this tracker only listens over TCP").asException());
        }
    }
}
