package org.freshet.ui.details.internal.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.freshet.engine.TrackerStatus;
import org.freshet.ui.Quantities;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/**
 * A tracker as it is shown.
 *
 * @param tracker what the engine says
 * @param seconds until it is asked next; -1 if that is not planned
 */
record TrackerRow(TrackerStatus tracker, long seconds) {
    private static final long NOT_PLANNED = -1;

    /** The rows of some trackers at a moment. */
    static List<TrackerRow> of(List<TrackerStatus> trackers, Instant now) {
        return trackers.stream().map(t -> new TrackerRow(t, t.nextAnnounce() == null ? NOT_PLANNED
                : Math.max(0, Duration.between(now, t.nextAnnounce()).toSeconds()))).toList();
    }

    /** How it does, in words. */
    String status() {
        if (tracker.working()) {
            return Messages.tracker_works;
        }
        return tracker.message().isEmpty() ? Messages.tracker_unasked : Messages.tracker_fails;
    }

    /** When it is asked next: a countdown. */
    String next() {
        if (seconds == NOT_PLANNED) {
            return "";
        }
        return seconds == 0 ? Messages.tracker_now : Texts.of(Messages.tracker_in,
                Quantities.duration(Duration.ofSeconds(seconds)));
    }

    /** A number that the tracker told; nothing where it did not. */
    static String count(int told) {
        return told < 0 ? "" : Texts.of(Messages.number, told);
    }
}
