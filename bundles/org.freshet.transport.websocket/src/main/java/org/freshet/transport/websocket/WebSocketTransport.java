package org.freshet.transport.websocket;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.support.LibraryClasses;
import org.freshet.transport.support.OpenChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpObjectEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * WebSocket (RFC 6455) over whatever carries TCP on the route below: {@code ws://host:port/path}. The peer protocol's bytes go in
 * binary messages whose boundaries mean nothing: they are cut on the way out at 64 KiB and ignored on the way in. Text messages
 * are refused, no extension or subprotocol is spoken.
 *
 * <p>A channel that is closed says so to the other side (closing handshake) behind everything that was written, and is closed for
 * good when that is answered, or after a second.
 *
 * <p>A listener takes requests for its {@link BindSpec#path()}, or for any path if that is empty; which others it refuses is told
 * at {@link UpgradeCheck}.
 */
public final class WebSocketTransport implements StreamTransport, AutoCloseable {

    /** The scheme of WebSocket without TLS. */
    public static final String WS = "ws";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_HEADERS = 8192;

    /** Connections of one listener that have not asked for their upgrade yet; what comes beyond is closed. */
    private static final int MOST_UPGRADING = 128;

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);

    private final OpenChannels open = new OpenChannels("the WebSocket transport");
    private final Set<Listener> listening = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();
    private volatile WebSocketSettings settings = WebSocketSettings.USUAL;

    /** May be made on any thread but an event loop's. */
    public WebSocketTransport() {
        LibraryClasses.initialize(HttpObjectDecoder.class, HttpObjectEncoder.class, HttpClientCodec.class, HttpServerCodec.class);
    }

    /** The settings in force. */
    public WebSocketSettings settings() {
        return settings;
    }

    /** From now on, WebSockets are opened so. Any thread. */
    public void settings(WebSocketSettings chosen) {
        settings = chosen;
    }

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        RequestTarget target;
        try {
            target = RequestTarget.of(request.to());
        } catch (Fault.FaultException e) {
            return request.loop().newFailedFuture(e);
        }
        Promise<Channel> promise = open.owe(request.loop().newPromise());
        if (promise.isDone()) {
            return promise;
        }
        ClientUpgrade upgrade = new ClientUpgrade(request, target, promise, random, settings.pingSeconds());
        Future<Channel> lower = request.below().connect(
                request.through(PeerAddress.tcp(request.to().socket()), new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_HEADERS), upgrade);
                        open.add(channel);
                    }
                }));
        promise.addListener(done -> {
            if (!done.isSuccess() && !lower.cancel(false) && lower.isSuccess()) {
                lower.getNow().close();
            }
        });
        lower.addListener((Future<Channel> connected) -> {
            if (connected.isSuccess()) {
                upgrade.begin(connected.getNow());
            } else {
                promise.tryFailure(fault(connected.cause(), "connecting to " + request.to()));
            }
        });
        return promise;
    }

    @Override
    public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
        Promise<Listener> promise = open.owe(at.loop().newPromise());
        if (promise.isDone()) {
            return promise;
        }
        Semaphore upgrading = new Semaphore(MOST_UPGRADING);
        Future<Listener> lower = below.listen(PeerAddress.TCP, BindSpec.of(at.address(), at.loop()),
                (channel, from) -> arrived(channel, upgrading, new ServerUpgrade(new UpgradeCheck(at.path(), settings.pages()),
                        settings.pingSeconds(), upgrading, new PeerAddress(WS, from.socket(), ""), acceptor)));
        lower.addListener((Future<Listener> bound) -> {
            if (!bound.isSuccess()) {
                promise.tryFailure(fault(bound.cause(), "listening on " + at.address()));
                return;
            }
            Listener listener = bound.getNow();
            listening.add(listener);
            if (!promise.trySuccess(new UpgradingListener(listener, listening))) {
                listener.close();
                listening.remove(listener);
            }
        });
        return promise;
    }

    private void arrived(Channel channel, Semaphore upgrading, ServerUpgrade upgrade) {
        if (!upgrading.tryAcquire()) {
            channel.close();
            return;
        }
        channel.pipeline().addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_HEADERS), upgrade);
        open.add(channel);
    }

    private static Fault.FaultException fault(Throwable cause, String what) {
        return Fault.from(cause, Fault.Kind.INTERNAL, what).asException();
    }

    /**
     * Closes every channel and listener that is left and fails what is under way; waits a bounded time. Not for an event loop.
     */
    @Override
    public void close() {
        for (Listener listener : listening) {
            listener.close().awaitUninterruptibly(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        listening.clear();
        if (!open.close(PATIENCE)) {
            LOG.warn("WebSockets are still open {} after they were told to close: is an event loop blocked?", PATIENCE);
        }
    }

    private record UpgradingListener(Listener lower, Set<Listener> listening) implements Listener {

        @Override
        public InetSocketAddress address() {
            return lower.address();
        }

        @Override
        public Future<?> close() {
            listening.remove(lower);
            return lower.close();
        }
    }
}
