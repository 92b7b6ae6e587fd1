package org.freshet.tracker.udp.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.discovery.ScrapeEntry;
import org.freshet.metainfo.InfoHash;

/**
 * A scrape (BEP 15).
 *
 * @param torrents in the order in which the answer counts them
 */
record ScrapePacket(List<InfoHash> torrents) implements Packet<Map<InfoHash, ScrapeEntry>> {
    private static final int ENTRY = 12;

    @Override
    public int action() {
        return SCRAPE;
    }

    @Override
    public byte[] encode(long connectionId, int transactionId) {
        ByteBuffer packet = ByteBuffer.allocate(16 + InfoHash.V1_LENGTH * torrents.size())
                .putLong(connectionId).putInt(SCRAPE).putInt(transactionId);
        torrents.forEach(torrent -> packet.put(torrent.truncated()));
        return packet.array();
    }

    @Override
    public Map<InfoHash, ScrapeEntry> read(ByteBuffer body, InetAddress tracker) {
        if (body.remaining() < ENTRY) {
            return null;
        }
        Map<InfoHash, ScrapeEntry> known = new HashMap<>();
        for (InfoHash torrent : torrents) {
            if (body.remaining() >= ENTRY) {
                known.put(torrent, new ScrapeEntry(Math.max(0, body.getInt()), Math.max(0, body.getInt()),
                        Math.max(0, body.getInt())));
            }
        }
        return Map.copyOf(known);
    }
}
