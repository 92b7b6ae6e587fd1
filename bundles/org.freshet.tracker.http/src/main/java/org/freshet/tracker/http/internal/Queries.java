package org.freshet.tracker.http.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.metainfo.InfoHash;

/** Writes the queries of announces (BEP 3, 21, 23) and scrapes (BEP 48). */
final class Queries {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Queries() {
    }

    static String announce(AnnounceRequest request) {
        StringBuilder query = new StringBuilder(320)
                .append("info_hash=").append(percentEncode(request.infoHash().truncated()))
                .append("&peer_id=").append(percentEncode(request.peerId()))
                .append("&port=").append(request.port())
                .append("&uploaded=").append(Math.max(0, request.uploaded()))
                .append("&downloaded=").append(Math.max(0, request.downloaded()))
                .append("&left=").append(Math.max(0, request.left()))
                .append("&numwant=").append(Math.max(0, request.numWant()))
                .append("&key=").append(String.format("%08X", request.key()))
                .append("&compact=1&no_peer_id=1&supportcrypto=1");
        String event = switch (request.event()) {
            case NONE -> "";
            case STARTED -> "started";
            case STOPPED -> "stopped";
            case COMPLETED -> "completed";
            case PAUSED -> "paused";
        };
        if (!event.isEmpty()) {
            query.append("&event=").append(event);
        }
        if (request.trackerId() != null) {
            // As AnnounceReply reads it: a character for each byte.
            query.append("&trackerid=").append(percentEncode(request.trackerId().getBytes(StandardCharsets.ISO_8859_1)));
        }
        return query.toString();
    }

    static String scrape(List<InfoHash> torrents) {
        StringJoiner query = new StringJoiner("&");
        torrents.forEach(torrent -> query.add("info_hash=" + percentEncode(torrent.truncated())));
        return query.toString();
    }

    /** Everything but RFC 3986's unreserved characters. */
    static String percentEncode(byte[] bytes) {
        return percentEncode(bytes, false);
    }

    /** Only bytes from 0x80 on: for an address that is encoded otherwise. */
    static String percentEncodeNonAscii(byte[] bytes) {
        return percentEncode(bytes, true);
    }

    private static String percentEncode(byte[] bytes, boolean keepAscii) {
        StringBuilder text = new StringBuilder(3 * bytes.length);
        for (byte b : bytes) {
            boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (letter || UNRESERVED.indexOf(b) >= 0 || keepAscii && b >= 0) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return text.toString();
    }

    /** Undoes percent encoding; what is not validly encoded stays as it is. */
    static byte[] percentDecode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toByteArray();
    }
}
