package org.freshet.engine.core.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long MS = 1_000_000L;

    private long now;

    /** A torrent that wants so many bytes a second and always asks in the same order. */
    private static final class Torrent {
        private final RateLimiter.Share share;
        private final long perTick;
        private long backlog;
        private long got;

        Torrent(RateLimiter.Share share, long rate) {
            this.share = share;
            this.perTick = rate / 100;
        }

        void tick(long now) {
            backlog += perTick;
            long granted = share.take(backlog, now);
            backlog -= granted;
            got += granted;
        }
    }

    private void run(List<Torrent> torrents, int seconds) {
        for (long end = now + seconds * 1000 * MS; now < end; now += 10 * MS) {
            for (Torrent torrent : torrents) {
                torrent.tick(now);
            }
        }
    }

    @Test
    void hungryTorrentsShareEquallyWhoeverAsksFirst() {
        RateLimiter limiter = new RateLimiter(1_000_000);
        List<Torrent> torrents = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            torrents.add(new Torrent(limiter.join(0), 100_000_000));
        }
        run(torrents, 10);
        for (Torrent torrent : torrents) {
            assertEquals(2_500_000, torrent.got, 200_000);
        }
        assertEquals(10_000_000, torrents.stream().mapToLong(each -> each.got).sum(), 500_000);
    }

    @Test
    void whatSomeDoNotNeedGoesToTheOthers() {
        RateLimiter limiter = new RateLimiter(1_000_000);
        List<Torrent> torrents = new ArrayList<>();
        // The hungry one asks first each time, and yet leaves the others theirs.
        Torrent hungry = new Torrent(limiter.join(0), 100_000_000);
        torrents.add(hungry);
        for (int i = 0; i < 20; i++) {
            torrents.add(new Torrent(limiter.join(0), 5_000));
        }
        run(torrents, 10);
        assertEquals(9_000_000, hungry.got, 500_000);
        torrents.forEach(each -> assertTrue(each == hungry || each.got > 45_000, each.got + " of 50000"));
    }

    @Test
    void aTorrentThatWantsLittleIsSatisfiedBeforeTheOthersShareTheRest() {
        RateLimiter limiter = new RateLimiter(100_000);
        RateLimiter.Share hungry = limiter.join(0);
        RateLimiter.Share modest = limiter.join(0);
        assertEquals(0, hungry.take(1 << 20, 0));
        assertEquals(0, modest.take(10_000, 0));
        assertEquals(15_000, hungry.take(1 << 20, 250 * MS));
        assertEquals(10_000, modest.take(10_000, 250 * MS));
    }

    @Test
    void aTorrentKeepsToItsOwnLimitToo() {
        RateLimiter limiter = new RateLimiter(1_000_000);
        Torrent limited = new Torrent(limiter.join(100_000), 100_000_000);
        Torrent free = new Torrent(limiter.join(0), 100_000_000);
        run(List.of(limited, free), 10);
        assertEquals(1_000_000, limited.got, 50_000);
        assertEquals(9_000_000, free.got, 450_000);
    }

    @Test
    void withoutACommonLimitOnlyTheOwnCounts() {
        RateLimiter limiter = new RateLimiter(0);
        Torrent limited = new Torrent(limiter.join(100_000), 100_000_000);
        Torrent free = new Torrent(limiter.join(0), 100_000_000);
        run(List.of(limited, free), 10);
        assertEquals(1_000_000, limited.got, 50_000);
        assertEquals(1_000_000_000, free.got);
    }

    @Test
    void aTorrentThatLeavesMakesRoom() {
        RateLimiter limiter = new RateLimiter(1_000_000);
        Torrent stays = new Torrent(limiter.join(0), 100_000_000);
        Torrent goes = new Torrent(limiter.join(0), 100_000_000);
        run(List.of(goes, stays), 5);
        goes.share.leave();
        long before = stays.got;
        run(List.of(stays), 5);
        assertEquals(5_000_000, stays.got - before, 250_000);
    }

    @Test
    void anUnusedGrantGivenBackCostsNothing() {
        RateLimiter limiter = new RateLimiter(1_000_000);
        RateLimiter.Share share = limiter.join(0);
        long sum = 0;
        for (; now < 10_000 * MS; now += 10 * MS) {
            long granted = share.take(1 << 20, now);
            share.refund(granted / 2);
            sum += granted - granted / 2;
        }
        assertEquals(10_000_000, sum, 500_000);
    }

    @Test
    void waitingAsLongAsToldIsEnough() {
        RateLimiter limiter = new RateLimiter(100_000);
        RateLimiter.Share one = limiter.join(0);
        RateLimiter.Share two = limiter.join(0);
        int served = 0;
        for (int i = 0; i < 100; i++) {
            one.take(1 << 20, now);
            served += two.take(1000, now) > 0 ? 1 : 0;
            now += Math.max(1, two.nanosUntil(1000, now));
        }
        assertTrue(served > 30, served + " times served");
    }
}
