package org.freshet.testkit.transport;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * One end of a connection under test: the handler at the top of its pipeline. It sends a {@link Pattern} and checks that what
 * arrives is the other end's. Methods may be called from any thread; the waiting ones not from an event loop.
 */
public final class StreamEnd extends ChannelInboundHandlerAdapter {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SENDS_IN_A_ROW = 8;

    private final String name;
    private final Pattern out;
    private final Pattern in;
    private final boolean reading;
    private Channel channel;
    private long sent;
    private long received;
    private int activations;
    private boolean inactive;
    private String trouble = "";
    private boolean pumping;
    private boolean pumpScheduled;
    private long pumpTo;

    /**
     * @param name how failures call it
     * @param out what it sends
     * @param in what it expects
     * @param reading whether it reads from the start; otherwise {@code autoRead} is off until {@link #read}
     */
    public StreamEnd(String name, Pattern out, Pattern in, boolean reading) {
        this.name = name;
        this.out = out;
        this.in = in;
        this.reading = reading;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(reading);
        change(() -> {
            channel = ctx.channel();
            if (!channel.eventLoop().inEventLoop()) {
                trouble("was added off the channel's event loop");
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        change(() -> activations++);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (msg instanceof ByteBuf data) {
                change(() -> check(data));
            } else {
                change(() -> trouble("got a " + msg.getClass().getName() + " instead of a ByteBuf"));
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void check(ByteBuf data) {
        int wrong = in.mismatch(data, received);
        if (wrong >= 0) {
            trouble("byte " + (received + wrong) + " is not the one that was sent");
        }
        if (activations != 1) {
            trouble("got data after " + activations + " calls of channelActive instead of one");
        }
        received += data.readableBytes();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        change(() -> inactive = true);
    }

    /** Connections break in these tests; what matters is what arrived and that the channel closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /** The channel. */
    public synchronized Channel channel() {
        return channel;
    }

    /** Sends the next {@code length} bytes of the pattern in one write. */
    public synchronized ChannelFuture send(int length) {
        ChannelFuture done = channel.writeAndFlush(out.part(channel.alloc(), sent, length));
        sent += length;
        return done;
    }

    /** Sends until {@code total} bytes were sent in all, 64 KiB at a time, whenever the channel is writable. */
    public void pump(long total) {
        synchronized (this) {
            pumpTo = total;
        }
        channel().eventLoop().execute(this::pump);
    }

    private synchronized void pump() {
        if (pumping) {
            return; // a write turned the channel writable while the loop below runs
        }
        pumping = true;
        for (int i = 0; i < SENDS_IN_A_ROW && sent < pumpTo && channel.isWritable(); i++) {
            send((int) Math.min(64 * 1024, pumpTo - sent));
        }
        pumping = false;
        if (sent < pumpTo && channel.isWritable() && !pumpScheduled) {
            pumpScheduled = true; // a fast reader must not keep the loop from everything else
            channel.eventLoop().execute(this::pumpOn);
        }
        notifyAll();
    }

    private synchronized void pumpOn() {
        pumpScheduled = false;
        pump();
    }

    /** Reads from now on. */
    public void read() {
        channel().config().setAutoRead(true);
    }

    /** Bytes handed to the channel. */
    public synchronized long sent() {
        return sent;
    }

    /** Bytes that arrived. */
    public synchronized long received() {
        return received;
    }

    /** Waits until {@code total} bytes have arrived in all, and fails if one of them is wrong. */
    public void awaitReceived(long total) {
        await(() -> received >= total || inactive, "receive " + total + " bytes");
        if (received() != total) {
            throw new AssertionError(name + " received " + received() + " bytes instead of " + total);
        }
    }

    /** Waits until the channel is inactive. */
    public void awaitInactive() {
        await(() -> inactive, "see the channel close");
    }

    /** Waits until the channel stands. */
    public void awaitActive() {
        await(() -> channel != null && activations > 0, "see the channel stand");
    }

    /** Waits for {@code condition}, which sees this end's state; fails at once if something was wrong with what arrived. */
    private synchronized void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (!trouble.isEmpty()) {
                throw new AssertionError(trouble);
            }
            if (condition.getAsBoolean()) {
                return;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(name + " did not " + what + " within " + PATIENCE + " (sent " + sent + ", received "
                        + received + ", activations " + activations + ", inactive " + inactive + ")");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(name + " was interrupted while it waited to " + what, e);
            }
        }
    }

    private void trouble(String what) {
        if (trouble.isEmpty()) {
            trouble = name + " " + what;
        }
    }

    private synchronized void change(Runnable change) {
        change.run();
        notifyAll();
    }
}
