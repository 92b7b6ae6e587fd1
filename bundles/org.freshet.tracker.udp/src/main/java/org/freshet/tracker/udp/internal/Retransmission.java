package org.freshet.tracker.udp.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** Does something again 15 · 2ⁿ seconds after the last time, n from 0 to 8 (BEP 15), until it is stopped. Lives on its loop. */
final class Retransmission {
    private static final int MAX_N = 8;

    private final EventLoop loop;
    private final long first;
    private final Runnable send;
    private Future<?> timer;
    private long sentAt;
    private int n;

    Retransmission(EventLoop loop, Duration first, Runnable send) {
        this.loop = loop;
        this.first = first.toNanos();
        this.send = send;
    }

    /** Sends at once and starts over with n = 0. */
    void start() {
        stop();
        n = 0;
        again();
    }

    /** Sends at once if that was not done within the first, shortest time: somebody new waits. */
    void hurry() {
        if (loop.ticker().nanoTime() - sentAt >= first) {
            start();
        }
    }

    private void again() {
        sentAt = loop.ticker().nanoTime();
        // First the timer, as sending may fail and stop it.
        timer = n > MAX_N ? null : loop.schedule(this::again, first << n, TimeUnit.NANOSECONDS);
        n++;
        send.run();
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
