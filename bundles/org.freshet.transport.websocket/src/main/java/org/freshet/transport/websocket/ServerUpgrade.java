package org.freshet.transport.websocket;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Acceptor;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

/**
 * The server's side of the HTTP upgrade (RFC 6455, 4.2) on one accepted connection: checks the request, answers it, and then puts
 * the {@link FrameHandler} in its own place, with the acceptor's handlers after it.
 */
final class ServerUpgrade extends ChannelInboundHandlerAdapter {

    /** How long a connection may take to ask for its upgrade. */
    private static final int PATIENCE_SECONDS = 10;

    private final UpgradeCheck check;
    private final int pingSeconds;
    private final Semaphore upgrading;
    private final PeerAddress from;
    private final Acceptor acceptor;
    private Future<?> deadline;
    private HttpRequest request;

    /** @param upgrading one permit of it was taken for this connection, and is given back when this handler goes */
    ServerUpgrade(UpgradeCheck check, int pingSeconds, Semaphore upgrading, PeerAddress from, Acceptor acceptor) {
        this.check = check;
        this.pingSeconds = pingSeconds;
        this.upgrading = upgrading;
        this.from = from;
        this.acceptor = acceptor;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = ctx.executor().schedule(() -> ctx.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deadline.cancel(false);
        upgrading.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (msg instanceof HttpRequest head) {
                request = head;
                UpgradeCheck.Refusal refusal = check.refusal(head);
                if (refusal != null) {
                    refuse(ctx, refusal);
                    request = null; // and what follows is of no interest
                }
            }
            if (msg instanceof LastHttpContent && request != null) {
                upgrade(ctx);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private static void refuse(ChannelHandlerContext ctx, UpgradeCheck.Refusal refusal) {
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal.status(),
                ByteBufUtil.writeUtf8(ctx.alloc(), refusal.why() + "\n"));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            answer.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        }
        ctx.channel().config().setAutoRead(false);
        ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void upgrade(ChannelHandlerContext ctx) {
        HandshakeKey key = new HandshakeKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
        request = null;
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS,
                Unpooled.EMPTY_BUFFER);
        answer.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, key.accept());
        ctx.writeAndFlush(answer);
        ctx.channel().attr(StreamTransport.FILE_REGIONS).set(Boolean.FALSE);
        ChannelPipeline pipeline = ctx.pipeline();
        HttpServerCodec http = pipeline.get(HttpServerCodec.class);
        http.removeOutboundHandler();
        FrameHandler frames = new FrameHandler(new FrameReader(true), new FrameWriter(null), pingSeconds, from.toString());
        pipeline.addLast(frames);
        acceptor.accepted(ctx.channel(), from);
        if (ctx.channel().isActive()) {
            pipeline.context(frames).fireChannelActive();
        }
        if (!ctx.isRemoved()) {
            pipeline.remove(this);
            pipeline.remove(http); // last: it passes on what it has read too much
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a stranger's connection that came to nothing; there is nobody to tell
    }
}
