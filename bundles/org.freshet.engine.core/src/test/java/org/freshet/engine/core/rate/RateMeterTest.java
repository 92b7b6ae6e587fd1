package org.freshet.engine.core.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long MS = 1_000_000L;

    private final RateMeter meter = new RateMeter();

    @Test
    void measuresASteadyRateFromTheBeginning() {
        // Starts below zero, as System.nanoTime may.
        long now = -3000 * MS;
        for (int i = 1; i <= 2000; i++) {
            now += 10 * MS;
            meter.add(10_000, now);
            if (i > 100) {
                assertEquals(1_000_000, meter.rate(now), 60_000, "after " + i);
            }
        }
        assertEquals(20_000_000, meter.total());
    }

    @Test
    void forgetsAfterFiveSeconds() {
        meter.add(1_000_000, 0);
        assertTrue(meter.rate(4000 * MS) > 0);
        assertEquals(0, meter.rate(5000 * MS));
        meter.add(500, 60_000 * MS);
        assertEquals(2000, meter.rate(60_001 * MS), "a new beginning is not averaged with the silence");
    }

    @Test
    void followsAChangeWithinFiveSeconds() {
        long now = 0;
        for (; now < 10_000 * MS; now += 50 * MS) {
            meter.add(50_000, now);
        }
        for (; now < 15_000 * MS; now += 50 * MS) {
            meter.add(5_000, now);
        }
        assertEquals(100_000, meter.rate(now), 10_000);
    }
}
