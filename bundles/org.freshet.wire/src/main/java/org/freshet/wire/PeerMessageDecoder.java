package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Turns the bytes of one connection into one {@link Handshake} and then {@link PeerMessage}s, fired one by one through the
 * pipeline on its event loop; {@code channelReadComplete} follows each batch.
 *
 * <p>A message that lies within one read buffer is not copied: the block of a {@code piece} is a retained slice, so it keeps
 * the whole read buffer alive until it is released. Only a message split across read buffers is joined, into a buffer
 * that grows with what has really come (at most four times as much), whatever length the peer announced.
 *
 * <p>What the protocol does not allow is fired as {@link ProtocolViolation} through {@code exceptionCaught}, then the channel
 * is closed. A receiver that closes the channel itself may still be handed the rest of the batch it closed it in.
 */
public final class PeerMessageDecoder extends ChannelInboundHandlerAdapter {
    private static final int LEAD = 5;

    private WireLimits limits;
    private HandshakeReader handshake = new HandshakeReader();
    /** The first bytes (length, id) of a message whose lead is split across reads. */
    private long lead;
    private int leadBytes;
    /** The message being joined or skipped, if {@code missing} is positive; {@code joined} is null while skipping. */
    private ByteBuf joined;
    private int joinedId;
    private int missing;
    private boolean stopped;
    private boolean emitted;

    /** A decoder that expects a handshake first. */
    public PeerMessageDecoder(WireLimits limits) {
        this.limits = limits;
    }

    /** Sets the limits of messages that begin from now on. To be called on the channel's event loop. */
    public void limits(WireLimits newLimits) {
        limits = newLimits;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf in)) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            decode(ctx, in);
        } catch (ProtocolViolation e) {
            stop();
            ctx.fireExceptionCaught(e);
            ctx.close();
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        boolean starved = !emitted && !stopped;
        emitted = false;
        ctx.fireChannelReadComplete();
        // Without auto-read nobody above asks for more after a read that completed no message.
        if (starved && !ctx.channel().config().isAutoRead()) {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stop();
    }

    private void decode(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolViolation {
        while (!stopped && in.isReadable()) {
            if (missing > 0) {
                proceed(ctx, in);
            } else if (handshake != null) {
                readHandshake(ctx, in);
            } else if (leadBytes > 0 || in.readableBytes() < LEAD) {
                readSplitLead(ctx, in);
            } else {
                int start = in.readerIndex();
                int length = in.getInt(start);
                if (length == 0) {
                    in.readerIndex(start + 4);
                    emit(ctx, PeerMessage.KEEP_ALIVE);
                } else {
                    int id = in.getUnsignedByte(start + 4);
                    in.readerIndex(start + LEAD);
                    begin(ctx, id, length, in);
                }
            }
        }
    }

    private void readHandshake(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolViolation {
        Handshake complete = handshake.read(in);
        if (complete != null) {
            handshake = null;
            emit(ctx, complete);
        }
    }

    private void readSplitLead(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolViolation {
        lead = lead << 8 | in.readUnsignedByte();
        leadBytes++;
        if (leadBytes == 4 && lead == 0) {
            leadBytes = 0;
            emit(ctx, PeerMessage.KEEP_ALIVE);
        } else if (leadBytes == LEAD) {
            int id = (int) (lead & 0xFF);
            int length = (int) (lead >>> 8);
            lead = 0;
            leadBytes = 0;
            begin(ctx, id, length, in);
        }
    }

    /** A message whose length and id have been read. */
    private void begin(ChannelHandlerContext ctx, int id, int length, ByteBuf in) throws ProtocolViolation {
        MessageParser.check(id, length, limits);
        int body = length - 1;
        if (!MessageParser.isKnown(id)) {
            joinedId = id;
            missing = body;
            if (body == 0) {
                emit(ctx, new PeerMessage.Unknown(id));
            }
        } else if (in.readableBytes() >= body) {
            emit(ctx, MessageParser.parse(id, body, in));
        } else {
            joinedId = id;
            missing = body;
            int capacity = capacityFor(in.readableBytes(), body);
            joined = in.isDirect() ? ctx.alloc().directBuffer(capacity, body) : ctx.alloc().heapBuffer(capacity, body);
        }
    }

    /** Takes the next bytes of a message that did not lie within one read buffer, or that is skipped. */
    private void proceed(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolViolation {
        int count = Math.min(missing, in.readableBytes());
        if (joined == null) {
            in.skipBytes(count);
        } else {
            if (joined.writableBytes() < count) {
                joined.capacity(capacityFor(joined.readableBytes() + count, joined.maxCapacity()));
            }
            joined.writeBytes(in, count);
        }
        missing -= count;
        if (missing == 0) {
            complete(ctx);
        }
    }

    private void complete(ChannelHandlerContext ctx) throws ProtocolViolation {
        if (joined == null) {
            emit(ctx, new PeerMessage.Unknown(joinedId));
            return;
        }
        ByteBuf message = joined;
        joined = null;
        try {
            emit(ctx, MessageParser.parse(joinedId, message.readableBytes(), message));
        } finally {
            message.release();
        }
    }

    private void emit(ChannelHandlerContext ctx, Object message) {
        emitted = true;
        ctx.fireChannelRead(message);
    }

    private void stop() {
        stopped = true;
        missing = 0;
        if (joined != null) {
            joined.release();
            joined = null;
        }
    }

    private static int capacityFor(int received, int whole) {
        return (int) Math.min(whole, Math.max(64L, received * 4L));
    }
}
