package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * The settled RC4 stream. Decrypts read buffers in place, as the transport gave them away; encrypts into new buffers, as
 * what is written may be shared with a cache or other peers.
 */
final class Rc4Handler extends ChannelDuplexHandler {
    private final Rc4 incoming;
    private final Rc4 outgoing;

    Rc4Handler(Rc4 incoming, Rc4 outgoing) {
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf data)) {
            ctx.fireChannelRead(msg);
            return;
        }
        ByteBuf writable = data;
        if (data.isReadOnly()) {
            writable = data.copy();
            data.release();
        }
        int start = writable.readerIndex();
        incoming.apply(writable, start, writable, start, writable.readableBytes());
        ctx.fireChannelRead(writable);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!(msg instanceof ByteBuf plain)) {
            ReferenceCountUtil.release(msg);
            promise.tryFailure(new UnsupportedOperationException("An encrypted connection writes bytes only, not a "
                    + msg.getClass().getName()));
            return;
        }
        // Once encrypted the bytes must go out, or the peer could not decrypt what follows.
        if (!promise.setUncancellable()) {
            plain.release();
            return;
        }
        ByteBuf encrypted;
        try {
            int length = plain.readableBytes();
            encrypted = ctx.alloc().directBuffer(length, length);
            outgoing.apply(plain, plain.readerIndex(), encrypted, 0, length);
            encrypted.writerIndex(length);
        } finally {
            plain.release();
        }
        ctx.write(encrypted, promise);
    }
}
