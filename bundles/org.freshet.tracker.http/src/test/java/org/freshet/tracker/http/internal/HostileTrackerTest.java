package org.freshet.tracker.http.internal;

import static org.freshet.tracker.http.internal.ScriptedServer.answer;
import static org.freshet.tracker.http.internal.ScriptedServer.body;
import static org.freshet.tracker.http.internal.ScriptedServer.latin;
import static org.freshet.tracker.http.internal.ScriptedServer.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.TrackerRoute;
import org.freshet.testkit.transport.LoopbackRoute;
import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.junit.jupiter.api.Test;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** What becomes of trackers that refuse, talk nonsense, hang, or lie. */
class HostileTrackerTest extends TrackerFixture {
    private static final String TRACKER = "tracker 127.0.0.1:PORT/announce ";

    @Test
    void aRefusalIsToldInTheTrackersWordsOnOneLine() throws Exception {
        assertEquals(new Fault(Fault.Kind.DENIED, TRACKER + "refused: torrent not registered"),
                faultOf(body("d14:failure reason27:torrent\r\n not\u001b \u0007register\u0000ede")));
        String words = "x".repeat(10_000);
        Fault fault = faultOf(body("d14:failure reason10000:" + words + "e"));
        assertEquals(TRACKER + "refused: " + "x".repeat(255) + "…", fault.message());
        assertEquals("refused without a reason", faultOf(body("d14:failure reasoni5ee")).message().substring(TRACKER.length()));
    }

    @Test
    void aRefusalIsFoundBehindAnErrorStatus() throws Exception {
        byte[] words = latin("d14:failure reason7:go awaye");
        assertEquals(new Fault(Fault.Kind.DENIED, TRACKER + "refused: go away"),
                faultOf((r, out) -> answer(out, "500 Internal Server Error", "", words)));
    }

    @Test
    void anErrorStatusWithoutWordsIsNamed() throws Exception {
        assertEquals(new Fault(Fault.Kind.DENIED, TRACKER + "answered with an error (HTTP 404, text/html; charset=utf-8)"),
                faultOf((r, out) -> answer(out, "404 Not Found", "Content-Type: text/html; charset=utf-8\r\n",
                latin("<h1>404"))));
        assertEquals(new Fault(Fault.Kind.UNREACHABLE, TRACKER + "answered with an error (HTTP 503)"),
                faultOf((r, out) -> answer(out, "503 Service Unavailable", "", new byte[0])));
    }

    @Test
    void aWebPageIsCalledOne() throws Exception {
        String said = TRACKER + "answered a web page, not a tracker's reply (HTTP 200, text/html)";
        assertEquals(new Fault(Fault.Kind.PROTOCOL, said), faultOf(body("text/html", latin("welcome"))));
        assertEquals(new Fault(Fault.Kind.PROTOCOL, said.replace(", text/html", "")),
                faultOf(raw("HTTP/1.0 200 OK\r\n\r\n\n <!DOCTYPE html>")));
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        assertProtocol("answered nothing (HTTP 200, text/plain)", body(""));
        assertProtocol("answered a list instead of a dictionary (HTTP 200, text/plain)", body("le"));
        assertProtocol("answered what is not bencoded", body("d8:interval"));
        assertProtocol("answered what is not bencoded", body("l".repeat(100_000)));
        assertProtocol("answered nonsense: peers are an integer", body("d5:peersi5ee"));
        assertProtocol("answered nonsense: compact peers of 7 bytes, which is no multiple of 6", body("d5:peers7:1234567e"));
        assertProtocol("answered nonsense: compact peers of 6 bytes, which is no multiple of 18", body("d6:peers66:123456e"));
        assertProtocol("answered with an error (HTTP 304)", raw("HTTP/1.1 304 Not Modified\r\n\r\n"));
        assertProtocol("answered with an error (HTTP 302)", raw("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"));
    }

    @Test
    void whatIsNoHttpIsRefused() throws Exception {
        assertProtocol("does not speak HTTP", raw("SSH-2.0-OpenSSH_9.9\r\n\r\n"));
        assertProtocol("does not speak HTTP", raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"));
        assertProtocol("does not speak HTTP", raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)));
        assertProtocol("does not speak HTTP", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"));
    }

