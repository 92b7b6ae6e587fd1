package org.freshet.tracker.udp.internal;

import static org.freshet.tracker.udp.internal.ScriptedTracker.announcing;
import static org.freshet.tracker.udp.internal.ScriptedTracker.body;
import static org.freshet.tracker.udp.internal.ScriptedTracker.connecting;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerRoute;
import org.freshet.metainfo.InfoHash;
import org.freshet.testkit.transport.LeakCheckingAllocator;
import org.freshet.testkit.transport.LoopbackRoute;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/** BEP 15 and 41 against a tracker that does what a script says. */
@Timeout(120)
class UdpTrackerTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final InfoHash TORRENT = InfoHash.v1("aaaaaaaaaaaaaaaaaaaa".getBytes(StandardCharsets.US_ASCII));
    private static final InfoHash OTHER = InfoHash.v2("bbbbbbbbbbbbbbbbbbbbBBBBBBBBBBBB".getBytes(StandardCharsets.US_ASCII));
    private static final UdpTiming NO_RETRY = new UdpTiming(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
    private static final UdpTiming QUICK = new UdpTiming(Duration.ofMillis(50), Duration.ofHours(1), Duration.ofHours(1));

    private final LeakCheckingAllocator allocator = new LeakCheckingAllocator();
    private final LoopbackDatagrams datagrams = new LoopbackDatagrams(allocator);
    private final LoopbackRoute loopback = new LoopbackRoute(Map.of(), datagrams, allocator);
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private UdpTrackerClient client = remember(new UdpTrackerClient(NO_RETRY));
    private MultiThreadIoEventLoopGroup loops;
    private EventLoop loop;

    @BeforeEach
    void startLoop() {
        loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        loop = loops.next();
    }

    @AfterEach
    void endAll() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        assertEquals(0, datagrams.open.get(), "a port was left open");
        assertEquals(0, allocator.live(), allocator::describeLive);
    }

    private <T extends AutoCloseable> T remember(T closeable) {
        closeables.add(closeable);
        return closeable;
    }

    private ScriptedTracker serve(ScriptedTracker.Script script) throws Exception {
        return remember(new ScriptedTracker("127.0.0.1", script));
    }

    private void timing(UdpTiming timing) {
        client = remember(new UdpTrackerClient(timing));
    }

    private TrackerRoute route(Duration timeout) {
        return new TrackerRoute(loopback, null, loop, timeout);
    }

    private static AnnounceRequest request() {
        byte[] peerId = new byte[20];
        Arrays.fill(peerId, (byte) 'p');
        return new AnnounceRequest(TORRENT, peerId, 65535, 11, 22, 33, AnnounceRequest.Event.STARTED, 50, 0xabc, null);
    }

    private CompletionStage<AnnounceResponse> announce(URI tracker) {
        return client.announce(tracker, request(), route(GENEROUS));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Fault fault(CompletionStage<?> stage) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> get(stage));
        return assertInstanceOf(Fault.FaultException.class, e.getCause()).fault();
    }

    private static List<String> texts(AnnounceResponse answer) {
        return answer.peers().stream().map(PeerAddress::toString).toList();
    }

    @Test
    void anAnnounceHasTheFieldsOfBep15() throws Exception {
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3)));
        get(announce(tracker.uri("")));
        ByteBuffer connect = ByteBuffer.wrap(tracker.requests.get(0));
        assertEquals(16, connect.remaining());
        ByteBuffer sent = ByteBuffer.wrap(tracker.requests.get(1));
        assertEquals(98, sent.remaining());
        assertEquals(ScriptedTracker.CONNECTION, sent.getLong());
        assertEquals(1, sent.getInt());
        assertNotEquals(connect.getInt(12), sent.getInt());
        byte[] twenty = new byte[20];
        sent.get(twenty);
        assertArrayEquals(TORRENT.truncated(), twenty);
        sent.get(twenty);
        assertArrayEquals(request().peerId(), twenty);
        assertEquals(22, sent.getLong(), "downloaded");
        assertEquals(33, sent.getLong(), "left");
        assertEquals(11, sent.getLong(), "uploaded");
        assertEquals(2, sent.getInt(), "started");
        assertEquals(0, sent.getInt(), "address");
        assertEquals(0xabc, sent.getInt(), "key");
        assertEquals(50, sent.getInt(), "num_want");
        assertEquals(65535, sent.getShort() & 0xffff, "port");
    }

    @Test
    void theAnswersPeersAreReadAndImpossibleOnesLeftOut() throws Exception {
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3, 1, 2, 3, 4, 0, 5, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 1,
                224, 0, 0, 1, 0, 1, 255, 255, 255, 255, 0, 1, 1, 2, 3, 4, 0, 5, 127, 0, 0, 1, 255, 255,
                9, 9, 9 /* cut short */)));
        AnnounceResponse answer = get(announce(tracker.uri("/announce")));
        assertEquals(List.of("1.2.3.4:5", "127.0.0.1:65535"), texts(answer));
        assertEquals(Duration.ofSeconds(900), answer.interval());
        assertEquals(Duration.ofSeconds(60), answer.minInterval());
        assertEquals(3, answer.complete());
        assertEquals(2, answer.incomplete());
    }

    @Test
    void aTrackerOverIpv6GivesIpv6Peers() throws Exception {
        ScriptedTracker tracker = remember(new ScriptedTracker("::1",
                announcing(body(900, 2, 3, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x1a, 0xe1))));
        assertEquals(List.of("[2001:db8:0:0:0:0:0:1]:6881"), texts(get(announce(tracker.uri("/announce")))));
    }

    @Test
    void aTrackerIsFoundByName() throws Exception {
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3)));
        assertEquals(3, get(announce(URI.create("udp://localhost:" + tracker.port()))).complete());
    }

    @Test
    void pathAndQueryTravelAsUrlData() throws Exception {
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3)));
        String data = "/announce?auth=" + "k".repeat(285);
        get(announce(tracker.uri(data)));
        ByteBuffer options = ByteBuffer.wrap(tracker.requests.get(1)).position(98);
        StringBuilder read = new StringBuilder();
        while (options.hasRemaining()) {
            assertEquals(2, options.get(), "URLData");
            byte[] part = new byte[options.get() & 255];
            options.get(part);
            read.append(new String(part, StandardCharsets.US_ASCII));
        }
        assertEquals(data, read.toString());
    }

    @Test
    void intervalsAreBroughtWithinBounds() throws Exception {
        assertEquals(Duration.ofSeconds(30), get(announce(serve(announcing(body(-1, 0, 0))).uri(""))).interval());
        assertEquals(Duration.ofDays(1), get(announce(serve(announcing(body(Integer.MAX_VALUE, -5, -5))).uri(""))).interval());
    }

    @Test
    void theConnectionIdIsSharedWhileItIsGood() throws Exception {
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3)));
        List<CompletionStage<AnnounceResponse>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(announce(tracker.uri("")));
        }
        for (CompletionStage<AnnounceResponse> one : all) {
            get(one);
        }
        get(announce(tracker.uri("")));
        assertEquals(1, tracker.requests.stream().filter(r -> r.length == 16).count());
        assertEquals(51, tracker.requests.stream().filter(r -> r.length == 98).count());
        assertEquals(1, datagrams.opened.get());
    }

    @Test
    void anOldConnectionIdIsNotUsedAgain() throws Exception {
        timing(new UdpTiming(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1)));
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3)));
        get(announce(tracker.uri("")));
        get(announce(tracker.uri("")));
        assertEquals(List.of(16, 98, 16, 98), tracker.requests.stream().map(r -> r.length).toList());
    }

    @Test
    void aTrackerThatForgotTheConnectionIdIsAskedForAnother() throws Exception {
        AtomicInteger announces = new AtomicInteger();
        ScriptedTracker tracker = serve(connecting((t, request, from) -> {
            if (announces.incrementAndGet() == 2) {
                t.answer(3, request, from, "Connection ID mismatch".getBytes(StandardCharsets.US_ASCII));
            } else {
                t.answer(1, request, from, body(900, 2, 3));
            }
        }));
        get(announce(tracker.uri("")));
        get(announce(tracker.uri("")));
        assertEquals(List.of(16, 98, 98, 16, 98), tracker.requests.stream().map(r -> r.length).toList());
    }

    @Test
    void whatStaysUnansweredIsSentAgain() throws Exception {
        timing(QUICK);
        AtomicInteger connects = new AtomicInteger();
        AtomicInteger announces = new AtomicInteger();
        ScriptedTracker.Script honest = announcing(body(900, 2, 3));
        ScriptedTracker tracker = serve((t, request, from) -> {
            if ((request.capacity() == 16 ? connects : announces).incrementAndGet() > 2) {
                honest.serve(t, request, from);
            }
        });
        assertEquals(3, get(announce(tracker.uri(""))).complete());
        assertTrue(connects.get() >= 3 && announces.get() >= 3, connects + " connects, " + announces + " announces");
    }

    @Test
    void aSilentTrackerIsNamedAndHoldsNoOther() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedTracker silent = serve((t, request, from) -> asked.countDown());
        CompletionStage<AnnounceResponse> hanging = announce(silent.uri("/announce?k=secret"));
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        assertEquals(3, get(announce(serve(announcing(body(900, 2, 3))).uri(""))).complete());
        assertFalse(hanging.toCompletableFuture().isDone());
        Fault fault = fault(client.announce(silent.uri("/announce?k=secret"), request(), route(Duration.ofMillis(250))));
        assertEquals(new Fault(Fault.Kind.TIMEOUT, "tracker udp://127.0.0.1:" + silent.port() + " did not answer within 250 ms"),
                fault);
        hanging.toCompletableFuture().cancel(false);
    }

    @Test
    void anErrorIsToldInTheTrackersWords() throws Exception {
        ScriptedTracker tracker = serve(connecting((t, request, from) ->
                t.answer(3, request, from, "no such\r\n key: abcdef0123456789\u0000".getBytes(StandardCharsets.US_ASCII))));
        Fault fault = fault(announce(tracker.uri("/announce?key=abcdef0123456789")));
        assertEquals(new Fault(Fault.Kind.DENIED, "tracker udp://127.0.0.1:" + tracker.port() + " refused: no such key: …"),
                fault);
    }

    @Test
    void aRefusalToConnectIsToldToo() throws Exception {
        ScriptedTracker tracker = serve((t, request, from) -> t.answer(3, request, from,
                "closed".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(new Fault(Fault.Kind.DENIED, "tracker udp://127.0.0.1:" + tracker.port() + " refused: closed"),
                fault(announce(tracker.uri(""))));
    }

    @Test
    void answersOfTheWrongLengthOrActionAreNonsense() throws Exception {
        ScriptedTracker.Script[] scripts = {
            (t, request, from) -> t.answer(0, request, from, new byte[7]),
            (t, request, from) -> t.answer(2, request, from, new byte[12]),
            announcing(new byte[11]), announcing(new byte[0]),
            connecting((t, request, from) -> t.answer(2, request, from, new byte[12])),
            connecting((t, request, from) -> t.answer(-1, request, from, new byte[12]))};
        for (ScriptedTracker.Script script : scripts) {
            ScriptedTracker tracker = serve(script);
            Fault fault = fault(announce(tracker.uri("")));
            assertEquals(Fault.Kind.PROTOCOL, fault.kind(), fault.message());
            assertTrue(fault.message().startsWith("tracker udp://127.0.0.1:" + tracker.port() + " answered nonsense"),
                    fault.message());
        }
    }

    @Test
    void strangersAndWrongTransactionsAreIgnored() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            ScriptedTracker tracker = serve(connecting((t, request, from) -> {
                byte[] lie = ByteBuffer.allocate(20).putInt(1).putInt(request.getInt(12)).put(body(900, 66, 66)).array();
                stranger.send(new DatagramPacket(lie, lie.length, from));
                byte[] wrong = lie.clone();
                wrong[7]++;
                t.send(wrong, from);
                t.send(new byte[0], from);
                t.send(new byte[7], from);
                t.answer(1, request, from, body(900, 2, 3));
            }));
            assertEquals(3, get(announce(tracker.uri(""))).complete());
            // The address is pinned where a name was asked, too.
            assertEquals(3, get(announce(URI.create("udp://localhost:" + tracker.port()))).complete());
        }
    }

    @Test
    void aScrapeAsksForSeveralTorrentsInOneDatagram() throws Exception {
        ScriptedTracker tracker = serve(connecting((t, request, from) -> t.answer(2, request, from,
                ByteBuffer.allocate(24).putInt(1).putInt(2).putInt(3).putInt(-4).putInt(0).putInt(6).array())));
        assertEquals(Map.of(TORRENT, new ScrapeEntry(1, 2, 3), OTHER, new ScrapeEntry(0, 0, 6)),
                get(client.scrape(tracker.uri("/announce"), List.of(TORRENT, OTHER), route(GENEROUS))));
        ByteBuffer sent = ByteBuffer.wrap(tracker.requests.get(1));
        assertEquals(56, sent.remaining());
        assertEquals(2, sent.getInt(8));
        assertArrayEquals(OTHER.truncated(), Arrays.copyOfRange(sent.array(), 36, 56));
    }

    @Test
    void aScrapeThatIsCutShortTellsWhatItHas() throws Exception {
        ScriptedTracker tracker = serve(connecting((t, request, from) -> t.answer(2, request, from, new byte[23])));
        assertEquals(Map.of(TORRENT, new ScrapeEntry(0, 0, 0)),
                get(client.scrape(tracker.uri(""), List.of(TORRENT, OTHER), route(GENEROUS))));
        assertEquals(Fault.Kind.UNSUPPORTED,
                fault(client.scrape(tracker.uri(""), Collections.nCopies(65, OTHER), route(GENEROUS))).kind());
        assertEquals(Map.of(), get(client.scrape(tracker.uri(""), List.of(), route(GENEROUS))));
    }

    @Test
    void anUnusedPortIsClosedAndOpenedAnewWhenNeeded() throws Exception {
        timing(new UdpTiming(Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO));
        ScriptedTracker tracker = serve(announcing(body(900, 2, 3)));
        get(announce(tracker.uri("")));
        // Whatever the loop was told to do after the answer was handed out has run when these have.
        while (datagrams.open.get() != 0) {
            loop.schedule(() -> { }, 1, TimeUnit.MILLISECONDS).sync();
        }
        get(announce(tracker.uri("")));
        assertEquals(2, datagrams.opened.get());
    }

    @Test
    void aPortThatCannotBeOpenedIsReported() throws Exception {
        LoopbackRoute none = new LoopbackRoute(Map.of(), null, allocator);
        Fault fault = fault(client.announce(URI.create("udp://127.0.0.1:9/x"), request(),
                new TrackerRoute(none, null, loop, GENEROUS)));
        assertEquals(new Fault(Fault.Kind.UNSUPPORTED,
                "tracker udp://127.0.0.1:9 cannot be asked: this test has no transport for the scheme udp"), fault);
    }

    @Test
    void closingTheClientEndsWhatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedTracker silent = serve((t, request, from) -> asked.countDown());
        CompletionStage<AnnounceResponse> hanging = announce(silent.uri(""));
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        client.close();
        assertEquals(Fault.Kind.GONE, fault(hanging).kind());
        assertEquals(Fault.Kind.GONE, fault(announce(silent.uri(""))).kind());
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt() {
        for (String uri : List.of("http://h:1/", "udp://h/announce", "udp:h", "udp://h:0/", "udp://[::1]/",
                "udp://h:1/" + "x".repeat(1000))) {
            Fault fault = fault(announce(URI.create(uri)));
            assertEquals(Fault.Kind.UNSUPPORTED, fault.kind());
            assertTrue(fault.message().startsWith("a tracker's address cannot be used: "), fault.message());
        }
    }
}
