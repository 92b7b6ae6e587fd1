package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What both sides of an MSE handshake share: the deadline, the bytes received but not yet understood, the writes that wait,
 * and the end. A subclass is a sequence of stages that each need a bounded number of bytes, so nothing a peer
 * sends makes {@link #received} grow beyond the largest stage and one read buffer.
 */
abstract sealed class MseHandshake extends ChannelDuplexHandler permits MseInitiator, MseResponder {
    /** One step of the handshake: consumes from {@link #received} and moves on, or asks for more bytes. */
    @FunctionalInterface
    interface Stage {
        /** Whether the stage is over, so that the next may try the remaining bytes. */
        boolean advance(ChannelHandlerContext ctx) throws MseFailure;
    }

    /** What the handshake agreed on; the ciphers are null where nothing is encrypted. */
    record Outcome(byte[] infoHash, Rc4 incoming, Rc4 outgoing) {
        static Outcome plain(byte[] infoHash) {
            return new Outcome(infoHash, null, null);
        }
    }

    private final Duration deadline;
    private final HeldWrites held = new HeldWrites();
    private ByteBuf received;
    private Future<?> timer;
    private Stage stage;
    private boolean begun;
    private boolean closing;
    private boolean done;

    MseHandshake(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline of an MSE handshake must be positive, not " + deadline);
        }
        this.deadline = deadline;
    }

    /** Called once, on an active channel; calls {@link #next} with the first stage, or {@link #complete}. */
    abstract void begin(ChannelHandlerContext ctx);

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            // Later, when whoever builds the pipeline has added the handlers that will hear of the outcome.
            ctx.channel().eventLoop().execute(() -> start(ctx));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // First, so that a handshake the codec writes now can travel as the initial payload.
        ctx.fireChannelActive();
        if (ctx.channel().isActive()) {
            start(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf data)) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            if (!done) {
                start(ctx);
                keep(ctx, data);
            }
        } finally {
            data.release();
        }
        advance(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        readOn(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!done) {
            MseFailure failure = new MseFailure("The connection was closed before the MSE handshake had ended");
            abandon(failure);
            if (!closing) {
                ctx.fireExceptionCaught(failure);
            }
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!done) {
            abandon(new MseFailure("The MSE handshake was given up"));
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (done) {
            ctx.write(msg, promise);
        } else {
            held.add(msg, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        closing = true;
        ctx.close(promise);
    }

    /** The bytes received and not yet consumed. */
    final ByteBuf received() {
        return received;
    }

    /** Whether so many bytes are there to be consumed. */
    final boolean has(int bytes) {
        return received.readableBytes() >= bytes;
    }

    final byte[] take(int bytes) {
        byte[] taken = new byte[bytes];
        received.readBytes(taken);
        return taken;
    }

    /** Sets the stage that the next bytes are for; returns true as a stage that is over does. */
    final boolean next(Stage following) {
        stage = following;
        return true;
    }

    /** Finds the pattern behind a pad of at most 512 bytes and consumes both; false if more bytes must come. */
    final boolean skipPadAnd(byte[] pattern, String what) throws MseFailure {
        int last = Math.min(MseKeys.MAX_PAD, received.readableBytes() - pattern.length);
        for (int pad = 0; pad <= last; pad++) {
            if (startsWith(pattern, pad)) {
                received.skipBytes(pad + pattern.length);
                return true;
            }
        }
        if (last == MseKeys.MAX_PAD) {
            throw new MseFailure("The peer's MSE " + what + " did not come within " + MseKeys.MAX_PAD + " bytes of padding");
        }
        return false;
    }

    static int requirePad(int length) throws MseFailure {
        if (length > MseKeys.MAX_PAD) {
            throw new MseFailure("The peer announced " + length + " bytes of MSE padding; at most " + MseKeys.MAX_PAD
                    + " are allowed");
        }
        return length;
    }

    final HeldWrites.Initial takeInitial() {
        return held.takeInitial();
    }

    /**
     * Ends the handshake: the handler leaves the pipeline, or makes place for the RC4 stream, then writes what waited and
     * hands up what came behind the handshake.
     *
     * @param initial the decrypted initial payload, given away; null if there is none
     */
    final void complete(ChannelHandlerContext ctx, Outcome outcome, ByteBuf initial) {
        done = true;
        stopTimer();
        ByteBuf rest = received;
        received = null;
        boolean encrypted = outcome.incoming() != null;
        ChannelHandlerContext upper = encrypted ? encrypt(ctx, outcome) : stepAside(ctx);
        upper.fireUserEventTriggered(new MseComplete(encrypted, outcome.infoHash()));
        if (initial != null) {
            upper.fireChannelRead(initial);
        }
        if (rest == null || !rest.isReadable()) {
            ReferenceCountUtil.release(rest);
        } else if (encrypted) {
            ((Rc4Handler) upper.handler()).channelRead(upper, rest);
        } else {
            upper.fireChannelRead(rest);
        }
    }

    private ChannelHandlerContext encrypt(ChannelHandlerContext ctx, Outcome outcome) {
        Rc4Handler stream = new Rc4Handler(outcome.incoming(), outcome.outgoing());
        ctx.pipeline().replace(this, ctx.name(), stream);
        ChannelHandlerContext upper = ctx.pipeline().context(stream);
        held.drainTo((data, promise) -> stream.write(upper, data, promise));
        upper.flush();
        return upper;
    }

    private ChannelHandlerContext stepAside(ChannelHandlerContext ctx) {
        held.drainTo(ctx::write);
        ctx.flush();
        ctx.pipeline().remove(this);
        return ctx;
    }

    private void start(ChannelHandlerContext ctx) {
        if (begun || done) {
            return;
        }
        begun = true;
        Channel channel = ctx.channel();
        timer = channel.eventLoop().schedule(
                () -> fail(ctx, new MseFailure("The MSE handshake did not end within " + deadline.toMillis() + " ms")),
                deadline.toMillis(), TimeUnit.MILLISECONDS);
        begin(ctx);
        readOn(ctx);
    }

    private void keep(ChannelHandlerContext ctx, ByteBuf data) {
        if (received == null) {
            received = ctx.alloc().buffer(Math.max(256, data.readableBytes()));
        }
        received.discardSomeReadBytes();
        received.writeBytes(data);
    }

    private void advance(ChannelHandlerContext ctx) {
        try {
            boolean over = true;
            while (over && !done) {
                over = stage.advance(ctx);
            }
        } catch (MseFailure failure) {
            fail(ctx, failure);
        }
    }

    private boolean startsWith(byte[] pattern, int offset) {
        int start = received.readerIndex() + offset;
        for (int n = 0; n < pattern.length; n++) {
            if (received.getByte(start + n) != pattern[n]) {
                return false;
            }
        }
        return true;
    }

    private void readOn(ChannelHandlerContext ctx) {
        // Without auto-read nobody above asks for bytes before there is something to see.
        if (begun && !done && !ctx.channel().config().isAutoRead()) {
            ctx.read();
        }
    }

    private void fail(ChannelHandlerContext ctx, MseFailure failure) {
        if (!done) {
            abandon(failure);
            ctx.fireExceptionCaught(failure);
            ctx.close();
        }
    }

    private void abandon(MseFailure cause) {
        done = true;
        stopTimer();
        ReferenceCountUtil.release(received);
        received = null;
        held.fail(cause);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