    @Test
    void aConnectionThatEndsEarlyIsReported() throws Exception {
        assertProtocol("closed the connection without an answer", raw(""));
        assertProtocol("closed the connection in the middle of its answer",
                raw("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\nd8:complete"));
        assertProtocol("closed the connection in the middle of its answer",
                raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n"));
    }

    private void assertProtocol(String what, ScriptedServer.Script script) throws Exception {
        Fault fault = faultOf(script);
        assertEquals(Fault.Kind.PROTOCOL, fault.kind(), fault.message());
        assertTrue(fault.message().startsWith(TRACKER + what), fault.message());
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        byte[] block = new byte[65_536];
        CountDownLatch cutOff = new CountDownLatch(1);
        assertProtocol("answered with more than 2048 KiB", (r, out) -> {
            out.write(latin("HTTP/1.0 200 OK\r\n\r\n"));
            try {
                while (true) {
                    out.write(block);
                }
            } finally {
                cutOff.countDown();
            }
        });
        assertTrue(cutOff.await(60, TimeUnit.SECONDS), "the connection was left open");
    }

    @Test
    void aCompressionBombIsNotInflated() throws Exception {
        byte[] bomb = AnnounceTest.gzip(new byte[64 << 20]);
        assertTrue(bomb.length < 100_000);
        assertProtocol("answered with a body that cannot be decoded: it inflates to more than 2048 KiB",
                body("text/plain", bomb));
        assertProtocol("answered with a body that cannot be decoded", body("text/plain", latin("\u001f\u008bxxxxxxxxxxxxxxxx")));
        assertProtocol("answered with a body that cannot be decoded: its encoding \"br\" was not asked for",
                (r, out) -> answer(out, "200 OK", "Content-Encoding: br\r\n", latin("??")));
    }

    @Test
    void impossiblePeersAreLeftOut() throws Exception {
        String v4 = "\u0001\u0002\u0003\u0004\u0000\u0000" // port 0
                + "\u0000\u0000\u0000\u0000\u0001\u0001" // wildcard
                + "\u0000\u0001\u0001\u0001\u0001\u0001" // this network
                + "\u00e0\u0000\u0000\u0001\u0001\u0001" // multicast
                + "\u00ff\u00ff\u00ff\u00ff\u0001\u0001" // broadcast
                + "\u0001\u0002\u0003\u0004\u0001\u0001" + "\u0001\u0002\u0003\u0004\u0001\u0001"; // good, twice
        String v6 = "\0".repeat(16) + "\u0001\u0001" + "\u00ff\u0002" + "\0".repeat(13) + "\u0001\u0001\u0001"
                + "\0".repeat(10) + "\u00ff\u00ff\u00e0\u0000\u0000\u0001\u0001\u0001"; // IPv4 multicast in disguise
        AnnounceResponse answer = answerTo(body("d5:peers42:" + v4 + "6:peers654:" + v6 + "e"));
        assertEquals(List.of("1.2.3.4:257"), answer.peers().stream().map(PeerAddress::toString).toList());
    }

    @Test
    void atMostTwoThousandPeersAreTaken() throws Exception {
        StringBuilder compact = new StringBuilder();
        StringBuilder dictionaries = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            compact.append("\u0001\u0002\u0003\u0004").append((char) (i / 256 + 1)).append((char) (i % 256));
            dictionaries.append("d2:ip7:1.2.3.44:porti").append(i + 1).append("ee");
        }
        assertEquals(2000, answerTo(body("d5:peers18000:" + compact + "e")).peers().size());
        assertEquals(2000, answerTo(body("d5:peersl" + dictionaries + "ee")).peers().size());
    }

    @Test
    void aHangingTrackerIsNamedAndHoldsNoOther() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer silent = serve((r, out) -> {
            asked.countDown();
            end.await();
        });
        CompletionStage<AnnounceResponse> hanging = client.announce(silent.uri("/announce?passkey=s3cret"), request(),
                route(GENEROUS));
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        answerTo(body(MINIMAL));
        assertFalse(hanging.toCompletableFuture().isDone());

