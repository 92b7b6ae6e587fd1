package org.freshet.engine.core.rate;

/**
 * How many blocks of 16 KiB to keep on request at a peer: enough for the next three seconds, so that the line never runs dry.
 *
 * <p>Nobody knows the rate at first, so the window begins with four and grows by one with every block that arrives: it doubles
 * each time the whole window has come in (slow start), until that no longer makes the peer faster. From then on it follows the
 * rate. A peer that was silent for five seconds starts slowly again, one that is snubbed gets one request at a time.
 */
public final class RequestWindow {
    /** Never fewer, unless snubbed or the peer allows no more. */
    public static final int LEAST = 4;
    /**
     * Never more: 8 MiB in flight from one peer, which fills a line of 80 MB/s at 100 ms. Peers walk the list of what we asked for with
     * every block they send: with 2048 requests in it, libtorrent 2.0.8 used twice the CPU to seed to us.
     */
    public static final int MOST = 512;
    private static final int BLOCK = 16384;
    private static final long SECONDS_AHEAD = 3;
    /** Slow start ends when so many windows in a row brought less than a tenth more. */
    private static final int PATIENCE = 3;

    private final RateMeter meter = new RateMeter();
    private int most;
    private boolean snubbed;
    private boolean slowStart = true;
    private int size;
    /** Bytes that have come in of the window that is being timed, and how many it has. */
    private long roundBytes;
    private long roundTarget;
    private long roundStart;
    private boolean timing;
    private double bestRate;
    private int roundsWithoutGain;

    /** @param reqq how many requests the peer queues (BEP 10 "reqq"); 0 or less if it does not say, then 250 */
    public RequestWindow(int reqq) {
        setPeerQueue(reqq);
        restart();
    }

    /** The peer says how many requests it queues. */
    public void setPeerQueue(int reqq) {
        most = Math.min(reqq > 0 ? reqq : 250, MOST);
        size = Math.min(size, most);
    }

    /** A block, or a part of one, has come. */
    public void received(int bytes, long nowNanos) {
        if (!slowStart && meter.rate(nowNanos) == 0) {
            restart();
        }
        meter.add(bytes, nowNanos);
        if (slowStart) {
            grow(bytes, nowNanos);
        } else {
            follow(nowNanos);
        }
    }

    /** How many requests may be outstanding now. */
    public int size() {
        return snubbed ? 1 : size;
    }

    public boolean isSnubbed() {
        return snubbed;
    }

    /** The peer has stopped sending, or sends again: then it starts slowly. */
    public void setSnubbed(boolean snubbed) {
        if (this.snubbed && !snubbed) {
            restart();
        }
        this.snubbed = snubbed;
    }

    /** Whether the window still grows with every block. */
    public boolean inSlowStart() {
        return slowStart;
    }

    /** Bytes a second, see {@link RateMeter}. */
    public long rate(long nowNanos) {
        return meter.rate(nowNanos);
    }

    private void restart() {
        slowStart = true;
        size = Math.min(LEAST, most);
        bestRate = 0;
        roundsWithoutGain = 0;
        timing = false;
    }

    private void grow(int bytes, long now) {
        if (!timing) {
            // The wait for the first block says nothing about the rate.
            beginRound(now);
            return;
        }
        roundBytes += bytes;
        size = (int) Math.min(most, size + Math.max(1L, bytes / BLOCK));
        if (roundBytes < roundTarget || now == roundStart) {
            return;
        }
        double rate = roundBytes * 1e9 / (now - roundStart);
        if (rate > bestRate * 1.1) {
            roundsWithoutGain = 0;
            bestRate = rate;
        } else if (++roundsWithoutGain >= PATIENCE) {
            slowStart = false;
            size = target(bestRate);
            return;
        }
        beginRound(now);
    }

    private void beginRound(long now) {
        timing = true;
        roundStart = now;
        roundBytes = 0;
        roundTarget = (long) size * BLOCK;
    }

    private void follow(long now) {
        int target = target(meter.rate(now));
        // Down by one a block: what is on request already comes anyway, and a short lull is no reason to let the line run dry.
        size = target >= size ? target : size - 1;
    }

    private int target(double rate) {
        long blocks = (long) (rate * SECONDS_AHEAD / BLOCK);
        return (int) Math.max(Math.min(LEAST, most), Math.min(most, blocks));
    }
}
