package org.freshet.tracker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeValue;
import org.freshet.testkit.transport.LeakCheckingAllocator;
import org.freshet.testkit.transport.LoopbackRoute;
import org.freshet.transport.Fault;
import org.freshet.transport.tcp.TcpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/** A tracker on loopback, asked byte by byte. */
@Timeout(120)
class TrackerServerTest {
    private static final String TORRENT = "info_hash=%00%ff%Aa" + "a".repeat(17);

    private final LeakCheckingAllocator allocator = new LeakCheckingAllocator();
    private final TcpTransport tcp = new TcpTransport();
    private final LoopbackRoute route = new LoopbackRoute(Map.of("tcp", tcp), null, allocator);
    private MultiThreadIoEventLoopGroup loops;
    private TrackerServer tracker;
    private URI announce;

    @BeforeEach
    void start() throws Exception {
        loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        start(TrackerServerConfig.defaults().every(Duration.ofSeconds(900), Duration.ofSeconds(60)));
    }

    private void start(TrackerServerConfig config) throws Exception {
        if (tracker != null) {
            tracker.close();
        }
        tracker = new TrackerServer(route, loops.next(), config);
        announce = tracker.start().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        tracker.close();
        tracker.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        tcp.close();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        assertEquals(0, allocator.live(), allocator::describeLive);
    }

