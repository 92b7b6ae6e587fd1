package org.freshet.tracker.http.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.freshet.discovery.AnnounceResponse;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeInteger;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.transport.Fault;

/**
 * Reads the answer to an announce (BEP 3, 7, 23, 24).
 *
 * <p>Intervals: {@code interval} is brought within 30 s and a day (half an hour where it is missing). {@code min interval} is
 * taken as given from 1 s on, as trackers of tests say so; where it is missing, a minute is assumed. The interval is never
 * shorter than the minimum.
 */
final class AnnounceReply {
    private static final long SHORTEST_INTERVAL = 30;
    private static final long LONGEST_INTERVAL = 86_400;
    private static final long USUAL_INTERVAL = 1800;
    private static final long USUAL_MIN_INTERVAL = 60;
    private static final int LONGEST_TRACKER_ID = 512;

    private AnnounceReply() {
    }

    static AnnounceResponse read(TrackerUrl from, HttpReply reply) throws Fault.FaultException {
        BencodeDictionary answer = BencodedReply.read(from, reply);
        PeerList peers = new PeerList();
        try {
            peers.add(answer.get("peers"), PeerList.V4);
            peers.add(answer.get("peers6"), PeerList.V6);
        } catch (BencodeException e) {
            throw BencodedReply.nonsense(from, e.getMessage());
        }
        long wanted = clamp(number(answer, "interval", USUAL_INTERVAL), SHORTEST_INTERVAL, LONGEST_INTERVAL);
        long least = answer.get("min interval") instanceof BencodeInteger given
                ? clamp(given.value(), 1, LONGEST_INTERVAL) : Math.min(wanted, USUAL_MIN_INTERVAL);
        return new AnnounceResponse(Duration.ofSeconds(Math.max(wanted, least)), Duration.ofSeconds(least), peers.addresses(),
                count(answer, "complete"), count(answer, "incomplete"), trackerId(answer), warning(from, answer),
                external(answer));
    }

    /** A count of peers, or -1 where it is missing or no such thing. */
    static int count(BencodeDictionary answer, String key) {
        return (int) clamp(number(answer, key, -1), -1, Integer.MAX_VALUE);
    }

    private static long number(BencodeDictionary answer, String key, long missing) {
        return answer.get(key) instanceof BencodeInteger number ? number.value() : missing;
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }

    /** A character for each byte, as it goes back the way it came. */
    private static String trackerId(BencodeDictionary answer) {
        return answer.get("tracker id") instanceof BencodeString id && id.length() > 0 && id.length() <= LONGEST_TRACKER_ID
                ? new String(id.bytes(), StandardCharsets.ISO_8859_1) : null;
    }

    private static String warning(TrackerUrl from, BencodeDictionary answer) {
        return answer.get("warning message") instanceof BencodeString words ? from.quotable(words.utf8()) : null;
    }

    private static InetAddress external(BencodeDictionary answer) {
        if (!(answer.get("external ip") instanceof BencodeString ip) || ip.length() != 4 && ip.length() != 16) {
            return null;
        }
        try {
            InetAddress address = InetAddress.getByAddress(ip.bytes());
            return address.isAnyLocalAddress() || address.isMulticastAddress() ? null : address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + ip.length() + " bytes was not taken", e);
        }
    }
}
