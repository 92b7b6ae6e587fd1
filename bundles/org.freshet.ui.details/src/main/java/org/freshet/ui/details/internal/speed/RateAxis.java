package org.freshet.ui.details.internal.speed;

/**
 * The axis of rates: where it ends, and where its lines are; both are round numbers in units of 1024.
 *
 * @param top rate at its upper end
 * @param step from one line to the next
 */
record RateAxis(long top, long step) {
    private static final long LEAST = 1024;

    /**
     * An axis for rates.
     *
     * @param highest rate that must fit
     * @param lines that there are at most above the lower one
     */
    static RateAxis of(long highest, int lines) {
        long wanted = Math.max(LEAST, highest);
        long step = step(Math.max(1, (wanted + lines - 1) / lines));
        return new RateAxis((wanted + step - 1) / step * step, step);
    }

    /** The smallest power of two that is not below another: its multiples are short numbers in every unit. */
    private static long step(long least) {
        long below = Long.highestOneBit(least);
        return below == least ? below : below << 1;
    }

    /** How many lines there are above the lower one. */
    int lines() {
        return (int) (top / step);
    }

    /** How far below the upper end a rate is, of a height in pixels. */
    int y(long rate, int height) {
        return height - (int) Math.round((double) Math.min(rate, top) * height / top);
    }
}
