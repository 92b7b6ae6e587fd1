package org.freshet.ui.details.internal.speed;

import org.freshet.engine.RateLimits;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/**
 * What the Speed view shows.
 *
 * @param of whose rates, in words
 * @param window the rates
 * @param limits that hold for them
 */
record SpeedSnapshot(String of, SpeedWindow window, RateLimits limits) {

    /** All in words: now, on average and at most. */
    String words() {
        return Texts.of(Messages.speed_words, of, window.range().words(),
                Texts.rate(window.downNow()), Texts.rate(window.downMean()), Texts.rate(window.downPeak()),
                Texts.rate(window.upNow()), Texts.rate(window.upMean()), Texts.rate(window.upPeak()), Texts.limits(limits));
    }

    /** The highest rate that has to be on the graph: a limit far above what flows would press the curves down. */
    long highest() {
        long highest = window.highest();
        for (long limit : new long[] {limits.down(), limits.up()}) {
            if (limit <= 2 * window.highest()) {
                highest = Math.max(highest, limit);
            }
        }
        return highest;
    }
}
