package org.freshet.tracker.server;

import java.net.InetAddress;

import org.freshet.metainfo.InfoHash;

import io.netty.util.NetUtil;

/**
 * An announce (BEP 3, 23).
 *
 * @param address where the peer is to be reached
 * @param port 0 where it does not listen
 * @param left bytes it still wants
 * @param numWant how many peers to tell, already within bounds
 * @param compact whether peers are told as strings
 * @param peerIds whether their ids are told too, where they are told as dictionaries
 */
record AnnounceQuery(InfoHash torrent, byte[] peerId, InetAddress address, int port, long left, Event event, int numWant,
        boolean compact, boolean peerIds) {
    private static final int USUAL_PEERS = 50;
    private static final int MAX_PEERS = 200;

    /** What makes a difference to the swarm. */
    enum Event {
        NONE, COMPLETED, STOPPED
    }

    static AnnounceQuery parse(String raw, InetAddress from) throws BadQuery {
        Query query = Query.parse(raw);
        InfoHash torrent = InfoHash.v1(query.bytes("info_hash", InfoHash.V1_LENGTH));
        byte[] peerId = query.bytes("peer_id", 20);
        long port = query.number("port", -1);
        if (port < 0 || port > 65535) {
            throw new BadQuery("port is missing or not 0 to 65535");
        }
        long left = query.number("left", Long.MAX_VALUE);
        if (left < 0) {
            throw new BadQuery("left is negative");
        }
        long numWant = query.number("numwant", USUAL_PEERS);
        Event event = switch (query.text("event")) {
            case "completed" -> Event.COMPLETED;
            case "stopped" -> Event.STOPPED;
            case null, default -> Event.NONE;
        };
        return new AnnounceQuery(torrent, peerId, address(query, from), (int) port, left, event,
                (int) (numWant < 0 ? USUAL_PEERS : Math.min(MAX_PEERS, numWant)), !"0".equals(query.text("compact")),
                !"1".equals(query.text("no_peer_id")));
    }

    private static InetAddress address(Query query, InetAddress from) throws BadQuery {
        if (from == null) {
            throw new BadQuery("your address cannot be told on this way to the tracker");
        }
        String said = query.text("ip");
        if (said == null || !from.isLoopbackAddress()) {
            return from;
        }
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(said);
        if (literal == null || literal.isAnyLocalAddress() || literal.isMulticastAddress()) {
            throw new BadQuery("ip is no address of a host");
        }
        return literal;
    }

    boolean isSeed() {
        return left == 0;
    }
}
