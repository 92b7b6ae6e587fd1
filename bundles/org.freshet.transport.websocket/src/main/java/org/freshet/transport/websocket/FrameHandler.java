package org.freshet.transport.websocket;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.PromiseNotifier;

/**
 * Turns the frames below it into the byte stream above it, once the upgrade is done. Answers pings, sends its own, and speaks the closing
 * handshake (RFC 6455, 7.1.2) when either side closes, for which it gives the other side {@value #CLOSING_MILLIS} ms.
 */
final class FrameHandler extends ChannelDuplexHandler implements FrameReader.Sink {

    /** How long a closing handshake may take, flushing of what was written before included. */
    private static final long CLOSING_MILLIS = 1000;

    private final FrameReader reader;
    private final FrameWriter writer;
    private final int pingSeconds;
    private final String peer;
    private ChannelHandlerContext context;
    private boolean readWanted;
    private boolean closeSent;
    private boolean ended;
    private boolean closedBelow;
    private Future<?> deadline;
    private Future<?> pings;
    private ChannelPromise closing;

    /**
     * @param pingSeconds between two pings, or 0 for none
     * @param peer how faults call the other side
     */
    FrameHandler(FrameReader reader, FrameWriter writer, int pingSeconds, String peer) {
        this.reader = reader;
        this.writer = writer;
        this.pingSeconds = pingSeconds;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (pingSeconds > 0) {
            pings = ctx.executor().scheduleWithFixedDelay(this::ping, pingSeconds, pingSeconds, TimeUnit.SECONDS);
        }
    }

    private void ping() {
        if (!closeSent && context.channel().isActive() && context.channel().isWritable()) { // else there is traffic enough
            send(Opcode.PING, new byte[0], context.newPromise());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (!ended && msg instanceof ByteBuf bytes) {
                reader.read(bytes, this);
            }
        } catch (FrameViolation e) {
            fail(e.closeCode(), e.getMessage());
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void data(ByteBuf part) {
        if (closeSent) {
            part.release(); // whoever closes wants no more; what comes is read only to find the answer to the close
            return;
        }
        readWanted = false;
        context.fireChannelRead(part);
    }

    @Override
    public void control(int opcode, byte[] payload) throws FrameViolation {
        switch (opcode) {
            case Opcode.PING -> {
                // only the latest ping needs its answer (5.5.3): a flood of them from one who does not read is not queued
                if (!closeSent && context.channel().isWritable()) {
                    send(Opcode.PONG, payload, context.newPromise());
                }
            }
            case Opcode.CLOSE -> closeReceived(payload);
            default -> { } // a pong: pings are for proxies on the way, and whether a peer lives is the peer protocol's affair
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        readWanted = !ctx.channel().config().isAutoRead();
        ctx.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (readWanted) {
            ctx.read(); // the read that was asked for has brought no byte of payload yet
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!(msg instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(msg);
            promise.setFailure(new UnsupportedOperationException("a WebSocket carries ByteBufs, not " + msg.getClass().getName()));
            return;
        }
        if (closeSent) {
            bytes.release();
            promise.setFailure(new ClosedChannelException());
            return;
        }
        if (!bytes.isReadable()) {
            ctx.write(bytes, promise); // goes through as nothing, in its turn
            return;
        }
        while (bytes.readableBytes() > FrameWriter.LONGEST_PAYLOAD) {
            writer.write(ctx, Opcode.BINARY, bytes.readRetainedSlice(FrameWriter.LONGEST_PAYLOAD),
                    ctx.newPromise().addListener(ChannelFutureListener.CLOSE_ON_FAILURE));
        }
        writer.write(ctx, Opcode.BINARY, bytes, promise);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (!ctx.channel().isActive()) {
            ctx.close(promise);
        } else if (closing != null) {
            PromiseNotifier.cascade(ctx.channel().closeFuture(), promise);
        } else {
            closing = promise;
            startClosing(CloseCode.NORMAL);
        }
    }

    private void closeReceived(byte[] payload) {
        ended = true;
        if (closeSent) {
            end();
            return;
        }
        int code = payload.length < 2 ? CloseCode.NORMAL : (payload[0] & 0xFF) << Byte.SIZE | payload[1] & 0xFF;
        startClosing(code);
    }

    /** The other side broke the rules: it is told, the pipeline above is told, and no answer is awaited. */
    private void fail(int closeCode, String why) {
        ended = true;
        if (closeSent) {
            end();
            return;
        }
        startClosing(closeCode);
        context.fireExceptionCaught(new Fault(Fault.Kind.PROTOCOL, peer + " broke the WebSocket protocol: " + why).asException());
    }

    /** Sends a close frame behind everything that was written, then waits for the answer unless {@link #ended}. */
    private void startClosing(int code) {
        if (closeSent) {
            return;
        }
        closeSent = true;
        turnUnwritable();
        deadline = context.executor().schedule(this::end, CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        ChannelPromise sent = context.newPromise();
        sent.addListener(done -> {
            if (ended || !done.isSuccess()) {
                end();
            }
        });
        send(Opcode.CLOSE, new byte[] {(byte) (code >>> Byte.SIZE), (byte) code}, sent);
        context.channel().config().setAutoRead(true);
    }

    /**
     * As a channel that is closed is unwritable at once: who writes while it can must not go on for as long as the handshake
     * lasts.
     */
    private void turnUnwritable() {
        ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
        if (queue != null) {
            queue.setUserDefinedWritability(1, false);
        }
    }

    private void send(int opcode, byte[] payload, ChannelPromise promise) {
        writer.write(context, opcode, context.alloc().buffer(payload.length).writeBytes(payload), promise);
        context.flush();
    }

    private void end() {
        ended = true;
        deadline.cancel(false);
        if (closedBelow) {
            return;
        }
        closedBelow = true;
        if (closing == null) {
            closing = context.newPromise();
        }
        context.close(closing);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (closeSent) {
            end();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (pings != null) {
            pings.cancel(false);
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
