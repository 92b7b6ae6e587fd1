package org.freshet.testkit.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;

/**
 * What a transport test stands on: a loop for each side, a loopback route, an allocator that counts, and the waiting. Made for
 * one test and closed after it; closing asserts nothing.
 */
public final class TransportBench implements AutoCloseable {

    /** How long a test waits for what must come at once; it only ever ends a test that fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountingLoop dialling;
    private final CountingLoop listening;
    private final LeakCheckingAllocator allocator = new LeakCheckingAllocator();
    private final LoopbackRoute route;
    private final BlockingQueue<StreamEnd> accepted = new LinkedBlockingQueue<>();

    /**
     * @param io NIO's, epoll's …
     * @param transports by scheme
     */
    public TransportBench(IoHandlerFactory io, Map<String, StreamTransport> transports) {
        // These keep an exception in a static field, which holds every class on the stack they were first used from. In the program
        // that is the engine's, before any plugin's.
        Objects.requireNonNull(ImmediateEventExecutor.INSTANCE);
        Objects.requireNonNull(GlobalEventExecutor.INSTANCE);
        this.dialling = new CountingLoop("dialling", io);
        this.listening = new CountingLoop("listening", io);
        this.route = new LoopbackRoute(transports, null, allocator);
    }

    /** The route that leads to the transports. */
    public LoopbackRoute route() {
        return route;
    }

    /** Makes every buffer of the connections under test. */
    public LeakCheckingAllocator allocator() {
        return allocator;
    }

    /** The loop of the side that dials. */
    public EventLoop dialling() {
        return dialling;
    }

    /** The loop of the side that listens. */
    public EventLoop listening() {
        return listening;
    }

    /** Loopback, a free port, on the listening loop. */
    public BindSpec anyPort(String path) {
        return new BindSpec(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), path, listening());
    }

    /** Listens; each connection gets an end from {@code ends}, which {@link #nextAccepted} returns. */
    public Future<Listener> listen(Route over, String scheme, BindSpec at, Supplier<StreamEnd> ends) {
        return over.listen(scheme, at, (channel, from) -> {
            StreamEnd end = ends.get();
            channel.pipeline().addLast(end);
            accepted.add(end);
        });
    }

    /** Waits for the next accepted connection. */
    public StreamEnd nextAccepted() throws InterruptedException {
        StreamEnd end = accepted.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (end == null) {
            throw new AssertionError("no connection was accepted within " + PATIENCE);
        }
        end.awaitActive();
        return end;
    }

    /** Dials, and returns at once. */
    public Future<Channel> dial(Route over, PeerAddress to, ChannelHandler pipeline, Duration timeout) {
        return over.connect(new ConnectRequest(to, null, over, dialling(), pipeline, timeout));
    }

    /** The result of {@code future}, which must come in time. */
    public static <T> T result(Future<T> future) throws Exception {
        awaitDone(future);
        if (!future.isSuccess()) {
            throw new AssertionError("failed: " + future.cause(), future.cause());
        }
        return future.getNow();
    }

    /** The fault that {@code future} fails with, which must come in time. */
    public static Fault fault(Future<?> future) throws InterruptedException {
        awaitDone(future);
        if (future.cause() instanceof Fault.FaultException e) {
            return e.fault();
        }
        throw new AssertionError("did not fail with a FaultException but ended with " + future, future.cause());
    }

    /** Waits until {@code future} is done, however it ends. */
    public static void awaitDone(Future<?> future) throws InterruptedException {
        if (!future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("not done within " + PATIENCE + ": " + future);
        }
    }

    /** Waits until {@code condition} holds; between two looks both loops go round. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            goRound();
        }
    }

    /** Lets both loops do what they have to do: returns after each has run once through its tasks and its sockets. */
    public void goRound() throws InterruptedException {
        for (EventLoop loop : List.of(dialling, listening)) {
            awaitDone(loop.schedule(() -> { }, 1, TimeUnit.MILLISECONDS));
        }
    }

    /** Sockets that are registered on either loop, listening ones included. */
    public int openSockets() {
        return dialling.getNumOfRegisteredChannels() + listening.getNumOfRegisteredChannels();
    }

    @Override
    public void close() {
        for (EventLoop loop : List.of(dialling, listening)) {
            loop.shutdownGracefully(0, PATIENCE.toSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** Tells how many sockets are registered with it. */
    private static final class CountingLoop extends SingleThreadIoEventLoop {

        CountingLoop(String name, IoHandlerFactory io) {
            super(null, new DefaultThreadFactory(name, true), io);
        }

        @Override
        protected int getNumOfRegisteredChannels() { // visible here
            return super.getNumOfRegisteredChannels();
        }
    }
}
