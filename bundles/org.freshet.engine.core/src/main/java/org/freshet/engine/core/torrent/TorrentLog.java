package org.freshet.engine.core.torrent;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

import org.freshet.engine.LogEntry;

/** A torrent's last events for a person. Any thread. One that has none costs nothing. */
final class TorrentLog {
    private static final int MAX = 200;

    private ArrayDeque<LogEntry> entries;
    private List<LogEntry> snapshot = List.of();

    /** Adds an entry; the eldest goes where there are too many. */
    synchronized void add(String text) {
        if (entries == null) {
            entries = new ArrayDeque<>();
        }
        if (entries.size() == MAX) {
            entries.removeFirst();
        }
        entries.add(new LogEntry(Instant.now(), text));
        snapshot = null;
    }

    /** Oldest first; the same list until something is added. */
    synchronized List<LogEntry> entries() {
        if (snapshot == null) {
            snapshot = List.copyOf(entries);
        }
        return snapshot;
    }
}
