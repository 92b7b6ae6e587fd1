package org.freshet.engine;

import java.time.Instant;

/**
 * One tracker of a torrent.
 *
 * @param url without its query, which may hold a passkey
 * @param tier its tier (BEP 12), from 0
 * @param working whether its last answer was good
 * @param message its last words or fault, for a person; empty where there is nothing to say
 * @param seeds seeds it knows, or -1
 * @param downloaders downloaders it knows, or -1
 * @param nextAnnounce when it is asked next, or {@code null}
 */
public record TrackerStatus(String url, int tier, boolean working, String message, int seeds, int downloaders, Instant nextAnnounce) {
}
