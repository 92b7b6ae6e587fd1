package org.freshet.engine.core.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;

    @ParameterizedTest
    @ValueSource(longs = {1, 777, 5 * 1024, 100_000, 12_345_678, 2_000_000_000L})
    void letsThroughTheLimitWithinFivePercentOverTenSeconds(long limit) {
        Random random = new Random(2);
        TokenBucket bucket = new TokenBucket(limit);
        long now = -4 * SECOND;
        long end = now + 10 * SECOND;
        long sum = 0;
        while (now < end) {
            sum += bucket.take(Long.MAX_VALUE, now);
            now += 1 + random.nextInt((int) (20 * MS));
        }
        assertEquals(limit * 10.0, sum, Math.max(1, limit * 0.5));
    }

    @Test
    void savesUpAQuarterOfASecondAtMost() {
        TokenBucket bucket = new TokenBucket(1000);
        assertEquals(0, bucket.take(100, 0), "begins empty");
        assertEquals(250, bucket.take(10_000, 3600 * SECOND));
        assertEquals(0, bucket.take(10_000, 3600 * SECOND));
    }

    @Test
    void withoutALimitAllIsGranted() {
        TokenBucket bucket = new TokenBucket(0);
        assertEquals(Long.MAX_VALUE, bucket.take(Long.MAX_VALUE, 5));
        assertEquals(0, bucket.nanosUntil(1 << 20, 5));
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        TokenBucket bucket = new TokenBucket(1000);
        bucket.take(1, 0);
        assertEquals(200, bucket.take(200, SECOND));
        bucket.refund(150);
        assertEquals(200, bucket.take(1000, SECOND));
        bucket.refund(1_000_000);
        assertEquals(250, bucket.take(1000, SECOND), "but never more than a burst");
    }

    @Test
    void aDebtIsPaidBeforeAnythingIsGranted() {
        TokenBucket bucket = new TokenBucket(1000);
        bucket.take(1, 0);
        bucket.spend(16_384, 250 * MS);
        assertEquals(0, bucket.take(1, 10 * SECOND));
        long wait = bucket.nanosUntil(1, 10 * SECOND);
        assertEquals(0, bucket.take(1, 10 * SECOND + wait - MS));
        assertEquals(1, bucket.take(1, 10 * SECOND + wait));
        assertEquals(16.385, (10 * SECOND + wait) / 1e9, 0.01);
    }

    @Test
    void saysWhenToComeAgain() {
        TokenBucket bucket = new TokenBucket(100_000);
        bucket.take(1, 0);
        long wait = bucket.nanosUntil(16_384, 0);
        assertEquals(163_840_000, wait);
        assertEquals(16_384, bucket.take(16_384, wait));
        assertEquals(250 * MS, bucket.nanosUntil(1 << 20, wait), "never longer than it takes to fill up");
    }

    @Test
    void aNewLimitCountsFromNowOn() {
        TokenBucket bucket = new TokenBucket(1_000_000);
        bucket.take(1, 0);
        bucket.available(SECOND);
        bucket.setLimit(1000);
        assertEquals(250, bucket.take(1 << 20, SECOND));
        bucket.setLimit(0);
        bucket.setLimit(2000);
        assertEquals(0, bucket.take(1, 50 * SECOND));
        assertTrue(bucket.take(Long.MAX_VALUE, 51 * SECOND) <= 500);
        assertThrows(IllegalArgumentException.class, () -> bucket.setLimit(-1));
    }
}
