package org.freshet.engine.core;

import java.util.Collection;

import org.freshet.engine.SessionStatus;
import org.freshet.engine.core.torrent.CoreTorrent;

/** Adds up what torrents come to. Event loop only. */
final class SessionFigures {
    private long downloaded;
    private long uploaded;

    /** Takes in what a torrent has moved since it was counted last. */
    void count(CoreTorrent torrent) {
        CoreTorrent.Moved moved = torrent.movedSinceLast();
        downloaded += moved.down();
        uploaded += moved.up();
    }

    /** The session at this moment. */
    SessionStatus status(Collection<CoreTorrent> running, int torrents, Listening listening, int connections) {
        long down = 0;
        long up = 0;
        for (CoreTorrent t : running) {
            count(t);
            down += t.status().downRate();
            up += t.status().upRate();
        }
        return new SessionStatus(listening.bound(), listening.problems(), down, up, connections, downloaded, uploaded, torrents,
                running.size());
    }
}
