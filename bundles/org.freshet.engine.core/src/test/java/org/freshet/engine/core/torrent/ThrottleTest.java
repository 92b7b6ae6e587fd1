package org.freshet.engine.core.torrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.freshet.engine.core.rate.RateLimiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten seconds of traffic in blocks, asked for every 50 ms as a session does. */
class ThrottleTest {
    private static final int BLOCK = 16384;
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int STEPS = 200;

    private long now = 1;

    /** What a torrent gets that takes as many blocks as it can. */
    private static long greedy(Throttle throttle, long now) {
        return (long) throttle.takeBlocks(50_000, BLOCK, now) * BLOCK;
    }

    private static void assertWithinFivePercent(long limit, long bytes) {
        long tenSeconds = limit * 10;
        assertTrue(bytes >= tenSeconds * 0.95 - BLOCK && bytes <= tenSeconds * 1.05 + BLOCK, bytes + " of " + tenSeconds);
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 100_000, 1_000_000, 50_000_000})
    void theSessionsLimitIsKept(long limit) {
        Throttle t = new Throttle(new RateLimiter(limit), 0);
        long sum = 0;
        for (int i = 0; i < STEPS; i++, now += STEP) {
            sum += greedy(t, now);
        }
        assertWithinFivePercent(limit, sum);
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 100_000, 1_000_000, 50_000_000})
    void theTorrentsOwnLimitIsKept(long limit) {
        Throttle t = new Throttle(new RateLimiter(0), limit);
        Throttle free = new Throttle(new RateLimiter(0), 0);
        long sum = 0;
        for (int i = 0; i < STEPS; i++, now += STEP) {
            sum += greedy(t, now);
            assertTrue(free.take(BLOCK, now), "another torrent has none");
        }
        assertWithinFivePercent(limit, sum);
    }

    @Test
    void torrentsShareTheSessionsLimitAndKeepTheirOwn() {
        RateLimiter session = new RateLimiter(1_000_000);
        Throttle slow = new Throttle(session, 100_000);
        Throttle a = new Throttle(session, 0);
        Throttle b = new Throttle(session, 0);
        long slowSum = 0;
        long aSum = 0;
        long bSum = 0;
        for (int i = 0; i < STEPS; i++, now += STEP) {
            slowSum += greedy(slow, now);
            aSum += greedy(a, now);
            bSum += greedy(b, now);
        }
        assertWithinFivePercent(100_000, slowSum);
        assertWithinFivePercent(1_000_000, slowSum + aSum + bSum);
        assertTrue(Math.abs(aSum - bSum) < 450_000, aSum + " and " + bSum);
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 100_000, 1_000_000})
    void whatIsGivenBackIsNotLost(long limit) {
        RateLimiter session = new RateLimiter(limit);
        Throttle t = new Throttle(session, 0);
        long sum = 0;
        for (int i = 0; i < STEPS; i++, now += STEP) {
            for (int idle = 0; idle < 5; idle++) { // peers that turn out to have nothing for us
                t.refund((long) t.takeBlocks(8, BLOCK, now) * BLOCK);
            }
            sum += greedy(t, now);
        }
        assertWithinFivePercent(limit, sum);
    }

    @Test
    void aLimitThatChangesHoldsFromThenOn() {
        Throttle t = new Throttle(new RateLimiter(0), 1_000_000);
        for (int i = 0; i < STEPS; i++, now += STEP) {
            greedy(t, now);
        }
        t.limit(200_000);
        long sum = 0;
        for (int i = 0; i < STEPS; i++, now += STEP) {
            sum += greedy(t, now);
        }
        assertWithinFivePercent(200_000, sum);
        t.limit(0);
        assertEquals(100, t.takeBlocks(100, BLOCK, now));
    }

    @Test
    void aTorrentThatLeftLeavesItsShareToTheOthers() {
        RateLimiter session = new RateLimiter(1_000_000);
        Throttle gone = new Throttle(session, 0);
        Throttle stays = new Throttle(session, 0);
        greedy(gone, now);
        gone.leave();
        long sum = 0;
        for (int i = 0; i < STEPS; i++, now += STEP) {
            sum += greedy(stays, now);
        }
        assertWithinFivePercent(1_000_000, sum);
    }
}
