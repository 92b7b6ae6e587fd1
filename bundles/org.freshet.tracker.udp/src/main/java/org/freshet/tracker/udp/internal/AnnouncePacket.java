package org.freshet.tracker.udp.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.support.PeerAddresses;
import org.freshet.transport.PeerAddress;

/**
 * An announce (BEP 15) with the address's path and query as options (BEP 41).
 *
 * @param urlData empty for none
 */
record AnnouncePacket(AnnounceRequest request, byte[] urlData) implements Packet<AnnounceResponse> {
    private static final int LENGTH = 98;
    private static final int ANSWER_BODY = 12;
    private static final int MAX_PEERS = 2000;
    private static final int LONGEST_OPTION = 255;
    private static final byte URL_DATA = 2;

    private static final int SHORTEST_INTERVAL = 30;
    private static final int LONGEST_INTERVAL = 86_400;
    private static final int USUAL_MIN_INTERVAL = 60;

    @Override
    public int action() {
        return ANNOUNCE;
    }

    @Override
    public byte[] encode(long connectionId, int transactionId) {
        int options = (urlData.length + LONGEST_OPTION - 1) / LONGEST_OPTION;
        ByteBuffer packet = ByteBuffer.allocate(LENGTH + urlData.length + 2 * options)
                .putLong(connectionId).putInt(ANNOUNCE).putInt(transactionId)
                .put(request.infoHash().truncated()).put(request.peerId())
                .putLong(Math.max(0, request.downloaded())).putLong(Math.max(0, request.left()))
                .putLong(Math.max(0, request.uploaded()))
                .putInt(event())
                .putInt(0) // our address is the datagram's sender
                .putInt(request.key()).putInt(request.numWant()).putShort((short) request.port());
        for (int at = 0; at < urlData.length; at += LONGEST_OPTION) {
            int length = Math.min(LONGEST_OPTION, urlData.length - at);
            packet.put(URL_DATA).put((byte) length).put(urlData, at, length);
        }
        return packet.array();
    }

    private int event() {
        return switch (request.event()) {
            // BEP 21 gives "paused" no number here.
            case NONE, PAUSED -> 0;
            case COMPLETED -> 1;
            case STARTED -> 2;
            case STOPPED -> 3;
        };
    }

    @Override
    public AnnounceResponse read(ByteBuffer body, InetAddress tracker) {
        if (body.remaining() < ANSWER_BODY) {
            return null;
        }
        int interval = Math.clamp(body.getInt(), SHORTEST_INTERVAL, LONGEST_INTERVAL);
        int leechers = body.getInt();
        int seeders = body.getInt();
        return new AnnounceResponse(Duration.ofSeconds(interval), Duration.ofSeconds(Math.min(interval, USUAL_MIN_INTERVAL)),
                new ArrayList<>(peers(body, tracker instanceof Inet6Address ? 16 : 4)), Math.max(-1, seeders),
                Math.max(-1, leechers),
                null, null, null);
    }

    /** Whole peers only: the end of a datagram that was cut short is not looked at. */
    private static Set<PeerAddress> peers(ByteBuffer compact, int addressLength) {
        Set<PeerAddress> peers = new LinkedHashSet<>();
        byte[] address = new byte[addressLength];
        while (compact.remaining() >= addressLength + 2 && peers.size() < MAX_PEERS) {
            compact.get(address);
            int port = compact.getShort() & 0xffff;
            PeerAddresses.of(address, port).ifPresent(peers::add);
        }
        return peers;
    }
}
