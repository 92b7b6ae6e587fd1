package org.freshet.engine;

/**
 * Limits of payload, in bytes per second; 0 means none.
 *
 * @param down what may come in
 * @param up what may go out
 */
public record RateLimits(long down, long up) {

    /** No limits. */
    public static final RateLimits NONE = new RateLimits(0, 0);

    public RateLimits {
        if (down < 0 || up < 0) {
            throw new IllegalArgumentException("a rate limit is negative: down " + down + ", up " + up);
        }
    }
}
