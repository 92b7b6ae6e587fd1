package org.freshet.ui.details.internal.speed;

import java.util.Arrays;

/**
 * The rates of one direction over one range: a ring of sums, one for each step, that overwrites the oldest. Steps are numbered
 * from the beginning of the recording. Not thread-safe.
 */
final class RateRing {
    /** No step. */
    private static final long NEVER = -1;

    private final int step;
    private final long[] steps;
    private final long[] sums;
    private final int[] counts;
    private final long[] peaks;

    RateRing(SpeedRange range) {
        this.step = range.step();
        // One more than is shown, as the step under way is shown too.
        int size = range.points() + 1;
        this.steps = new long[size];
        this.sums = new long[size];
        this.counts = new int[size];
        this.peaks = new long[size];
        Arrays.fill(steps, NEVER);
    }

    /** Adds a rate that was measured in a second. */
    void add(long second, long rate) {
        long number = second / step;
        int at = (int) (number % steps.length);
        if (steps[at] != number) {
            steps[at] = number;
            sums[at] = 0;
            counts[at] = 0;
            peaks[at] = 0;
        }
        sums[at] += rate;
        counts[at]++;
        peaks[at] = Math.max(peaks[at], rate);
    }

    /** How often something was added in a step. */
    int count(long number) {
        int at = (int) Math.floorMod(number, (long) steps.length);
        return number >= 0 && steps[at] == number ? counts[at] : 0;
    }

    /** The sum of the rates of a step. */
    long sum(long number) {
        return count(number) == 0 ? 0 : sums[(int) (number % steps.length)];
    }

    /** The largest rate of a step. */
    long peak(long number) {
        return count(number) == 0 ? 0 : peaks[(int) (number % steps.length)];
    }
}
