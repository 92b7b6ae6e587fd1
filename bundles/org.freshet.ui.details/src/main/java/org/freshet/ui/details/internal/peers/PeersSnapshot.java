package org.freshet.ui.details.internal.peers;

import java.util.List;

import org.freshet.engine.PeerStatus;

/**
 * The peers of a torrent at one moment.
 *
 * @param peers who is connected
 * @param known how many addresses are known
 */
record PeersSnapshot(List<PeerStatus> peers, int known) {
    PeersSnapshot {
        peers = List.copyOf(peers);
    }

    int complete() {
        return (int) peers.stream().filter(p -> p.progress() >= 1).count();
    }

    int giving() {
        return (int) peers.stream().filter(p -> p.downRate() > 0).count();
    }

    int taking() {
        return (int) peers.stream().filter(p -> p.upRate() > 0).count();
    }
}
