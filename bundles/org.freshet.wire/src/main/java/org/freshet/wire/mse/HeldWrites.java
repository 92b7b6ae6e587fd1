package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/** What the codec wrote before the stream was settled, in order. Bounded; owns what it holds. Event loop only. */
final class HeldWrites {
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_MESSAGES = 1024;
    /** A handshake; anything more may wait for the peer's answer. */
    private static final int MAX_INITIAL = 68;

    private record Held(ByteBuf data, ChannelPromise promise) { }

    /** The first bytes of the stream, and the promise (or null) that completes with their write. */
    record Initial(byte[] bytes, ChannelPromise promise) {
        void follow(ChannelFuture write) {
            if (promise != null) {
                write.addListener(done -> {
                    if (done.isSuccess()) {
                        promise.trySuccess();
                    } else {
                        promise.tryFailure(done.cause());
                    }
                });
            }
        }
    }

    private final Queue<Held> queue = new ArrayDeque<>();
    private int bytes;

    void add(Object msg, ChannelPromise promise) {
        if (!promise.setUncancellable()) {
            ReferenceCountUtil.release(msg);
        } else if (!(msg instanceof ByteBuf data)) {
            refuse(msg, promise, "Only bytes can be written before the MSE handshake has ended, not a "
                    + msg.getClass().getName());
        } else if (bytes + data.readableBytes() > MAX_BYTES || queue.size() == MAX_MESSAGES) {
            refuse(msg, promise, "More than " + MAX_BYTES + " bytes or " + MAX_MESSAGES
                    + " messages were written before the MSE handshake has ended");
        } else {
            bytes += data.readableBytes();
            queue.add(new Held(data, promise));
        }
    }

    /** Takes what can be sent as the initial payload (IA). */
    Initial takeInitial() {
        Held first = queue.peek();
        if (first == null) {
            return new Initial(new byte[0], null);
        }
        byte[] initial = new byte[Math.min(MAX_INITIAL, first.data().readableBytes())];
        first.data().readBytes(initial);
        bytes -= initial.length;
        if (first.data().isReadable()) {
            return new Initial(initial, null);
        }
        queue.remove();
        first.data().release();
        return new Initial(initial, first.promise());
    }

    /** Gives everything away, in order. */
    void drainTo(BiConsumer<ByteBuf, ChannelPromise> write) {
        for (Held held = queue.poll(); held != null; held = queue.poll()) {
            write.accept(held.data(), held.promise());
        }
        bytes = 0;
    }

    void fail(Throwable cause) {
        drainTo((data, promise) -> {
            data.release();
            promise.tryFailure(cause);
        });
    }

    private static void refuse(Object msg, ChannelPromise promise, String reason) {
        ReferenceCountUtil.release(msg);
        promise.tryFailure(new IllegalStateException(reason));
    }
}
