package org.freshet.engine.core.rate;

import java.util.Arrays;

/**
 * The average rate over the last five seconds, in bytes a second. Adding and reading cost the same however many bytes pass. While
 * fewer than five seconds have gone by since the first byte, the average is over those.
 */
public final class RateMeter {
    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = 250_000_000L;
    private static final long WINDOW_NANOS = SLOTS * SLOT_NANOS;

    private final long[] slots = new long[SLOTS];
    private boolean running;
    /** When the current slot began. */
    private long slotStart;
    /** When counting began, never further back than one window before the current slot. */
    private long since;
    private int current;
    private long sum;
    private long total;

    /** Counts bytes at a time. */
    public void add(long bytes, long nowNanos) {
        total += bytes;
        advance(nowNanos);
        if (!running) {
            running = true;
            slotStart = nowNanos;
            since = nowNanos;
        }
        slots[current] += bytes;
        sum += bytes;
    }

    /** Bytes a second at a time; 0 after five seconds of silence. */
    public long rate(long nowNanos) {
        advance(nowNanos);
        if (!running) {
            return 0;
        }
        long span = Math.max(nowNanos - since, SLOT_NANOS);
        return (long) (sum * 1e9 / span);
    }

    /** All bytes ever counted. */
    public long total() {
        return total;
    }

    private void advance(long now) {
        if (!running || now - slotStart < SLOT_NANOS) {
            return;
        }
        long steps = (now - slotStart) / SLOT_NANOS;
        if (steps >= SLOTS) {
            reset();
            return;
        }
        for (long i = 0; i < steps; i++) {
            current = (current + 1) % SLOTS;
            sum -= slots[current];
            slots[current] = 0;
        }
        slotStart += steps * SLOT_NANOS;
        if (sum == 0) {
            reset();
            return;
        }
        long oldest = slotStart - (WINDOW_NANOS - SLOT_NANOS);
        if (since - oldest < 0) {
            since = oldest;
        }
    }

    private void reset() {
        Arrays.fill(slots, 0);
        sum = 0;
        running = false;
    }
}
