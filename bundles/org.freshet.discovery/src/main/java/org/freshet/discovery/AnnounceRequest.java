package org.freshet.discovery;

import java.util.Objects;

import org.freshet.metainfo.InfoHash;

/**
 * What we tell a tracker (BEP 3).
 *
 * @param infoHash the torrent
 * @param peerId our 20 bytes for this torrent; not modified
 * @param port the port that peers may dial, 0 where we do not listen
 * @param uploaded bytes of payload sent since {@code started}
 * @param downloaded bytes of payload received since {@code started}
 * @param left bytes that are still wanted; 0 means seed
 * @param event why we announce
 * @param numWant how many peers we would like; 0 for none
 * @param key a number that stays the same while we run, so that a tracker knows us after our address changed
 * @param trackerId what the tracker gave us last as its {@code tracker id}, or {@code null}
 */
public record AnnounceRequest(InfoHash infoHash, byte[] peerId, int port, long uploaded, long downloaded, long left, Event event,
        int numWant, int key, String trackerId) {

    /** Why an announce is made (BEP 3, BEP 21). */
    public enum Event {
        /** At the usual interval. */
        NONE,
        /** The first one. */
        STARTED,
        /** The last one. */
        STOPPED,
        /** The download is complete just now. */
        COMPLETED,
        /** All that is wanted is there, but not everything (BEP 21). */
        PAUSED
    }

    public AnnounceRequest {
        Objects.requireNonNull(infoHash);
        Objects.requireNonNull(event);
        if (peerId.length != 20) {
            throw new IllegalArgumentException("a peer id has 20 bytes, not " + peerId.length);
        }
    }
}
