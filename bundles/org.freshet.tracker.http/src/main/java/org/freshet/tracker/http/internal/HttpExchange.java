package org.freshet.tracker.http.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.freshet.discovery.TrackerRoute;
import org.freshet.discovery.support.TrackerExchange;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;

/**
 * One question to a tracker and its answer, over as many connections as its redirects ask for. All state belongs to the route's
 * loop.
 *
 * @param <T> what the answer says
 */
final class HttpExchange<T> extends TrackerExchange<T> {
    static final int MAX_REDIRECTS = 5;
    private static final int MAX_HEADERS = 16 << 10;

    /** Understands an answer. */
    interface Reader<T> {
        T read(TrackerUrl from, HttpReply reply) throws Fault.FaultException;
    }

    /**
     * What the exchanges of a client have in common.
     *
     * @param userAgent names us to trackers
     */
    record Means(TlsContext tls, HttpCodec codec, String userAgent) {
    }

    private final String query;
    private final Means means;
    private final Reader<T> reader;
    private final Set<String> visited = new HashSet<>();

    private TrackerUrl url;
    private boolean redirected;
    private long deadline;
    private Future<Channel> connection;
    private String doing = "was not asked yet";

    HttpExchange(TrackerUrl url, String query, TrackerRoute route, Means means, Reader<T> reader) {
        super(route);
        this.url = url;
        this.query = query;
        this.means = means;
        this.reader = reader;
    }

    @Override
    protected void ask() {
        deadline = loop().ticker().nanoTime() + Math.max(1, route().timeout().toNanos());
        visited.add(url.identity());
        means.codec().ready().thenRun(() -> onLoop(this::beginHop));
    }

    private void beginHop() {
        if (!over()) {
            go();
        }
    }

    @Override
    protected String doing() {
        return doing;
    }

    @Override
    protected Fault.FaultException fault(Fault.Kind kind, String what) {
        return url.fault(kind, url.quotable(what));
    }

    private void go() {
        doing = "could not be connected to";
        if (!url.secure()) {
            connect(null);
            return;
        }
        means.tls().get().whenComplete((context, failure) -> onLoop(() -> {
            if (failure != null) {
                fail(Fault.Kind.INTERNAL, "cannot be asked: TLS could not be set up: " + failure.getMessage());
            } else if (!over()) {
                connect(context);
            }
        }));
    }

    private void connect(SslContext context) {
        long left = Math.max(1, deadline - loop().ticker().nanoTime());
        ConnectRequest request = new ConnectRequest(PeerAddress.tcp(url.host(), url.port()), route().local(), route().route(), loop(),
                pipeline(context), Duration.ofNanos(left));
        Future<Channel> connecting = route().route().connect(request);
        connection = connecting;
        connecting.addListener(done -> {
            if (done.isCancelled()) {
                return;
            }
            if (!done.isSuccess()) {
                Fault fault = Fault.from(done.cause(), Fault.Kind.UNREACHABLE, "connecting failed");
                onLoop(() -> failed(connecting, fault.kind(), "cannot be reached: " + fault.message()));
            } else if (over()) {
                connecting.getNow().close();
            }
        });
    }

    private ChannelHandler pipeline(SslContext context) {
        TrackerUrl to = url;
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (context != null) {
                    channel.attr(StreamTransport.FILE_REGIONS).set(Boolean.FALSE);
                    SslHandler handler = context.newHandler(channel.alloc(), to.host(), to.port(),
                            task -> Thread.ofVirtual().name("tracker.http handshake").start(task));
                    // The exchange's own timer covers the handshake.
                    handler.setHandshakeTimeoutMillis(0);
                    channel.pipeline().addLast(handler);
                }
                HttpDecoderConfig limits = new HttpDecoderConfig().setMaxHeaderSize(MAX_HEADERS).setMaxInitialLineLength(4096);
                channel.pipeline().addLast(new HttpClientCodec(limits, false, false));
                channel.pipeline().addLast(new ReplyCollector(request(to), hop()));
                doing = "did not answer";
            }
        };
    }

    private FullHttpRequest request(TrackerUrl to) {
        String firstParameter = query.substring(0, query.indexOf('=') + 1);
        String target = redirected && to.asks(firstParameter) ? to.bareTarget() : to.target(query);
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target, Unpooled.EMPTY_BUFFER);
        request.headers()
                .set(HttpHeaderNames.HOST, to.authority())
                .set(HttpHeaderNames.USER_AGENT, means.userAgent())
                .set(HttpHeaderNames.ACCEPT_ENCODING, "gzip")
                .set(HttpHeaderNames.CONNECTION, "close");
        if (to.authorization() != null) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, to.authorization());
        }
        return request;
    }

    private ReplyCollector.Hop hop() {
        return new ReplyCollector.Hop() {
            @Override
            public void replied(HttpReply reply) {
                answered(reply);
            }

            @Override
            public void failed(Fault.Kind kind, String what) {
                fail(kind, what);
            }
        };
    }

    private void failed(Future<Channel> attempt, Fault.Kind kind, String what) {
        if (attempt == connection) {
            fail(kind, what);
        }
    }

    private void answered(HttpReply reply) {
        if (over()) {
            return;
        }
        try {
            if (reply.isRedirect()) {
                follow(reply.location());
            } else {
                result().complete(reader.read(url, reply));
            }
        } catch (Fault.FaultException e) {
            result().completeExceptionally(e);
        } catch (RuntimeException e) {
            fail(Fault.Kind.INTERNAL, "sent an answer that we failed to read, which is our defect: " + e);
        }
    }

    private void follow(String location) throws Fault.FaultException {
        TrackerUrl next = url.redirected(location);
        if (!visited.add(next.identity())) {
            throw url.fault(Fault.Kind.PROTOCOL, "redirects in a circle, back to " + next);
        }
        if (visited.size() > MAX_REDIRECTS + 1) {
            throw url.fault(Fault.Kind.PROTOCOL, "redirects more than " + MAX_REDIRECTS + " times, last to " + next);
        }
        url = next;
        redirected = true;
        go();
    }

    @Override
    protected void release() {
        if (connection != null && !connection.cancel(false) && connection.isSuccess()) {
            connection.getNow().close();
        }
    }
}
