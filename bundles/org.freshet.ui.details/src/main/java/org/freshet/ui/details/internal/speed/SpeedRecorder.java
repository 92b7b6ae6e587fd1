package org.freshet.ui.details.internal.speed;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

import org.freshet.engine.Session;
import org.freshet.engine.SessionStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;

/**
 * Asks a session for its rates once a second and records them. A session that stands still costs one question. One thread at a
 * time.
 */
final class SpeedRecorder {
    private static final long NANOS = 1_000_000_000;

    private final Session session;
    private final SpeedHistory history;
    private final LongSupplier nanos;
    private final long start;
    /** Torrents that have been recorded and were still there. */
    private Set<Object> known = Set.of();
    private long lastSecond = -1;

    /** @param nanos a clock that only goes forwards */
    SpeedRecorder(Session session, SpeedHistory history, LongSupplier nanos) {
        this.session = session;
        this.history = history;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Records the present second, unless it has been recorded. */
    void record() {
        long second = (nanos.getAsLong() - start) / NANOS;
        if (second <= lastSecond) {
            return;
        }
        lastSecond = second;
        SessionStatus status = session.status();
        history.all(second, status.downRate(), status.upRate());
        if (status.downRate() == 0 && status.upRate() == 0) {
            return;
        }
        Set<Object> present = new HashSet<>();
        for (Torrent torrent : session.torrents()) {
            TorrentStatus of = torrent.status();
            history.one(second, torrent.infoHashes(), of.downRate(), of.upRate());
            if (of.downRate() != 0 || of.upRate() != 0 || known.contains(torrent.infoHashes())) {
                present.add(torrent.infoHashes());
            }
        }
        known.stream().filter(before -> !present.contains(before)).forEach(history::forget);
        known = present;
    }
}
