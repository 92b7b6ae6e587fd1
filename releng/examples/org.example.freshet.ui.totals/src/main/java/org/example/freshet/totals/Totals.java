package org.example.freshet.totals;

import org.freshet.engine.SessionStatus;

/**
 * What has gone through a session while somebody watched.
 *
 * @param downloaded payload bytes received
 * @param uploaded payload bytes sent
 * @param fastest the highest sum of both rates that was seen, in bytes per second
 */
public record Totals(long downloaded, long uploaded, long fastest) {

    /** Nothing yet. */
    public static final Totals NONE = new Totals(0, 0, 0);

    /** With what the session says now. */
    public Totals with(SessionStatus now) {
        return new Totals(now.downloaded(), now.uploaded(), Math.max(fastest, now.downRate() + now.upRate()));
    }
}
