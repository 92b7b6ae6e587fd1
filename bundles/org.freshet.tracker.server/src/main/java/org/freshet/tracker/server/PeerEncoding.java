package org.freshet.tracker.server;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes peers into an answer: compact (BEP 23, BEP 7) or as dictionaries (BEP 3). */
final class PeerEncoding {

    private PeerEncoding() {
    }

    static void put(Map<String, Object> reply, List<Peer> peers, AnnounceQuery query) {
        if (!query.compact()) {
            reply.put("peers", peers.stream().map(peer -> dictionary(peer, query.peerIds())).toList());
            return;
        }
        ByteArrayOutputStream v4 = new ByteArrayOutputStream();
        ByteArrayOutputStream v6 = new ByteArrayOutputStream();
        for (Peer peer : peers) {
            ByteArrayOutputStream out = peer.address() instanceof Inet4Address ? v4 : v6;
            out.writeBytes(peer.address().getAddress());
            out.write(peer.port() >> 8);
            out.write(peer.port());
        }
        reply.put("peers", v4.toByteArray());
        if (v6.size() > 0) {
            reply.put("peers6", v6.toByteArray());
        }
    }

    private static Map<String, Object> dictionary(Peer peer, boolean withId) {
        Map<String, Object> dictionary = new HashMap<>();
        String literal = peer.address().getHostAddress();
        int scope = literal.indexOf('%');
        dictionary.put("ip", scope < 0 ? literal : literal.substring(0, scope));
        dictionary.put("port", peer.port());
        if (withId) {
            dictionary.put("peer id", peer.id());
        }
        return dictionary;
    }
}
