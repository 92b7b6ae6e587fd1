package org.freshet.transport.websocket;

import java.security.SecureRandom;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Puts frames together (RFC 6455, 5.2). */
final class FrameWriter {

    /** Longer payloads go out in several frames, for receivers that collect a whole one before they pass it on. */
    static final int LONGEST_PAYLOAD = 64 * 1024;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST_HEADER = 14;

    private final SecureRandom keys;

    /** @param keys where a client takes its masking keys from; {@code null} for a server, which does not mask */
    FrameWriter(SecureRandom keys) {
        this.keys = keys;
    }

    /**
     * Writes, and does not flush, {@code payload} as one unfragmented message.
     *
     * @param payload ownership is taken; its bytes are not changed
     */
    void write(ChannelHandlerContext ctx, int opcode, ByteBuf payload, ChannelPromise promise) {
        int length = payload.readableBytes();
        if (keys == null) {
            ctx.write(header(ctx.alloc().ioBuffer(LONGEST_HEADER), opcode, length, 0))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            ctx.write(payload, promise);
            return;
        }
        ByteBuf frame = ctx.alloc().ioBuffer(LONGEST_HEADER + length);
        try {
            int key = keys.nextInt();
            header(frame, opcode, length, MASKED).writeInt(key);
            int start = frame.writerIndex();
            frame.writeBytes(payload, payload.readerIndex(), length);
            Masking.apply(frame, start, length, key, 0);
        } catch (RuntimeException e) {
            frame.release();
            throw e;
        } finally {
            payload.release();
        }
        ctx.write(frame, promise);
    }

    private static ByteBuf header(ByteBuf out, int opcode, int length, int mask) {
        out.writeByte(FIN | opcode);
        if (length < 126) {
            out.writeByte(mask | length);
        } else if (length < 1 << 16) {
            out.writeByte(mask | 126).writeShort(length);
        } else {
            out.writeByte(mask | 127).writeLong(length);
        }
        return out;
    }
}
