package org.freshet.ui.details.internal.speed;

import java.util.Arrays;

/**
 * What the graph shows: the rates of both directions, the newest point last. Nobody changes the arrays.
 *
 * @param range how far back
 * @param down bytes per second, a mean for each point; {@link #UNKNOWN} where nothing was recorded
 * @param up the same
 * @param downNow the newest measure
 * @param upNow the same
 * @param downPeak the largest measure in the range
 * @param upPeak the same
 * @param downMean over what was recorded of the range
 * @param upMean the same
 */
record SpeedWindow(SpeedRange range, long[] down, long[] up, long downNow, long upNow, long downPeak, long upPeak, long downMean,
        long upMean) {
    /** Nothing was recorded. */
    static final long UNKNOWN = -1;

    /** Nothing was recorded at all. */
    static SpeedWindow empty(SpeedRange range) {
        long[] nothing = new long[range.points()];
        Arrays.fill(nothing, UNKNOWN);
        return new SpeedWindow(range, nothing, nothing, 0, 0, 0, 0, 0, 0);
    }

    /** The largest rate of any point, so that the axis can reach it. */
    long highest() {
        return Math.max(Arrays.stream(down).max().orElse(0), Arrays.stream(up).max().orElse(0));
    }
}
