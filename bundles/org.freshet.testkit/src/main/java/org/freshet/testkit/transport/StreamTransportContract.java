package org.freshet.testkit.transport;

import static org.freshet.testkit.transport.TransportBench.PATIENCE;
import static org.freshet.testkit.transport.TransportBench.awaitDone;
import static org.freshet.testkit.transport.TransportBench.fault;
import static org.freshet.testkit.transport.TransportBench.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.freshet.testkit.conditions.Needs;
import org.freshet.transport.BindSpec;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * What every {@link StreamTransport} must do, over loopback sockets. A plugin author writes
 *
 * <pre>{@code
 * class QuicTransportContractTest extends StreamTransportContract {
 *     @Override
 *     protected StreamTransport newTransport() {
 *         return new QuicTransport();
 *     }
 *
 *     @Override
 *     protected PeerAddress peer(InetSocketAddress listener) {
 *         return new PeerAddress("quic", listener, "");
 *     }
 * }
 * }</pre>
 *
 * <p>A transport that stands on another overrides {@link #below()}; one that needs a path to listen on overrides {@link #path()};
 * one that is not {@link AutoCloseable} overrides {@link #stop}; one that does not stand on TCP overrides {@link #silentHost()}. To
 * run on another kind of event loop, override {@link #io()}.
 * After each test the suite stops the transport and asserts that no socket is left on the loops and no buffer is left unreleased.
 */
public abstract class StreamTransportContract {

    private static final int MIB = 1024 * 1024;
    private static final Duration MUCH_LATER = PATIENCE.multipliedBy(100);
    private static final Pattern DIALLER = new Pattern(1);
    private static final Pattern ACCEPTOR = new Pattern(2);

    private Map<String, StreamTransport> below;
    private StreamTransport transport;
    private String scheme;
    private TransportBench bench;

    /** A transport as the framework would start it. Its class has a public constructor without arguments. */
    protected abstract StreamTransport newTransport();

    /** The address that reaches a listener bound to {@code listener}; its scheme is the transport's. */
    protected abstract PeerAddress peer(InetSocketAddress listener);

    /**
     * What the transport stands on, by scheme; made anew for each test and stopped after it. Nothing for a transport at the
     * bottom.
     */
    protected Map<String, StreamTransport> below() {
        return Map.of();
    }

    /** The path of a listener's {@link BindSpec}. */
    protected String path() {
        return "";
    }

    /** The event loops' input and output. */
    protected IoHandlerFactory io() {
        return NioIoHandler.newFactory();
    }

    /** Stops {@code transport} as the framework would, and returns when it has closed what was open. */
    protected void stop(StreamTransport stopped) throws Exception {
        ((AutoCloseable) stopped).close();
    }

    @BeforeEach
    void setUp() {
        transport = newTransport();
        scheme = peer(new InetSocketAddress(1)).scheme();
        below = below();
        Map<String, StreamTransport> all = new HashMap<>(below);
        all.put(scheme, transport);
        bench = new TransportBench(io(), all);
    }

    @AfterEach
    void nothingIsLeftOpenOrUnreleased() throws Exception {
        stop(transport);
        for (StreamTransport lower : below.values()) {
            stop(lower);
        }
        bench.await("every socket is closed", () -> bench.openSockets() == 0);
        try {
            bench.await("every buffer is released", () -> bench.allocator().live() == 0);
        } catch (AssertionError e) {
            throw new AssertionError("leaked " + bench.allocator().live() + " buffers:\n" + bench.allocator().describeLive(), e);
        }
        bench.close();
    }

    @Test
    void bytesGoBothWays() throws Exception {
        Pair pair = connected();
        pair.dialler().send(100);
        pair.acceptor().awaitReceived(100);
        pair.acceptor().send(70_000);
        pair.dialler().awaitReceived(70_000);
        pair.dialler().send(1);
        pair.acceptor().awaitReceived(101);
        assertTrue(bench.allocator().made() > 0, "the channel's own allocator is used");
    }

    @Test
    void channelsLiveOnTheLoopsTheyWereAskedFor() throws Exception {
        Pair pair = connected();
        assertSame(bench.dialling(), pair.dialler().channel().eventLoop());
        assertSame(bench.listening(), pair.acceptor().channel().eventLoop());
        assertNotNull(pair.dialler().channel().attr(StreamTransport.FILE_REGIONS).get(), "says whether it takes file regions");
        assertNotNull(pair.acceptor().channel().attr(StreamTransport.FILE_REGIONS).get(), "says whether it takes file regions");
    }

    @Test
    void theAcceptorLearnsWhoConnected() throws Exception {
        Promise<PeerAddress> from = bench.listening().newPromise();
        Listener listener = result(bench.route().listen(scheme, bench.anyPort(path()),
                (channel, peer) -> from.setSuccess(peer)));
        StreamEnd dialler = new StreamEnd("the dialler", DIALLER, ACCEPTOR, true);
        Channel channel = result(bench.dial(bench.route(), peer(listener.address()), dialler, PATIENCE));
        assertEquals(scheme, result(from).scheme());
        if (channel.localAddress() instanceof InetSocketAddress own) { // what has no such address of its own cannot tell it
            assertEquals(own, result(from).socket());
        }
    }

    @Test
    void whatTheAcceptorSendsAtOnceArrives() throws Exception {
        Listener listener = result(bench.route().listen(scheme, bench.anyPort(path()), (channel, from) ->
                channel.writeAndFlush(ACCEPTOR.part(channel.alloc(), 0, 5000))));
        StreamEnd dialler = new StreamEnd("the dialler", DIALLER, ACCEPTOR, true);
        result(bench.dial(bench.route(), peer(listener.address()), dialler, PATIENCE));
        dialler.awaitReceived(5000);
    }

    @Test
    void anyChunkingArrivesIntactAndInOrder() throws Exception {
        Pair pair = connected();
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            pair.dialler().send(1 + random.nextInt(20));
            pair.acceptor().send(1 + random.nextInt(40_000));
        }
        for (int size : new int[] {65_535, 65_536, 65_537, MIB + 1, 1, 4 * MIB, 3}) {
            pair.dialler().send(size);
            pair.acceptor().send(random.nextInt(size) + 1);
        }
        pair.acceptor().awaitReceived(pair.dialler().sent());
        pair.dialler().awaitReceived(pair.acceptor().sent());
    }

    @Test
    void anEmptyWriteIsDoneAndSendsNothing() throws Exception {
        Pair pair = connected();
        result(pair.dialler().send(0));
        result(pair.dialler().send(3));
        pair.acceptor().awaitReceived(3);
    }

    @Test
    void whatWasSentBeforeTheCloseArrivesAndNothingElse() throws Exception {
        Pair pair = connected();
        pair.dialler().send(MIB);
        pair.dialler().send(7).addListener(ChannelFutureListener.CLOSE);
        pair.acceptor().awaitInactive();
        pair.acceptor().awaitReceived(MIB + 7);
        pair.dialler().awaitInactive();
    }

    @Test
    void whatWasSentBeforeTheCloseWaitsForASlowReader() throws Exception {
        Pair pair = connectedToAReaderThatWaits();
        result(pair.dialler().send(50_000));
        ChannelFuture closed = pair.dialler().channel().close();
        awaitDone(closed);
        pair.acceptor().read();
        pair.acceptor().awaitInactive();
        pair.acceptor().awaitReceived(50_000);
    }

    @Test
    void bothEndsMayCloseAtOnce() throws Exception {
        Pair pair = connected();
        ChannelFuture one = pair.dialler().channel().close();
        ChannelFuture other = pair.acceptor().channel().close();
        result(one);
        result(other);
        result(pair.dialler().channel().close());
        pair.dialler().awaitInactive();
        pair.acceptor().awaitInactive();
    }

    @Test
    void aWriteAfterTheCloseFailsAndIsReleased() throws Exception {
        Pair pair = connected();
        ChannelFuture closed = pair.acceptor().channel().close();
        ChannelFuture late = pair.acceptor().send(10);
        result(closed);
        awaitDone(late);
        assertFalse(late.isSuccess());
        awaitDone(pair.dialler().channel().closeFuture());
        ChannelFuture later = pair.dialler().send(10);
        awaitDone(later);
        assertFalse(later.isSuccess());
    }

    @Test
    void aReceiverThatDoesNotReadStopsTheSenderAndLosesNothing() throws Exception {
        long all = 64L * MIB;
        Pair pair = connectedToAReaderThatWaits();
        StreamEnd sender = pair.dialler();
        sender.pump(all);
        bench.await("the sender is stopped", stalled(sender));
        assertTrue(sender.sent() < all, "the sender was stopped before the end");
        assertEquals(0, pair.acceptor().received(), "nothing is read while autoRead is off");
        long queued = sender.channel().bytesBeforeWritable() + sender.channel().config().getWriteBufferLowWaterMark();
        long allowed = sender.channel().config().getWriteBufferHighWaterMark() + 128 * 1024L;
        assertTrue(queued <= allowed, "queues " + queued + " bytes where it should stop at " + allowed);
        pair.acceptor().read();
        pair.acceptor().awaitReceived(all);
    }

    @Test
    void readingCanBePausedAndResumedAtAnyTime() throws Exception {
        long all = 16L * MIB;
        Pair pair = connected();
        pair.dialler().pump(all);
        pair.acceptor().pump(all);
        for (int i = 0; i < 50; i++) {
            Channel channel = i % 2 == 0 ? pair.acceptor().channel() : pair.dialler().channel();
            channel.config().setAutoRead(false);
            bench.goRound();
            channel.config().setAutoRead(true);
        }
        pair.acceptor().awaitReceived(all);
        pair.dialler().awaitReceived(all);
    }

    @Test
    void aRefusedConnectionNamesTheAddress() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        }
        Fault fault = fault(bench.dial(bench.route(), peer(nobody), anEnd(), PATIENCE));
        assertEquals(Fault.Kind.UNREACHABLE, fault.kind());
        assertTrue(fault.message().contains("127.0.0.1:" + nobody.getPort()), fault.message());
    }

    @Test
    void anUnknownNameIsUnreachable() throws Exception {
        PeerAddress nowhere = peer(InetSocketAddress.createUnresolved("nobody.invalid", 6881));
        Fault fault = fault(bench.dial(bench.route(), nowhere, anEnd(), PATIENCE));
        assertEquals(Fault.Kind.UNREACHABLE, fault.kind());
        assertTrue(fault.message().contains("nobody.invalid"), fault.message());
    }

    @Test
    void namesAndLiteralsAreResolvedAtTheBottom() throws Exception {
        Listener listener = listen();
        for (String host : new String[] {"localhost", "127.0.0.1"}) {
            PeerAddress to = peer(InetSocketAddress.createUnresolved(host, listener.address().getPort()));
            StreamEnd dialler = anEnd();
            result(bench.dial(bench.route(), to, dialler, PATIENCE));
            dialler.send(10);
            bench.nextAccepted().awaitReceived(10);
        }
    }

    @TestFactory
    Stream<DynamicTest> aConnectThatNobodyAnswersTimesOut() throws Exception {
        Optional<SilentHost> nobody = silentHost();
        return Needs.where(nobody.isPresent(), "a connect can take its time", () -> {
            try (SilentHost silent = nobody.get()) {
                Fault fault = fault(bench.dial(bench.route(), peer(silent.address()), anEnd(), Duration.ofMillis(200)));
                assertEquals(Fault.Kind.TIMEOUT, fault.kind());
                assertTrue(fault.message().contains(":" + silent.address().getPort()), fault.message());
                bench.await("no socket is left", () -> bench.openSockets() == 0);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aCancelledConnectLeavesNoSocket() throws Exception {
        Optional<SilentHost> nobody = silentHost();
        return Needs.where(nobody.isPresent(), "a connect can take its time", () -> {
            try (SilentHost silent = nobody.get()) {
                Future<Channel> connecting = bench.dial(bench.route(), peer(silent.address()), anEnd(), MUCH_LATER);
                bench.await("a socket connects", () -> bench.openSockets() > 0);
                assertTrue(connecting.cancel(true));
                bench.await("no socket is left", () -> bench.openSockets() == 0);
                assertTrue(connecting.cause() instanceof CancellationException);
            }
        });
    }

    @Test
    void aConnectCancelledAtAnyMomentLeavesNoSocket() throws Exception {
        Listener listener = listen();
        for (int i = 0; i < 100; i++) {
            Future<Channel> connecting = bench.dial(bench.route(), peer(listener.address()), anEnd(), PATIENCE);
            for (int j = 0; j < i * 20; j++) {
                Thread.onSpinWait();
            }
            if (!connecting.cancel(true)) {
                result(connecting).close();
            }
        }
        bench.await("only the listener is left", () -> bench.openSockets() == 1);
    }

    @Test
    void aPortThatIsTakenIsInUse() throws Exception {
        Listener first = listen();
        Fault fault = fault(bench.route().listen(scheme, at(first.address()), (channel, from) -> channel.close()));
        assertEquals(Fault.Kind.IN_USE, fault.kind());
        assertTrue(fault.message().contains("" + first.address().getPort()), fault.message());
    }

    @Test
    void aClosedListenerFreesItsPortAndItsConnectionsGoOn() throws Exception {
        Listener listener = listen();
        assertNotEquals(0, listener.address().getPort());
        Pair pair = connect(listener);
        result(listener.close());
        result(listener.close());
        for (int i = 0; i < 20; i++) { // at once, each time
            Listener again = result(bench.listen(bench.route(), scheme, at(listener.address()), this::anAcceptor));
            assertEquals(listener.address(), again.address());
            result(again.close());
        }
        assertEquals(Fault.Kind.UNREACHABLE, fault(bench.dial(bench.route(), peer(listener.address()), anEnd(), PATIENCE)).kind());
        pair.dialler().send(100_000);
        pair.acceptor().awaitReceived(100_000);
    }

    @Test
    void twoListenersAcceptSideBySide() throws Exception {
        Pair one = connect(listen());
        Pair other = connect(listen());
        one.dialler().send(1000);
        other.acceptor().send(2000);
        one.acceptor().awaitReceived(1000);
        other.dialler().awaitReceived(2000);
    }

    @Test
    void anAcceptorMayRefuse() throws Exception {
        Listener listener = result(bench.route().listen(scheme, bench.anyPort(path()), (channel, from) -> channel.close()));
        StreamEnd dialler = anEnd();
        awaitDone(bench.dial(bench.route(), peer(listener.address()), dialler, PATIENCE));
        bench.await("only the listener is left", () -> bench.openSockets() == 1);
    }

    @Test
    void aProviderThatStopsInMidTransferClosesEverything() throws Exception {
        Listener listener = listen();
        Pair pair = connect(listener);
        transfer(pair);
        stopWhileConnecting(bench.route(), transport);
        pair.dialler().awaitInactive();
        pair.acceptor().awaitInactive();
        bench.await("no socket is left", () -> bench.openSockets() == 0);
        assertEquals(Fault.Kind.GONE, fault(bench.dial(bench.route(), peer(listener.address()), anEnd(), PATIENCE)).kind());
        assertEquals(Fault.Kind.GONE, fault(bench.route().listen(scheme, at(listener.address()), (channel, from) -> { })).kind());
    }

    @Test
    void aProviderThatStopsClosesWhatItAcceptedAndWhatItDialled() throws Exception {
        StreamTransport other = newTransport();
        LoopbackRoute elsewhere = bench.route().with(scheme, other);
        try {
            Pair accepted = connect(elsewhere, listen());
            Listener listener = result(bench.listen(elsewhere, scheme, bench.anyPort(path()), this::anAcceptor));
            Pair dialled = connect(bench.route(), listener);
            transfer(accepted);
            transfer(dialled);
            // nobody reads at the far ends, so nobody but this provider can close the near ones
            accepted.dialler().channel().config().setAutoRead(false);
            dialled.acceptor().channel().config().setAutoRead(false);
            stop(transport);
            assertFalse(accepted.acceptor().channel().isOpen());
            assertFalse(dialled.dialler().channel().isOpen());
        } finally {
            stop(other);
        }
    }

    private void transfer(Pair pair) throws Exception {
        pair.dialler().pump(Long.MAX_VALUE);
        pair.acceptor().pump(Long.MAX_VALUE);
        bench.await("the transfer runs", () -> pair.acceptor().received() > MIB && pair.dialler().received() > MIB);
    }

    @Test
    void aStoppedProviderCanBeUnloaded() throws Exception {
        for (int i = 0; i < 3; i++) {
            ClassLoaderLeakCheck.assertUnloads(StreamTransport.class, transport.getClass(), this::useAndStop);
        }
    }

    /** A short life of a provider: it transfers, fails, is cancelled, and is stopped with everything still open. */
    private void useAndStop(StreamTransport provider) throws Exception {
        LoopbackRoute route = bench.route().with(scheme, provider);
        Listener listener = result(bench.listen(route, scheme, bench.anyPort(path()), this::anAcceptor));
        StreamEnd dialler = anEnd();
        result(bench.dial(route, peer(listener.address()), dialler, PATIENCE));
        StreamEnd acceptor = bench.nextAccepted();
        dialler.send(200_000);
        acceptor.send(200_000);
        acceptor.awaitReceived(200_000);
        dialler.awaitReceived(200_000);
        fault(route.listen(scheme, at(listener.address()), (channel, from) -> channel.close()));
        stopWhileConnecting(route, provider);
        bench.await("no socket is left", () -> bench.openSockets() == 0);
        bench.await("the allocator remembers no stack of the provider", () -> bench.allocator().live() == 0);
    }

    /** Stops {@code provider} with one connect cancelled and one under way, where there is somebody who does not answer. */
    private void stopWhileConnecting(LoopbackRoute route, StreamTransport provider) throws Exception {
        Optional<SilentHost> nobody = silentHost();
        if (nobody.isEmpty()) {
            stop(provider);
            return;
        }
        try (SilentHost silent = nobody.get()) {
            bench.dial(route, peer(silent.address()), anEnd(), MUCH_LATER).cancel(true);
            Future<Channel> connecting = bench.dial(route, peer(silent.address()), anEnd(), MUCH_LATER);
            stop(provider);
            assertEquals(Fault.Kind.GONE, fault(connecting).kind());
        }
    }

    /**
     * Where connection requests are not answered, neither yes nor no: without an override a TCP port. A transport that does not
     * stand on TCP says here what that is for it; empty where the system answers every request at once.
     */
    protected Optional<SilentHost> silentHost() throws Exception {
        boolean linux = System.getProperty("os.name").startsWith("Linux"); // only Linux drops what comes beyond a full backlog
        return linux ? Optional.of(SilentHost.withFullBacklog()) : Optional.empty();
    }

    /** What the tests of one transport stand on: loops, route, allocator; for further tests of the subclass. */
    protected final TransportBench bench() {
        return bench;
    }

    private BindSpec at(InetSocketAddress address) {
        return new BindSpec(address, path(), bench.listening());
    }

    private Listener listen() throws Exception {
        return result(bench.listen(bench.route(), scheme, bench.anyPort(path()), this::anAcceptor));
    }

    private StreamEnd anEnd() {
        return new StreamEnd("the dialler", DIALLER, ACCEPTOR, true);
    }

    private StreamEnd anAcceptor() {
        return new StreamEnd("the acceptor", ACCEPTOR, DIALLER, true);
    }

    private record Pair(StreamEnd dialler, StreamEnd acceptor) {
    }

    private Pair connected() throws Exception {
        return connect(listen());
    }

    /** A connection whose accepting end does not read yet. */
    private Pair connectedToAReaderThatWaits() throws Exception {
        return connect(result(bench.listen(bench.route(), scheme, bench.anyPort(path()),
                () -> new StreamEnd("the acceptor", ACCEPTOR, DIALLER, false))));
    }

    private Pair connect(Listener listener) throws Exception {
        return connect(bench.route(), listener);
    }

    private Pair connect(LoopbackRoute over, Listener listener) throws Exception {
        StreamEnd dialler = anEnd();
        Future<Channel> connecting = bench.dial(over, peer(listener.address()), dialler, PATIENCE);
        assertSame(result(connecting), dialler.channel());
        dialler.awaitActive();
        return new Pair(dialler, bench.nextAccepted());
    }

    /** Whether a sender is unwritable and has sent nothing more for a while, in which both loops went round many times. */
    private static BooleanSupplier stalled(StreamEnd sender) {
        long[] lastSeen = {-1, 0};
        return () -> {
            boolean moved = sender.sent() != lastSeen[0] || sender.channel().isWritable();
            lastSeen[0] = sender.sent();
            lastSeen[1] = moved ? 0 : lastSeen[1] + 1;
            return lastSeen[1] > 100;
        };
    }
}
