package org.freshet.transport.websocket;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.StreamTransport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * The client's side of the HTTP upgrade (RFC 6455, 4.1): asks, checks the answer, and then puts the {@link FrameHandler} in its
 * own place, with the caller's pipeline after it.
 */
final class ClientUpgrade extends ChannelInboundHandlerAdapter {

    private final ConnectRequest request;
    private final RequestTarget target;
    private final Promise<Channel> promise;
    private final SecureRandom random;
    private final int pingSeconds;
    private final HandshakeKey key;
    private final long deadline;
    private boolean switched;

    ClientUpgrade(ConnectRequest request, RequestTarget target, Promise<Channel> promise, SecureRandom random,
            int pingSeconds) {
        this.request = request;
        this.target = target;
        this.promise = promise;
        this.random = random;
        this.pingSeconds = pingSeconds;
        this.key = HandshakeKey.random(random);
        this.deadline = System.nanoTime() + request.timeout().toNanos();
    }

    /** Asks for the upgrade, once the connection below stands and this handler is in its pipeline. */
    void begin(Channel channel) {
        Future<?> timer = channel.eventLoop().schedule(
                () -> fail(Fault.Kind.TIMEOUT, "did not answer the request for a WebSocket in time"),
                deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        promise.addListener(done -> timer.cancel(false));
        HttpRequest ask = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target.path(), Unpooled.EMPTY_BUFFER);
        ask.headers().set(HttpHeaderNames.HOST, target.host())
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key.text())
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        channel.writeAndFlush(ask);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (msg instanceof HttpResponse answer) {
                check(answer);
            }
            if (msg instanceof LastHttpContent && switched) {
                upgraded(ctx);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void check(HttpResponse answer) {
        HttpHeaders headers = answer.headers();
        HttpResponseStatus status = answer.status();
        if (answer.decoderResult().isFailure()) {
            fail(Fault.Kind.PROTOCOL, "did not answer in HTTP");
        } else if (status.equals(HttpResponseStatus.UNAUTHORIZED) || status.equals(HttpResponseStatus.FORBIDDEN)) {
            fail(Fault.Kind.DENIED, "refused the WebSocket: " + printable(status.toString()));
        } else if (!status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            fail(Fault.Kind.PROTOCOL,
                    "answered " + printable(status.toString()) + " to the request for a WebSocket: is its path right?");
        } else if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !key.accept().equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT))
                || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)
                || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            fail(Fault.Kind.PROTOCOL, "answered the request for a WebSocket with something else than asked for");
        } else {
            switched = true;
        }
    }

    private void upgraded(ChannelHandlerContext ctx) {
        if (!promise.setUncancellable() || promise.isDone()) {
            ctx.close();
            return;
        }
        Channel channel = ctx.channel();
        channel.attr(StreamTransport.FILE_REGIONS).set(Boolean.FALSE);
        ChannelPipeline pipeline = ctx.pipeline();
        HttpClientCodec http = pipeline.get(HttpClientCodec.class);
        http.removeOutboundHandler();
        FrameHandler frames = new FrameHandler(new FrameReader(false), new FrameWriter(random), pingSeconds, request.to().toString());
        pipeline.addLast(frames, request.pipeline());
        promise.trySuccess(channel);
        if (channel.isActive()) {
            pipeline.context(frames).fireChannelActive();
        }
        if (!ctx.isRemoved()) {
            pipeline.remove(this);
            pipeline.remove(http); // last: it passes on what it has read too much
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(Fault.Kind.PROTOCOL, "closed the connection instead of answering the request for a WebSocket");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        promise.tryFailure(Fault.from(cause, Fault.Kind.IO, "opening " + request.to()).asException());
        ctx.close();
    }

    /** Whoever made the promise closes the channel when it fails. */
    private void fail(Fault.Kind kind, String what) {
        promise.tryFailure(new Fault(kind, request.to() + " " + what).asException());
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
