package org.freshet.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import org.freshet.transport.PeerAddress;

/**
 * What a tracker answered.
 *
 * @param interval when it wants to hear of us again; already brought within sane bounds by the client (30 s … 1 day)
 * @param minInterval how soon it allows that at the earliest; never longer than {@code interval}
 * @param peers at most 2,000, without obviously impossible addresses (port 0, wildcard, multicast)
 * @param complete seeds it knows, or -1
 * @param incomplete downloaders it knows, or -1
 * @param trackerId to be sent back with the next announce, or {@code null}
 * @param warning words of the tracker for a person, or {@code null}
 * @param externalAddress our address as the tracker sees it (BEP 24), or {@code null}
 */
public record AnnounceResponse(Duration interval, Duration minInterval, List<PeerAddress> peers, int complete, int incomplete,
        String trackerId, String warning, InetAddress externalAddress) {
    public AnnounceResponse {
        peers = List.copyOf(peers);
    }
}
