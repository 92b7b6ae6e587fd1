package org.freshet.engine;

import java.net.URI;
import java.util.List;

/**
 * The session at one moment.
 *
 * @param listening where peers can reach us, with the ports really bound
 * @param problems what a person should know: a port that could not be bound, a transport that is missing
 * @param downRate payload bytes per second, all torrents
 * @param upRate payload bytes per second, all torrents
 * @param connections peers connected
 * @param downloaded payload bytes received since the session was opened, all torrents
 * @param uploaded payload bytes sent since the session was opened, all torrents
 * @param torrents torrents in the session
 * @param running torrents that are neither paused nor wait in the queue
 */
public record SessionStatus(List<URI> listening, List<String> problems, long downRate, long upRate, int connections, long downloaded,
        long uploaded, int torrents, int running) {
    public SessionStatus {
        listening = List.copyOf(listening);
        problems = List.copyOf(problems);
    }
}