        Fault fault = fault(client.announce(silent.uri("/announce?passkey=s3cret"), request(), route(Duration.ofSeconds(2))));
        assertEquals(new Fault(Fault.Kind.TIMEOUT,
                "tracker 127.0.0.1:" + silent.port() + "/announce did not answer within 2 s"), fault);
        end.countDown();
    }

    @Test
    void aTrackerThatDripsItsAnswerRunsOutOfTime() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer dripping = serve((r, out) -> {
            out.write(latin("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\nd"));
            out.flush();
            end.await();
        });
        assertEquals(Fault.Kind.TIMEOUT,
                fault(client.announce(dripping.uri("/announce"), request(), route(Duration.ofMillis(250)))).kind());
        end.countDown();
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        ScriptedServer silent = serve((r, out) -> {
            asked.countDown();
            try {
                r.in().read();
            } finally {
                left.countDown();
            }
        });
        CompletionStage<AnnounceResponse> hanging = client.announce(silent.uri("/announce"), request(), route(GENEROUS));
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        hanging.toCompletableFuture().cancel(false);
        assertTrue(left.await(60, TimeUnit.SECONDS));
    }

    @Test
    void closingTheClientEndsWhatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer silent = serve((r, out) -> {
            asked.countDown();
            end.await();
        });
        CompletionStage<AnnounceResponse> hanging = client.announce(silent.uri("/announce"), request(), route(GENEROUS));
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        client.close();
        assertEquals(Fault.Kind.GONE, fault(hanging).kind());
        assertEquals(Fault.Kind.GONE, fault(client.announce(silent.uri("/announce"), request(), route(GENEROUS))).kind());
        end.countDown();
    }

    @Test
    void aRefusedConnectionIsNamed() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        Fault fault = fault(client.announce(URI.create("http://127.0.0.1:" + port + "/announce?k=s3cret1"), request(),
                route(GENEROUS)));
        assertEquals(Fault.Kind.UNREACHABLE, fault.kind());
        assertTrue(fault.message().startsWith("tracker 127.0.0.1:" + port + "/announce cannot be reached: "), fault.message());
    }

    @Test
    void anUnknownNameIsNamed() throws Exception {
        Fault unknown = new Fault(Fault.Kind.UNREACHABLE, "host name nosuch.example is unknown");
        StreamTransport names = new StreamTransport() {
            @Override
            public Future<Channel> connect(ConnectRequest request) {
                assertEquals("nosuch.example", request.to().host());
                assertTrue(request.to().socket().isUnresolved(), "names are the route's to resolve");
                return loop.newFailedFuture(unknown.asException());
            }

            @Override
            public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
                throw new UnsupportedOperationException();
            }
        };
        TrackerRoute through = new TrackerRoute(new LoopbackRoute(Map.of("tcp", names), null, allocator), null, loop, GENEROUS);
        assertEquals(new Fault(Fault.Kind.UNREACHABLE,
                "tracker nosuch.example/announce cannot be reached: host name nosuch.example is unknown"),
                fault(client.announce(URI.create("http://nosuch.example/announce"), request(), through)));
    }

    @Test
    void noMessageHoldsAPasskeyEvenIfTheTrackerRepeatsIt() throws Exception {
        ScriptedServer server = serve(body("d14:failure reason58:no such passkey: s3cretvalue or 0123456789abcdef0123456789e"));
        Fault fault = fault(client.announce(URI.create("http://user:pass@127.0.0.1:" + server.port()
                + "/0123456789abcdef0123456789/announce?passkey=s3cretvalue"), request(), route(GENEROUS)));
        assertEquals("tracker 127.0.0.1:" + server.port() + "/…/announce refused: no such passkey: … or …", fault.message());
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt() {
        for (String uri : List.of("udp://x/announce", "http:announce", "http://h:0/announce", "http://h:70000/",
                "http://h:1:2/a")) {
            Fault fault = fault(client.announce(URI.create(uri), request(), route(GENEROUS)));
            assertEquals(Fault.Kind.UNSUPPORTED, fault.kind());
            assertTrue(fault.message().startsWith("a tracker's address cannot be used: "), fault.message());
        }
    }
}
