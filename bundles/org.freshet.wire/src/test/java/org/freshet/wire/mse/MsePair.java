package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.freshet.wire.CountingAllocator;

/** Two embedded channels and a wire between them that cuts the bytes as a test wishes. */
final class MsePair implements AutoCloseable {
    static final byte[] INFO_HASH = bytes(42, 20);
    static final Duration DEADLINE = Duration.ofSeconds(20);

    /** What one end's codec would see. */
    static final class End extends ChannelInboundHandlerAdapter {
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        final List<Throwable> failures = new ArrayList<>();
        MseComplete complete;
        boolean receivedBeforeComplete;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ByteBuf data = (ByteBuf) msg;
            receivedBeforeComplete |= complete == null;
            byte[] bytes = new byte[data.readableBytes()];
            data.readBytes(bytes);
            received.writeBytes(bytes);
            ReferenceCountUtil.release(msg);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            complete = (MseComplete) event;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failures.add(cause);
        }
    }

    final CountingAllocator memory = new CountingAllocator();
    final End dialling = new End();
    final End listening = new End();
    final EmbeddedChannel initiator;
    final EmbeddedChannel responder;

    MsePair(EncryptionPolicy initiating, EncryptionPolicy responding) {
        this(new MseInitiator(INFO_HASH, initiating, DEADLINE), new MseResponder(known(INFO_HASH), responding, DEADLINE));
    }

    MsePair(MseInitiator initiator, MseResponder responder) {
        this.initiator = memory.channel(initiator, dialling);
        this.responder = memory.channel(responder, listening);
    }

    static SkeyLookup known(byte[] infoHash) {
        byte[] obfuscated = SkeyLookup.obfuscate(infoHash);
        return asked -> Arrays.equals(asked, obfuscated) ? infoHash : null;
    }

    /** Carries bytes both ways, in parts of the given sizes, until nobody has any. */
    void carry(IntSupplier size) {
        boolean moved = true;
        while (moved) {
            moved = carry(initiator, responder, size) | carry(responder, initiator, size);
        }
    }

    void carry() {
        carry(() -> Integer.MAX_VALUE);
    }

    void write(EmbeddedChannel channel, byte[] bytes) {
        channel.writeAndFlush(memory.allocator().buffer().writeBytes(bytes));
    }

    static void feed(CountingAllocator memory, EmbeddedChannel channel, byte[] bytes) {
        channel.pipeline().fireChannelRead(memory.allocator().directBuffer(Math.max(1, bytes.length)).writeBytes(bytes));
        channel.pipeline().fireChannelReadComplete();
    }

    static byte[] written(EmbeddedChannel channel) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            byte[] bytes = new byte[next.readableBytes()];
            next.readBytes(bytes);
            all.writeBytes(bytes);
            next.release();
        }
        return all.toByteArray();
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A source of randomness that repeats, with pads of one length if it is not negative. */
    static SecureRandom random(long seed, int pad) {
        Random source = new Random(seed);
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                source.nextBytes(bytes);
            }

            @Override
            public int nextInt(int bound) {
                return pad < 0 ? source.nextInt(bound) : pad;
            }
        };
    }

    @Override
    public void close() {
        initiator.finishAndReleaseAll();
        responder.finishAndReleaseAll();
        memory.assertNothingLeaked();
    }

    private boolean carry(EmbeddedChannel from, EmbeddedChannel to, IntSupplier size) {
        byte[] bytes = written(from);
        for (int at = 0; at < bytes.length;) {
            int end = at + Math.min(bytes.length - at, size.getAsInt());
            feed(memory, to, Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return bytes.length > 0;
    }
}
