package org.freshet.engine.core.peer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.freshet.wire.Handshake;
import org.freshet.wire.PeerMessageDecoder;
import org.freshet.wire.PeerMessageEncoder;
import org.freshet.wire.WireLimits;
import org.freshet.wire.mse.EncryptionPolicy;
import org.freshet.wire.mse.MseComplete;
import org.freshet.wire.mse.MseInitiator;
import org.freshet.wire.mse.MseResponder;
import org.freshet.wire.mse.SkeyLookup;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * The start of a connection, up to the peer's handshake: sets up the pipeline (MSE, codec), sends our handshake where we dialled, waits a
 * bounded time for theirs, and then gives its place to what the {@link Sink} puts there.
 */
public final class PeerHandshake extends ChannelInboundHandlerAdapter {

    /** Hears of the outcome, once; on the channel's loop. */
    public interface Sink {
        /**
         * The peer's handshake came. The callee adds its handler to the end of the pipeline, or closes the channel.
         *
         * @param encrypted whether the stream is RC4
         */
        void shaken(Channel channel, Handshake theirs, boolean encrypted);

        /** The channel ended before that. */
        void failed(String why);
    }

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Handshake ours;
    private final Sink sink;
    private ScheduledFuture<?> deadline;
    private boolean encrypted;
    private boolean told;
    private boolean mse;
    private String failure = "the peer closed the connection before its handshake";

    private PeerHandshake(Handshake ours, Sink sink, boolean mse) {
        this.ours = ours;
        this.sink = sink;
        this.mse = mse;
    }

    /** Sets up a channel that we dialled. {@code encrypt} says whether to begin with MSE. */
    public static void dialled(Channel channel, Handshake ours, boolean encrypt, EncryptionPolicy policy, Sink sink) {
        ChannelPipeline p = channel.pipeline();
        if (encrypt) {
            p.addLast(new MseInitiator(ours.infoHash(), policy, DEADLINE));
        }
        p.addLast(new PeerMessageDecoder(WireLimits.DEFAULT), new PeerMessageEncoder(), new PeerHandshake(ours, sink, encrypt));
    }

    /** Sets up a channel that was accepted; the sink answers the handshake. */
    public static void accepted(Channel channel, SkeyLookup torrents, EncryptionPolicy policy, Sink sink) {
        channel.pipeline().addLast(new MseResponder(torrents, policy, DEADLINE), new PeerMessageDecoder(WireLimits.DEFAULT),
                new PeerMessageEncoder(), new PeerHandshake(null, sink, false));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
        ctx.fireChannelActive();
    }

    private void begin(ChannelHandlerContext ctx) {
        if (deadline != null) {
            return;
        }
        deadline = ctx.executor().schedule(() -> {
            failure = "the peer sent no handshake within " + DEADLINE.toSeconds() + " s";
            ctx.close();
        }, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        if (ours != null && !mse) {
            ctx.writeAndFlush(ours);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof MseComplete m) {
            encrypted = m.encrypted();
            if (ours != null && mse) {
                mse = false;
                ctx.writeAndFlush(ours);
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (told || !(msg instanceof Handshake theirs)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        told = true;
        deadline.cancel(false);
        sink.shaken(ctx.channel(), theirs, encrypted);
        if (ctx.channel().isOpen()) {
            ctx.pipeline().remove(this);
        } // else what the refused peer sent behind its handshake, messages or garbage, ends here
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failure = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!told) {
            told = true;
            if (deadline != null) {
                deadline.cancel(false);
            }
            sink.failed(failure);
        }
        ctx.fireChannelInactive();
    }
}
