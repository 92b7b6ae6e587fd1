package org.freshet.engine.core.rate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One direction's limit over several torrents, each of which may have a limit of its own. What the common limit allows is shared
 * out anew every 50 ms: equally among the torrents that want something, and what one of them does not need goes to the others.
 *
 * <p>Like everything here it belongs to one event loop. An engine with several loops gives each a limiter and divides the common
 * limit among them.
 */
public final class RateLimiter {
    private static final long QUANTUM_NANOS = 50_000_000L;
    /** Keeps sums of wants within a long. */
    private static final long MOST_AT_ONCE = 1L << 40;

    private final TokenBucket common;
    private final List<Share> shares = new ArrayList<>();
    private boolean started;
    private long quantumStart;
    /** The most that a share may take in this quantum. */
    private long level = Long.MAX_VALUE;

    /** @param limit bytes a second for all, 0 for none */
    public RateLimiter(long limit) {
        common = new TokenBucket(limit);
    }

    /** @param limit bytes a second for all, 0 for none */
    public void setLimit(long limit) {
        common.setLimit(limit);
        level = Long.MAX_VALUE;
    }

    public long limit() {
        return common.limit();
    }

    /** A new torrent's share. */
    public Share join(long limit) {
        Share share = new Share(limit);
        shares.add(share);
        return share;
    }

    /** One torrent's part. */
    public final class Share {
        private final TokenBucket own;
        /** What was wanted in this quantum: the greatest single want and all that was granted. */
        private long wanted;
        private long granted;
        /** What was wanted in the quantum before. */
        private long demand;

        private Share(long limit) {
            own = new TokenBucket(limit);
        }

        /** @param limit bytes a second for this torrent, 0 for none but the common one */
        public void setLimit(long limit) {
            own.setLimit(limit);
        }

        public long limit() {
            return own.limit();
        }

        /** Takes as much as both limits and the fair share allow of what is wanted. */
        public long take(long want, long nowNanos) {
            if (common.limit() == 0) {
                return own.take(want, nowNanos);
            }
            advance(nowNanos);
            long able = Math.min(Math.min(want, MOST_AT_ONCE), own.available(nowNanos));
            wanted = Math.max(wanted, granted + able);
            long fair = Math.max(0, level - granted);
            long taken = common.take(Math.min(able, fair), nowNanos);
            own.spend(taken, nowNanos);
            granted += taken;
            return taken;
        }

        /** Gives back what was granted and not used. */
        public void refund(long bytes) {
            own.refund(bytes);
            common.refund(bytes);
            granted = Math.max(0, granted - bytes);
        }

        /** The nanoseconds after which taking so many bytes is worth a try; 0 when it is now. */
        public long nanosUntil(long bytes, long nowNanos) {
            long wait = Math.max(own.nanosUntil(bytes, nowNanos), common.nanosUntil(bytes, nowNanos));
            if (common.limit() == 0 || level - granted > 0) {
                return wait;
            }
            return Math.max(wait, QUANTUM_NANOS - (nowNanos - quantumStart));
        }

        /** The torrent is gone. */
        public void leave() {
            shares.remove(this);
        }
    }

    private void advance(long now) {
        if (started && now - quantumStart < QUANTUM_NANOS) {
            return;
        }
        started = true;
        quantumStart = now;
        for (Share share : shares) {
            share.demand = share.wanted;
            share.wanted = 0;
            share.granted = 0;
        }
        // Only what is there: of what comes in later, the first to ask would get more than its share.
        level = fairLevel(common.available(now));
    }

    /** The highest level at which all that want less are satisfied, and the others get that much (max-min fairness). */
    private long fairLevel(long amount) {
        List<Share> hungry = new ArrayList<>();
        for (Share share : shares) {
            if (share.demand > 0) {
                hungry.add(share);
            }
        }
        hungry.sort(Comparator.comparingLong(share -> share.demand));
        long rest = amount;
        for (int i = 0; i < hungry.size(); i++) {
            long equal = rest / (hungry.size() - i);
            if (hungry.get(i).demand > equal) {
                return Math.max(1, equal);
            }
            rest -= hungry.get(i).demand;
        }
        return Long.MAX_VALUE;
    }
}
