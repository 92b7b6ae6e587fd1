package org.freshet.engine.core.rate;

/**
 * A limit in bytes a second. It begins empty and saves up at most a quarter of a second, so that over ten seconds it never lets
 * through more than 2.5 % above the limit.
 */
public final class TokenBucket {
    /** What is saved up while nobody takes, in nanoseconds of the limit. */
    static final long BURST_NANOS = 250_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** Keeps limit × one second in nanoseconds within a long. */
    private static final long MAX_LIMIT = 1L << 32;

    private long limit;
    private long tokens;
    private boolean started;
    private long last;
    /** Bytes × nanoseconds that did not make a whole byte yet. */
    private long remainder;

    /** @param limit bytes a second, 0 for none */
    public TokenBucket(long limit) {
        setLimit(limit);
    }

    /** @param limit bytes a second, 0 for none; what was saved up is kept as far as the new limit allows */
    public void setLimit(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A rate limit cannot be " + limit + " bytes a second");
        }
        if (limit == 0 || this.limit == 0) {
            tokens = 0;
            started = false;
        }
        this.limit = Math.min(limit, MAX_LIMIT);
        tokens = Math.min(tokens, burst());
        remainder = 0;
    }

    /** Bytes a second, 0 for none. */
    public long limit() {
        return limit;
    }

    /** The most that can be taken at once after a pause. */
    public long burst() {
        return Math.max(1, limit / (SECOND / BURST_NANOS));
    }

    /** Takes as much as is there of what is wanted; {@code want} itself when there is no limit. */
    public long take(long want, long nowNanos) {
        long granted = Math.min(want, available(nowNanos));
        if (limit != 0) {
            tokens -= granted;
        }
        return granted;
    }

    /** Takes it all, even what is not there: later takers wait until the debt is paid. For what cannot be sent in parts. */
    public void spend(long bytes, long nowNanos) {
        refill(nowNanos);
        if (limit != 0) {
            tokens -= bytes;
        }
    }

    /** Gives back what was granted and not used. */
    public void refund(long bytes) {
        if (limit != 0) {
            tokens = Math.min(tokens + bytes, burst());
        }
    }

    /** What could be taken now: never negative, {@link Long#MAX_VALUE} when there is no limit. */
    public long available(long nowNanos) {
        if (limit == 0) {
            return Long.MAX_VALUE;
        }
        refill(nowNanos);
        return Math.max(0, tokens);
    }

    /** The nanoseconds until so many bytes (or a full bucket) can be taken; 0 when they can be now. */
    public long nanosUntil(long bytes, long nowNanos) {
        if (limit == 0) {
            return 0;
        }
        refill(nowNanos);
        long missing = Math.min(bytes, burst()) - tokens;
        return missing <= 0 ? 0 : (long) Math.ceil(missing * (double) SECOND / limit);
    }

    private void refill(long now) {
        if (limit == 0) {
            return;
        }
        if (!started) {
            started = true;
            last = now;
            return;
        }
        long elapsed = now - last;
        if (elapsed <= 0) {
            return;
        }
        last = now;
        if (tokens >= 0 && elapsed >= BURST_NANOS) {
            tokens = burst();
            remainder = 0;
            return;
        }
        // Only a debt is still unpaid after so long; paying it second by second keeps the product below within a long.
        long seconds = elapsed / SECOND;
        long product = (elapsed % SECOND) * limit + remainder;
        remainder = product % SECOND;
        tokens += seconds * limit + product / SECOND;
        if (tokens >= burst()) {
            tokens = burst();
            remainder = 0;
        }
    }
}
