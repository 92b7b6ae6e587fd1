package org.freshet.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A torrent at one moment.
 *
 * @param state what it does
 * @param reason why it does not do what one would expect, for a person; empty where nothing needs saying. An {@code ERROR} or
 *     {@code PARKED} always has one
 * @param total bytes of all files, 0 while the metadata is unknown
 * @param wanted bytes that are wanted
 * @param done bytes of wanted data in verified pieces
 * @param checked share of the check that is done, 0…1
 * @param downRate payload bytes per second
 * @param upRate payload bytes per second
 * @param downloaded payload bytes ever received, wasted ones included
 * @param uploaded payload bytes ever sent
 * @param wasted bytes received that were of no use: bad pieces, duplicates
 * @param peers connected peers
 * @param seeds connected peers that have everything
 * @param knownPeers addresses known
 * @param timeLeft at the present rate, empty where there is none
 * @param added when it was added
 * @param cause the reason for programs, which may have words of their own for it
 */
public record TorrentStatus(State state, String reason, long total, long wanted, long done, double checked, long downRate, long upRate,
        long downloaded, long uploaded, long wasted, int peers, int seeds, int knownPeers, Optional<Duration> timeLeft, Instant added,
        Cause cause) {

    /** What a torrent does. */
    public enum State {
        /** Waits for its user. */
        PAUSED,
        /** Waits for a place among the active ones. */
        QUEUED,
        /** Asks peers for the metadata of a magnet. */
        METADATA,
        /** Verifies data that is there. */
        CHECKING,
        /** Fetches. */
        DOWNLOADING,
        /** Has all that is wanted and gives. */
        SEEDING,
        /** Waits for a transport or storage that is not there; goes on by itself when it is back. */
        PARKED,
        /** Cannot go on: disk full, file gone … ; tries again by itself, and at {@link Torrent#start()}. */
        ERROR
    }

    /** Why a torrent does not do what one would expect. More of them may come. */
    public enum Cause {
        /** There is nothing to be explained. */
        NONE,
        /** Others have the places among the active torrents. */
        QUEUE,
        /** No transport runs. */
        NO_TRANSPORT,
        /** The storage of its root's scheme does not run. */
        NO_STORAGE,
        /** No peer with the metadata of a magnet is connected. */
        NO_METADATA,
        /** No peer is connected. */
        NO_PEERS,
        /** Its data is on its way to another root. */
        MOVING,
        /** The storage has no room left. */
        FULL,
        /** Data that was there is gone. */
        MISSING,
        /** The storage may not be read or written. */
        DENIED,
        /** Something else; the reason in words is all there is. */
        OTHER
    }

    /** Without a cause: {@link Cause#OTHER} if there is a reason. */
    public TorrentStatus(State state, String reason, long total, long wanted, long done, double checked, long downRate, long upRate,
            long downloaded, long uploaded, long wasted, int peers, int seeds, int knownPeers, Optional<Duration> timeLeft, Instant added) {
        this(state, reason, total, wanted, done, checked, downRate, upRate, downloaded, uploaded, wasted, peers, seeds, knownPeers, timeLeft,
                added, reason.isEmpty() ? Cause.NONE : Cause.OTHER);
    }

    /** Whether all that is wanted is there. */
    public boolean complete() {
        return total > 0 && done >= wanted;
    }
}
