package org.freshet.tracker.http.internal;

import static org.freshet.tracker.http.internal.ScriptedServer.answer;
import static org.freshet.tracker.http.internal.ScriptedServer.body;
import static org.freshet.tracker.http.internal.ScriptedServer.latin;
import static org.freshet.tracker.http.internal.ScriptedServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.Test;

/** What is said to an honest tracker and what is understood of its answer. */
class AnnounceTest extends TrackerFixture {

    @Test
    void theQueryHoldsWhatBep3Asks() throws Exception {
        ScriptedServer server = serve(body(MINIMAL));
        announce(server.uri("/announce"));
        ScriptedServer.Request request = server.requests.getFirst();
        assertTrue(request.target().startsWith("/announce?info_hash="), request.target());
        Map<String, String> sent = request.parameters();
        assertEquals("%00%01%02%FF~-._a%2B%20%26%0A%3F%3D%23%25%7B%7D%7F", sent.remove("info_hash"));
        assertEquals(Map.ofEntries(Map.entry("peer_id", "pppppppppppppppppppp"), Map.entry("port", "6881"),
                Map.entry("uploaded", "11"), Map.entry("downloaded", "22"), Map.entry("left", "33"),
                Map.entry("event", "started"),
                Map.entry("numwant", "50"), Map.entry("key", "00000ABC"), Map.entry("compact", "1"), Map.entry("no_peer_id", "1"),
                Map.entry("supportcrypto", "1")), sent);
        assertEquals("127.0.0.1:" + server.port(), request.headers().get("host"));
        assertEquals("close", request.headers().get("connection"));
    }

    @Test
    void theTrackersOwnQueryStaysInFrontAndTheTrackerIdGoesBackByteForByte() throws Exception {
        ScriptedServer server = serve(body("d10:tracker id3:a\u00ff e"));
        AnnounceResponse first = announce(server.uri("/x/announce?passkey=s3cret"));
        AnnounceRequest r = request();
        get(client.announce(server.uri("/x/announce?passkey=s3cret"), new AnnounceRequest(TORRENT, r.peerId(), 1, 0, 0, 0,
                AnnounceRequest.Event.NONE, 0, 0, first.trackerId()), route(GENEROUS)));
        assertTrue(server.requests.get(0).target().startsWith("/x/announce?passkey=s3cret&info_hash="));
        assertFalse(server.requests.get(0).parameters().containsKey("trackerid"));
        assertEquals("a%FF%20", server.requests.get(1).parameters().get("trackerid"));
        assertFalse(server.requests.get(1).parameters().containsKey("event"));
    }

    @Test
    void compactPeersOfBothFamiliesAreRead() throws Exception {
        AnnounceResponse answer = answerTo(body("d8:completei3e11:external ip4:\u0001\u0002\u0003\u0004"
                + "10:incompletei4e8:intervali900e12:min intervali90e5:peers12:"
                + "\u0001\u0002\u0003\u0004\u001a\u00e1\u007f\u0000\u0000\u0001\u0000\u0001"
                + "6:peers618:\u0020\u0001\r\u00b8" + "\0".repeat(11) + "\u0001\u001a\u00e115:warning message5:hush!e"));
        assertEquals(List.of("1.2.3.4:6881", "127.0.0.1:1", "[2001:db8:0:0:0:0:0:1]:6881"), texts(answer));
        assertEquals(Duration.ofSeconds(900), answer.interval());
        assertEquals(Duration.ofSeconds(90), answer.minInterval());
        assertEquals(3, answer.complete());
        assertEquals(4, answer.incomplete());
        assertEquals("hush!", answer.warning());
        assertEquals(InetAddress.getByName("1.2.3.4"), answer.externalAddress());
    }

    @Test
    void peersAsDictionariesAreReadWithLiteralsAndNames() throws Exception {
        AnnounceResponse answer = answerTo(body("d5:peersl" + peer("1.2.3.4", 5) + peer("2001:db8::1", 6)
                + peer("peer.example.org", 7)
                + peer("bad name", 8) + peer("127.1", 9) + peer("0x7f.1", 9) + "d2:ip7:1.2.3.5e" + "i5e" + peer("1.2.3.6", 65536)
                + "ee"));
        assertEquals(List.of("1.2.3.4:5", "[2001:db8:0:0:0:0:0:1]:6", "peer.example.org:7"), texts(answer));
        assertTrue(answer.peers().get(2).socket().isUnresolved());
        assertFalse(answer.peers().get(1).socket().isUnresolved());
    }

