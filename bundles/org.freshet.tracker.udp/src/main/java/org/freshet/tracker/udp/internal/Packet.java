package org.freshet.tracker.udp.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.freshet.discovery.support.TrackerWords;

/**
 * A request of BEP 15 that needs a connection id, and what its answer says.
 *
 * @param <T> what the answer says
 */
sealed interface Packet<T> permits AnnouncePacket, ScrapePacket {
    int CONNECT = 0;
    int ANNOUNCE = 1;
    int SCRAPE = 2;
    int ERROR = 3;

    /** What a connection id is asked for with. */
    long PROTOCOL_ID = 0x41727101980L;
    /** Action and transaction id, which every answer begins with. */
    int ANSWER_HEAD = 8;

    /** {@link #ANNOUNCE} or {@link #SCRAPE}. */
    int action();

    /** The whole datagram. */
    byte[] encode(long connectionId, int transactionId);

    /**
     * Reads an answer with the action of the request.
     *
     * @param body what follows the head
     * @param tracker whose address tells the family of its peers
     * @return {@code null} where the body is too short
     */
    T read(ByteBuffer body, InetAddress tracker);

    static byte[] connect(int transactionId) {
        return ByteBuffer.allocate(16).putLong(PROTOCOL_ID).putInt(CONNECT).putInt(transactionId).array();
    }

    /**
     * The tracker's words of an {@link #ERROR}: one line of at most 256 characters, without control characters and our passkey.
     */
    static String words(ByteBuffer body, byte[] urlData) {
        byte[] bytes = new byte[Math.min(body.remaining(), 1024)];
        body.get(bytes);
        List<String> secrets = Stream.of(new String(urlData, StandardCharsets.UTF_8).split("[/?&=]"))
                .filter(part -> part.length() >= 12).toList();
        return TrackerWords.line(new String(bytes, StandardCharsets.UTF_8), secrets);
    }
}
