package org.freshet.tracker.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.TrackerRoute;
import org.freshet.metainfo.InfoHash;
import org.freshet.testkit.transport.LeakCheckingAllocator;
import org.freshet.testkit.transport.LoopbackRoute;
import org.freshet.transport.Fault;
import org.freshet.transport.tcp.TcpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/** A client on a loop of its own, and scripted servers; at the end no buffer is left. */
abstract class TrackerFixture {
    static final Duration GENEROUS = Duration.ofSeconds(60);
    static final InfoHash TORRENT = InfoHash.parse("000102ff7e2d2e5f612b20260a3f3d23257b7d7f");
    static final String MINIMAL = "d8:intervali1800e5:peers0:e";

    final LeakCheckingAllocator allocator = new LeakCheckingAllocator();
    final TcpTransport tcp = new TcpTransport();
    final LoopbackRoute route = new LoopbackRoute(Map.of("tcp", tcp), null, allocator);
    final HttpTrackerClient client = new HttpTrackerClient();
    private final List<ScriptedServer> servers = new ArrayList<>();
    private MultiThreadIoEventLoopGroup loops;
    EventLoop loop;

    @BeforeEach
    void startLoop() {
        loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        loop = loops.next();
    }

    @AfterEach
    void endAll() throws Exception {
        for (ScriptedServer server : servers) {
            server.close();
        }
        client.close();
        tcp.close();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        assertEquals(0, allocator.live(), allocator::describeLive);
    }

    ScriptedServer serve(ScriptedServer.Script script) throws Exception {
        return remember(new ScriptedServer(script));
    }

    ScriptedServer remember(ScriptedServer server) {
        servers.add(server);
        return server;
    }

    TrackerRoute route(Duration timeout) {
        return new TrackerRoute(route, null, loop, timeout);
    }

    static AnnounceRequest request() {
        byte[] peerId = new byte[20];
        Arrays.fill(peerId, (byte) 'p');
        return new AnnounceRequest(TORRENT, peerId, 6881, 11, 22, 33, AnnounceRequest.Event.STARTED, 50, 0xabc, null);
    }

    AnnounceResponse announce(URI tracker) throws Exception {
        return get(client.announce(tracker, request(), route(GENEROUS)));
    }

    /** What a server with this script makes of an announce. */
    AnnounceResponse answerTo(ScriptedServer.Script script) throws Exception {
        return announce(serve(script).uri("/announce"));
    }

    /** How an announce to a server with this script fails; the port in the message is {@code PORT}. */
    Fault faultOf(ScriptedServer.Script script) throws Exception {
        ScriptedServer server = serve(script);
        Fault fault = fault(client.announce(server.uri("/announce"), request(), route(GENEROUS)));
        return new Fault(fault.kind(), fault.message().replace(":" + server.port(), ":PORT"));
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    static Fault fault(CompletionStage<?> stage) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> get(stage));
        return assertInstanceOf(Fault.FaultException.class, e.getCause()).fault();
    }
}