    private static String peer(String ip, int port) {
        return "d2:ip" + ip.length() + ":" + ip + "7:peer id20:pppppppppppppppppppp4:porti" + port + "ee";
    }

    private static List<String> texts(AnnounceResponse answer) {
        return answer.peers().stream().map(PeerAddress::toString).toList();
    }

    @Test
    void whatIsMissingHasDefaults() throws Exception {
        AnnounceResponse answer = answerTo(body("de"));
        assertEquals(new AnnounceResponse(Duration.ofMinutes(30), Duration.ofMinutes(1), List.of(), -1, -1, null, null, null),
                answer);
    }

    @Test
    void intervalsAreBroughtWithinBounds() throws Exception {
        assertIntervals(30, 1, "8:intervali5e12:min intervali1e");
        assertIntervals(30, 30, "8:intervali5e");
        assertIntervals(30, 1, "8:intervali-5e12:min intervali-9e");
        assertIntervals(86_400, 60, "8:intervali9223372036854775807e");
        assertIntervals(3600, 3600, "8:intervali60e12:min intervali3600e");
        assertIntervals(1800, 60, "8:interval4:soon");
    }

    private void assertIntervals(long interval, long least, String dictionary) throws Exception {
        AnnounceResponse answer = answerTo(body("d" + dictionary + "e"));
        assertEquals(Duration.ofSeconds(interval), answer.interval(), dictionary);
        assertEquals(Duration.ofSeconds(least), answer.minInterval(), dictionary);
    }

    @Test
    void anHttp10ServerEndsItsAnswerByClosing() throws Exception {
        assertEquals(5, answerTo(raw("HTTP/1.0 200 OK\r\nServer: BaseHTTP/0.6\r\n\r\nd8:completei5ee")).complete());
    }

    @Test
    void aChunkedAnswerIsPutTogether() throws Exception {
        assertEquals(5, answerTo(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nd8:\r\nc\r\ncompletei5ee\r\n0\r\n\r\n"))
                .complete());
    }

    @Test
    void anInterimAnswerIsPassedOver() throws Exception {
        assertEquals(5, answerTo(raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\nd8:completei5ee"))
                .complete());
    }

    @Test
    void aLineBreakBehindTheAnswerDoesNoHarm() throws Exception {
        assertEquals(5, answerTo(body("d8:completei5ee\r\n")).complete());
    }

    @Test
    void aCompressedAnswerIsInflatedAnnouncedOrNot() throws Exception {
        byte[] zipped = gzip(latin("d8:completei5ee"));
        assertEquals(5, answerTo((r, out) -> answer(out, "200 OK", "Content-Encoding: gzip\r\n", zipped)).complete());
        assertEquals(5, answerTo(body("text/plain", zipped)).complete());
    }

    static byte[] gzip(byte[] plain) throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        return zipped.toByteArray();
    }

    @Test
    void userAndPasswordOfTheAddressAreSentAsBasicAuthentication() throws Exception {
        ScriptedServer server = serve(body(MINIMAL));
        announce(URI.create("http://al%69ce:s%3Acret@127.0.0.1:" + server.port() + "/announce"));
        // "alice:s:cret"
        assertEquals("Basic YWxpY2U6czpjcmV0", server.requests.getFirst().headers().get("authorization"));
    }

    @Test
    void aTrackerIsReachedByItsIpv6Literal() throws Exception {
        ScriptedServer server = remember(new ScriptedServer("http", new ServerSocket(0, 9, InetAddress.getByName("::1")),
                body(MINIMAL)));
        announce(URI.create("http://[::1]:" + server.port() + "/announce"));
        assertEquals("[::1]:" + server.port(), server.requests.getFirst().headers().get("host"));
    }

    @Test
    void nothingIsKeptOfAnAnswerThatHasNone() throws Exception {
        AnnounceResponse answer = answerTo(body("d11:external ip4:" + "\0".repeat(4) + "10:tracker id0:e"));
        assertNull(answer.externalAddress());
        assertNull(answer.trackerId());
    }
}
