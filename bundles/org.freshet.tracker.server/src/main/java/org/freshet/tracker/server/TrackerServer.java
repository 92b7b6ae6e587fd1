package org.freshet.tracker.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.BindSpec;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.support.LibraryClasses;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpObjectEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;

/**
 * An HTTP tracker in memory: announces (BEP 3, 7, 23, 24) at {@code /announce} and scrapes (BEP 48) at {@code /scrape}, for
 * whatever torrent is announced. Everything it holds is bounded by its {@link TrackerServerConfig}; what it holds is gone when it
 * ends.
 *
 * <p>A peer's address is the one its connection comes from. The parameter {@code ip} is believed only where that is a loopback
 * address, as with peers of a test behind one host, and only if it is a literal: otherwise anybody could point a swarm at
 * anybody. A peer that says port 0 gets peers but is neither listed nor counted.
 *
 * <p>It stands on a route like everything else, lives on one event loop, and does not block it. Methods may be called from any
 * thread.
 */
public final class TrackerServer implements AutoCloseable {
    private static final int LONGEST_REQUEST_LINE = 8192;
    private static final int LONGEST_HEADERS = 8192;

    private final Route route;
    private final EventLoop loop;
    private final TrackerServerConfig config;
    private final Swarms swarms;
    private final Set<Channel> connections = new HashSet<>();
    private final CompletableFuture<URI> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Future<Listener> listening;
    private boolean closing;

    /** May be made on any thread but an event loop's. */
    public TrackerServer(Route route, EventLoop loop, TrackerServerConfig config) {
        LibraryClasses.initialize(HttpObjectDecoder.class, HttpObjectEncoder.class, HttpServerCodec.class);
        this.route = route;
        this.loop = loop;
        this.config = config;
        this.swarms = new Swarms(config, loop.ticker());
    }

    /**
     * Begins to listen; once.
     *
     * @return the announce address for clients on this machine; fails with a {@link Fault.FaultException}
     */
    public CompletionStage<URI> start() {
        onLoop(this::listen, started);
        return started.copy();
    }

    private void listen() {
        if (closing || listening != null) {
            started.completeExceptionally(new Fault(Fault.Kind.GONE, "a tracker starts only once").asException());
            return;
        }
        Future<Listener> future = route.listen(PeerAddress.TCP, BindSpec.of(config.bind(), loop), this::accepted);
        listening = future;
        future.addListener(bound -> {
            if (bound.isSuccess()) {
                started.complete(announceUri(future.getNow().address()));
            } else {
                String what = "the tracker cannot listen at " + config.bind();
                started.completeExceptionally(Fault.from(bound.cause(), Fault.Kind.IO, what).asException());
            }
        });
    }

    private static URI announceUri(InetSocketAddress bound) {
        InetAddress address = bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        String host = address.getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host.replaceFirst("%.*", "") + "]" : host;
        return URI.create("http://" + literal + ":" + bound.getPort() + "/announce");
    }

    private void accepted(Channel channel, PeerAddress from) {
        if (closing || connections.size() >= config.maxConnections()) {
            channel.close();
            return;
        }
        connections.add(channel);
        Future<?> timer = loop.schedule(() -> channel.close(), config.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> {
            timer.cancel(false);
            connections.remove(channel);
        });
        channel.pipeline().addLast(new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE).setMaxHeaderSize(LONGEST_HEADERS)));
        channel.pipeline().addLast(new TrackerHandler(swarms, config, from.socket().getAddress()));
    }

    /** Stops listening, closes all connections and forgets everything. Idempotent; {@link #ended} tells when it is done. */
    @Override
    public void close() {
        onLoop(this::end, ended);
    }

    /** Done when the port is free again after {@link #close}. */
    public CompletionStage<Void> ended() {
        return ended.copy();
    }

    private void end() {
        if (closing) {
            return;
        }
        closing = true;
        Set.copyOf(connections).forEach(Channel::close);
        swarms.clear();
        started.completeExceptionally(new Fault(Fault.Kind.GONE, "the tracker was closed").asException());
        if (listening == null) {
            ended.complete(null);
            return;
        }
        listening.addListener(bound -> {
            if (bound.isSuccess()) {
                listening.getNow().close().addListener(free -> ended.complete(null));
            } else {
                ended.complete(null);
            }
        });
    }

    private void onLoop(Runnable task, CompletableFuture<?> outcome) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            outcome.completeExceptionally(new Fault(Fault.Kind.GONE, "the tracker's event loop has ended").asException());
        }
    }
}
