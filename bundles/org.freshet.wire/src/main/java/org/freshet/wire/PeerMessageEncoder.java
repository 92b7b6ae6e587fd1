package org.freshet.wire;

import static org.freshet.wire.MessageIds.*;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Writes {@link Handshake}, {@link PeerMessage} and {@link PieceRegion}; anything else passes as it is, in order.
 *
 * <p>Small messages written between two flushes share one buffer. Blocks and long extension payloads are not copied: they
 * follow their header as a write of their own, which Netty gathers into one system call. A message's promise completes
 * when its last byte has been written. Writing a message gives its payload away, whatever becomes of the write.
 */
public final class PeerMessageEncoder extends ChannelOutboundHandlerAdapter {
    /** Payloads up to this are cheaper to copy than to write apart. */
    private static final int COPIED = 256;
    /** What may wait for a flush, so that a caller who never flushes holds no unbounded buffer here. */
    private static final int MAX_GATHERED = 8 << 10;

    private final WriteGatherer gatherer = new WriteGatherer(MAX_GATHERED);

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        // A payload cancelled after its header has been gathered would tear the stream.
        if (!promise.setUncancellable()) {
            ReferenceCountUtil.release(msg);
            return;
        }
        if (msg instanceof PeerMessage.Request request) { // by itself: until they are compiled, the switches cost more than all else here
            block(ctx, REQUEST, request.piece(), request.offset(), request.length());
            gatherer.add(promise);
            return;
        }
        switch (msg) {
            case PeerMessage.Piece piece -> writePiece(ctx, piece, promise);
            case PeerMessage.Extended extended -> writeExtended(ctx, extended, promise);
            case PieceRegion region -> writeRegion(ctx, region, promise);
            case PeerMessage.Unknown unknown -> promise.tryFailure(
                    new IllegalArgumentException("A message that was not understood cannot be written: " + unknown));
            case PeerMessage message -> {
                encode(message, ctx);
                gatherer.add(promise);
            }
            case Handshake handshake -> {
                handshake.write(gatherer.room(ctx, Handshake.LENGTH));
                gatherer.add(promise);
            }
            default -> {
                gatherer.drain(ctx);
                ctx.write(msg, promise);
            }
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        gatherer.drain(ctx);
        ctx.flush();
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        gatherer.drain(ctx);
        ctx.close(promise);
    }

    @Override
    public void disconnect(ChannelHandlerContext ctx, ChannelPromise promise) {
        gatherer.drain(ctx);
        ctx.disconnect(promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        gatherer.drain(ctx);
    }

    private void writePiece(ChannelHandlerContext ctx, PeerMessage.Piece piece, ChannelPromise promise) {
        pieceHeader(ctx, piece.piece(), piece.offset(), piece.data().readableBytes());
        payload(ctx, piece.data(), promise);
    }

    private void writeExtended(ChannelHandlerContext ctx, PeerMessage.Extended extended, ChannelPromise promise) {
        gatherer.room(ctx, 6).writeInt(2 + extended.payload().readableBytes()).writeByte(EXTENDED).writeByte(extended.id());
        payload(ctx, extended.payload(), promise);
    }

    private void writeRegion(ChannelHandlerContext ctx, PieceRegion message, ChannelPromise promise) {
        if (message.region().count() != message.length() || message.region().transferred() != 0) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new IllegalArgumentException("The file region of " + message + " has "
                    + message.region().count() + " bytes, " + message.region().transferred() + " of them already sent"));
            return;
        }
        pieceHeader(ctx, message.piece(), message.offset(), message.length());
        gatherer.drain(ctx);
        ctx.write(message.region(), promise);
    }

    private void pieceHeader(ChannelHandlerContext ctx, int piece, int offset, int length) {
        gatherer.room(ctx, 13).writeInt(9 + length).writeByte(PIECE).writeInt(piece).writeInt(offset);
    }

    private void payload(ChannelHandlerContext ctx, ByteBuf payload, ChannelPromise promise) {
        int length = payload.readableBytes();
        if (length <= COPIED) {
            gatherer.room(ctx, length).writeBytes(payload);
            payload.release();
            gatherer.add(promise);
        } else {
            gatherer.drain(ctx);
            ctx.write(payload, promise);
        }
    }

    private void encode(PeerMessage message, ChannelHandlerContext ctx) {
        switch (message) {
            case PeerMessage.KeepAlive m -> gatherer.room(ctx, 4).writeInt(0);
            case PeerMessage.Choke m -> head(ctx, CHOKE, 0);
            case PeerMessage.Unchoke m -> head(ctx, UNCHOKE, 0);
            case PeerMessage.Interested m -> head(ctx, INTERESTED, 0);
            case PeerMessage.NotInterested m -> head(ctx, NOT_INTERESTED, 0);
            case PeerMessage.HaveAll m -> head(ctx, HAVE_ALL, 0);
            case PeerMessage.HaveNone m -> head(ctx, HAVE_NONE, 0);
            case PeerMessage.Have m -> head(ctx, HAVE, 4).writeInt(m.piece());
            case PeerMessage.SuggestPiece m -> head(ctx, SUGGEST_PIECE, 4).writeInt(m.piece());
            case PeerMessage.AllowedFast m -> head(ctx, ALLOWED_FAST, 4).writeInt(m.piece());
            case PeerMessage.Port m -> head(ctx, PORT, 2).writeShort(m.port());
            case PeerMessage.Cancel m -> block(ctx, CANCEL, m.piece(), m.offset(), m.length());
            case PeerMessage.RejectRequest m -> block(ctx, REJECT_REQUEST, m.piece(), m.offset(), m.length());
            case PeerMessage.Bitfield m -> head(ctx, BITFIELD, m.bits().length).writeBytes(m.bits());
            case PeerMessage.HashRequest m -> m.range().write(head(ctx, HASH_REQUEST, HashRange.BYTES));
            case PeerMessage.HashReject m -> m.range().write(head(ctx, HASH_REJECT, HashRange.BYTES));
            case PeerMessage.Hashes m -> {
                ByteBuf out = head(ctx, HASHES, HashRange.BYTES + m.hashes().length);
                m.range().write(out);
                out.writeBytes(m.hashes());
            }
            case PeerMessage.Piece m -> throw new IllegalStateException("A piece is written apart");
            case PeerMessage.Request m -> throw new IllegalStateException("A request is written apart");
            case PeerMessage.Extended m -> throw new IllegalStateException("An extended message is written apart");
            case PeerMessage.Unknown m -> throw new IllegalStateException("An unknown message is not written");
        }
    }

    private void block(ChannelHandlerContext ctx, int id, int piece, int offset, int length) {
        head(ctx, id, 12).writeInt(piece).writeInt(offset).writeInt(length);
    }

    private ByteBuf head(ChannelHandlerContext ctx, int id, int body) {
        return gatherer.room(ctx, 5 + body).writeInt(1 + body).writeByte(id);
    }
}
