package org.freshet.engine;

import java.time.Instant;
import java.util.Objects;

/**
 * One event in a torrent's life, for a person.
 *
 * @param when it happened
 * @param text what happened; holds no secret (no passkey of a tracker)
 */
public record LogEntry(Instant when, String text) {
    public LogEntry {
        Objects.requireNonNull(when);
        Objects.requireNonNull(text);
    }
}
