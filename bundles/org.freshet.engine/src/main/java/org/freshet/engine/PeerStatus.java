package org.freshet.engine;

import org.freshet.transport.PeerAddress;

/**
 * One connected peer.
 *
 * @param address where it is, and over which transport
 * @param client its program, as its peer id or extension handshake says
 * @param incoming whether it dialled us
 * @param encrypted whether the connection is obfuscated
 * @param amInterested whether we want something of it
 * @param peerChoking whether it refuses us
 * @param peerInterested whether it wants something of us
 * @param amChoking whether we refuse it
 * @param snubbed whether it keeps us waiting for blocks it owes
 * @param progress its share of the torrent, 0…1
 * @param downRate payload bytes per second from it
 * @param upRate payload bytes per second to it
 * @param downloaded payload bytes from it
 * @param uploaded payload bytes to it
 */
public record PeerStatus(PeerAddress address, String client, boolean incoming, boolean encrypted, boolean amInterested,
        boolean peerChoking, boolean peerInterested, boolean amChoking, boolean snubbed, double progress, long downRate, long upRate,
        long downloaded, long uploaded) {
}