    private byte[] send(String request) throws IOException {
        try (Socket socket = new Socket(announce.getHost(), announce.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        }
    }

    private String head(String request) throws IOException {
        return new String(send(request), StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
    }

    private BencodeDictionary get(String target) throws IOException {
        byte[] reply = send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        String text = new String(reply, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("HTTP/1.1 200 OK\r\n"), text);
        BencodeValue value = BencodeReader.read(Arrays.copyOfRange(reply, text.indexOf("\r\n\r\n") + 4, reply.length));
        return assertInstanceOf(BencodeDictionary.class, value);
    }

    /** Announces a peer at 1.2.3.{@code n}. */
    private BencodeDictionary announce(int n, String more) throws IOException {
        return get("/announce?" + TORRENT + "&peer_id=" + "p".repeat(18) + String.format("%02d", n % 100) + "&port=" + (6000 + n)
                + "&ip=1.2.3." + n + "&uploaded=0&downloaded=0&" + more);
    }

    private static Set<Integer> lastBytesOfPeers(BencodeDictionary answer) throws IOException {
        byte[] compact = answer.string("peers").bytes();
        Set<Integer> peers = new TreeSet<>();
        for (int i = 0; i < compact.length; i += 6) {
            int n = compact[i + 3] & 255;
            assertEquals(6000 + n, (compact[i + 4] & 255) << 8 | compact[i + 5] & 255);
            peers.add(n);
        }
        assertEquals(compact.length / 6, peers.size(), "nobody is told twice");
        return peers;
    }

    @Test
    void peersAreToldOfEachOtherButNotOfThemselves() throws Exception {
        BencodeDictionary first = announce(1, "left=5&event=started&compact=1");
        assertEquals(Set.of(), lastBytesOfPeers(first));
        assertEquals(900, first.integer("interval"));
        assertEquals(60, first.integer("min interval"));
        assertEquals("01020301", HexFormat.of().formatHex(first.string("external ip").bytes()));
        assertEquals(Set.of(1), lastBytesOfPeers(announce(2, "left=5")));
        assertEquals(Set.of(1, 2), lastBytesOfPeers(announce(3, "left=0")));
        assertEquals(Set.of(2, 3), lastBytesOfPeers(announce(1, "left=5")));
    }

    @Test
    void seedsAreNotToldOfSeedsAndCountsAreRight() throws Exception {
        announce(1, "left=0");
        announce(2, "left=0");
        BencodeDictionary answer = announce(3, "left=7");
        assertEquals(Set.of(1, 2), lastBytesOfPeers(answer));
        assertEquals(2, answer.integer("complete"));
        assertEquals(1, answer.integer("incomplete"));
        assertEquals(Set.of(3), lastBytesOfPeers(announce(1, "left=0")));
    }

    @Test
    void whoStopsIsForgottenAndWhoCompletesIsCountedOnce() throws Exception {
        announce(1, "left=7");
        announce(2, "left=7");
        announce(2, "left=0&event=completed");
        announce(2, "left=0&event=completed");
        BencodeDictionary gone = announce(1, "left=7&event=stopped");
        assertEquals(0, gone.string("peers").length());
        assertEquals(1, gone.integer("complete"));
        assertEquals(0, gone.integer("incomplete"));
        assertEquals(Set.of(2), lastBytesOfPeers(announce(3, "left=1&event=stopped&event=")));
        BencodeDictionary files = get("/scrape?" + TORRENT.replace("%ff", "%FF").replace("%Aa", "%aA")).dictionary("files");
        BencodeDictionary counts = assertInstanceOf(BencodeDictionary.class, files.value(0));
        assertEquals(1, counts.integer("complete"));
        assertEquals(1, counts.integer("downloaded"));
    }

    @Test
    void dictionariesAreToldWhereCompactIsRefused() throws Exception {
        announce(1, "left=5");
        BencodeDictionary peer = announce(2, "left=5&compact=0").list("peers").dictionary(0);
        assertEquals("1.2.3.1", peer.string("ip").utf8());
        assertEquals(6001, peer.integer("port"));
        assertEquals("pppppppppppppppppp01", peer.string("peer id").utf8());
        assertTrue(!announce(2, "left=5&compact=0&no_peer_id=1").list("peers").dictionary(0).has("peer id"));
    }

    @Test
    void ipv6PeersAreToldApart() throws Exception {
        get("/announce?" + TORRENT + "&peer_id=" + "q".repeat(20) + "&port=258&left=1&ip=2001%3Adb8::1");
        BencodeDictionary answer = announce(1, "left=5");
        assertEquals(0, answer.string("peers").length());
        assertEquals("20010db80000000000000000000000010102", HexFormat.of().formatHex(answer.string("peers6").bytes()));
    }

    @Test
    void nobodyIsToldMorePeersThanTheyWantOrThanTwoHundred() throws Exception {
        for (int i = 1; i <= 250; i++) {
            announce(i, "left=5");
        }
        assertEquals(50, lastBytesOfPeers(announce(1, "left=5")).size());
        assertEquals(200, lastBytesOfPeers(announce(1, "left=5&numwant=99999")).size());
        assertEquals(50, lastBytesOfPeers(announce(1, "left=5&numwant=-1")).size());
        assertEquals(3, lastBytesOfPeers(announce(1, "left=5&numwant=3")).size());
        assertEquals(0, lastBytesOfPeers(announce(1, "left=5&numwant=0")).size());
        Set<Integer> seen = new TreeSet<>();
        while (seen.size() < 249) {
            seen.addAll(lastBytesOfPeers(announce(1, "left=5&numwant=100")));
        }
        assertTrue(!seen.contains(1));
    }

    @Test
    void whoDoesNotListenIsNotTold() throws Exception {
        get("/announce?" + TORRENT + "&peer_id=" + "q".repeat(20) + "&port=0&left=1");
        BencodeDictionary answer = announce(1, "left=5");
        assertEquals(0, answer.string("peers").length());
        assertEquals(1, answer.integer("incomplete"));
    }

    @Test
    void theOldestTorrentsAndPeersMakeRoom() throws Exception {
        start(TrackerServerConfig.defaults().holding(2, 3));
        for (int n : new int[] {1, 2, 3, 1, 4}) {
            announce(n, "left=5");
        }
        assertEquals(Set.of(1, 3, 4), lastBytesOfPeers(announce(9, "left=5&event=started")));
        String other = "/announce?peer_id=" + "q".repeat(20) + "&port=1&left=1&info_hash=";
        get(other + "b".repeat(20));
        get(other + "c".repeat(20));
        assertEquals(Set.of(), lastBytesOfPeers(announce(1, "left=5")));
    }

    @Test
    void badInputIsRefusedInWords() throws Exception {
        String peer = "&peer_id=" + "p".repeat(20);
        assertRefused("info_hash is missing", "/announce");
        assertRefused("info_hash is missing", "/announce?=&&x=1&info_hash");
        assertRefused("info_hash has 3 bytes instead of 20", "/announce?info_hash=abc" + peer);
        assertRefused("peer_id is missing", "/announce?" + TORRENT);
        assertRefused("port is missing or not 0 to 65535", "/announce?" + TORRENT + peer);
        assertRefused("port is missing or not 0 to 65535", "/announce?" + TORRENT + peer + "&port=65536");
        assertRefused("port is no number", "/announce?" + TORRENT + peer + "&port=99999999999999999999");
        assertRefused("left is negative", "/announce?" + TORRENT + peer + "&port=1&left=-1");
        assertRefused("a percent sign is not followed by two hex digits", "/announce?info_hash=%4");
        assertRefused("a percent sign is not followed by two hex digits", "/announce?info_hash=%zz");
        assertRefused("ip is no address of a host", "/announce?" + TORRENT + peer + "&port=1&ip=example.org");
        assertRefused("name 1 to 64 torrents by info_hash, not 0", "/scrape");
        assertRefused("name 1 to 64 torrents by info_hash, not 65", "/scrape?" + (TORRENT + "&").repeat(65));
        assertRefused("info_hash has 1 bytes instead of 20", "/scrape?" + TORRENT + "&info_hash=a");
    }

    private void assertRefused(String reason, String target) throws IOException {
        assertEquals(reason, get(target).string("failure reason").utf8(), target);
    }

    @Test
    void otherRequestsAreTurnedAway() throws Exception {
        assertTrue(head("GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
        assertTrue(head("POST /announce HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc").startsWith("HTTP/1.1 405 "));
        assertTrue(head("nonsense\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(head("GET /announce?" + "x".repeat(9000) + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(head("GET /scrape HTTP/1.0\r\n\r\n").contains("connection: close"));
    }

    @Test
    void aScrapeLeavesOutWhatIsUnknown() throws Exception {
        announce(1, "left=5");
        BencodeDictionary files = get("/scrape?" + TORRENT + "&info_hash=" + "z".repeat(20)).dictionary("files");
        assertEquals(1, files.size());
        assertEquals("00ffaa" + "61".repeat(17), HexFormat.of().formatHex(files.key(0).bytes()));
        assertNull(files.get(BencodeString.of("z".repeat(20))));
    }

    @Test
    void aConnectionThatSaysNothingIsClosedInTheEnd() throws Exception {
        TrackerServerConfig usual = TrackerServerConfig.defaults();
        start(new TrackerServerConfig(usual.bind(), usual.interval(), usual.minInterval(), 1, 1, 1, Duration.ofMillis(200)));
        try (Socket silent = new Socket(announce.getHost(), announce.getPort())) {
            silent.getOutputStream().write("GET /announce?".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, silent.getInputStream().read());
        }
    }

    @Test
    void moreConnectionsThanAllowedAreClosedAtOnce() throws Exception {
        TrackerServerConfig usual = TrackerServerConfig.defaults();
        start(new TrackerServerConfig(usual.bind(), usual.interval(), usual.minInterval(), 1, 1, 1, Duration.ofHours(1)));
        try (Socket first = new Socket(announce.getHost(), announce.getPort());
                Socket second = new Socket(announce.getHost(), announce.getPort())) {
            assertEquals(-1, second.getInputStream().read());
            first.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', first.getInputStream().read());
        }
    }

    @Test
    void aTakenPortIsReported() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), announce.getPort());
        try (TrackerServer second = new TrackerServer(route, loops.next(), TrackerServerConfig.defaults().on(taken))) {
            ExecutionException e = assertThrows(ExecutionException.class,
                    () -> second.start().toCompletableFuture().get(60, TimeUnit.SECONDS));
            assertEquals(Fault.Kind.IN_USE, assertInstanceOf(Fault.FaultException.class, e.getCause()).fault().kind());
        }
    }

    @Test
    void thePortBecomesFreeAgain() throws Exception {
        InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), announce.getPort());
        tracker.close();
        tracker.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        boolean free = false;
        while (!free) {
            // NIO frees a port only when its selector runs the next time; until then the address is in use.
            free = startsAt(same);
        }
        assertEquals(same.getPort(), announce.getPort());
    }

    private boolean startsAt(InetSocketAddress address) throws Exception {
        try {
            start(TrackerServerConfig.defaults().on(address));
            return true;
        } catch (ExecutionException e) {
            assertEquals(Fault.Kind.IN_USE, assertInstanceOf(Fault.FaultException.class, e.getCause()).fault().kind());
            return false;
        }
    }
}
