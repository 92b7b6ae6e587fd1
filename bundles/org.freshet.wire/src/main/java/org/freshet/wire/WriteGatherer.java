package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;

/** One buffer that small messages share until it is written, and the promises that wait for that. Event loop only. */
final class WriteGatherer {
    private static final int INITIAL = 128;

    private final int limit;
    private ByteBuf gathered;
    private List<ChannelPromise> waiting = new ArrayList<>();

    /** @param limit bytes beyond which the buffer is handed down without waiting for a flush */
    WriteGatherer(int limit) {
        this.limit = limit;
    }

    /** The shared buffer, with room for so many bytes to be appended. */
    ByteBuf room(ChannelHandlerContext ctx, int bytes) {
        if (gathered != null && gathered.readableBytes() + bytes > limit) {
            drain(ctx);
        }
        if (gathered == null) {
            gathered = ctx.alloc().directBuffer(Math.max(INITIAL, bytes));
        }
        return gathered;
    }

    /** Completes the promise when what has been appended so far is written. */
    void add(ChannelPromise promise) {
        // A void promise only reports failures; one of a run says it all.
        if (!promise.isVoid() || waiting.isEmpty() || !waiting.getLast().isVoid()) {
            waiting.add(promise);
        }
    }

    /** Writes what has been gathered, without flushing. */
    void drain(ChannelHandlerContext ctx) {
        if (gathered == null) {
            return;
        }
        ByteBuf buffer = gathered;
        List<ChannelPromise> promises = waiting;
        gathered = null;
        if (promises.isEmpty()) {
            ctx.write(buffer);
            return;
        }
        waiting = new ArrayList<>();
        ctx.write(buffer).addListener((ChannelFuture written) -> complete(promises, written));
    }

    private static void complete(List<ChannelPromise> promises, ChannelFuture written) {
        for (ChannelPromise promise : promises) {
            if (written.isSuccess()) {
                promise.trySuccess();
            } else {
                promise.tryFailure(written.cause());
            }
        }
    }
}
