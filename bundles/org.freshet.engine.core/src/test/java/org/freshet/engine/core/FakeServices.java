package org.freshet.engine.core;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.freshet.discovery.TrackerClient;
import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.SessionSettings.Encryption;
import org.freshet.engine.core.announce.Scraper;
import org.freshet.engine.core.disk.IoThreads;
import org.freshet.engine.core.rate.RateLimiter;
import org.freshet.engine.core.state.StateStore;
import org.freshet.engine.core.state.StateWriter;
import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.mse.EncryptionPolicy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** What a part of a session needs, with a clock and a loop that stand still unless the test moves them. */
public final class FakeServices implements SessionServices, SessionServices.ConnectionCount {

    /** A connection that was asked for and is not there yet. */
    public record Dial(ConnectRequest request, Promise<Channel> channel) {
    }

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Random random = new Random(1);
    private final Queue<Dial> dials = new ArrayDeque<>();
    private Providers providers = Providers.NONE;
    private SessionSettings settings = new SessionSettings(List.of(), RateLimits.NONE, 500, 100, 0, 5, 50, Encryption.OFF, true);
    private final RateLimiter down = new RateLimiter(0);
    private final RateLimiter up = new RateLimiter(0);
    private long now = 1;
    private int connections;
    private final Scraper scraper = new Scraper(loop.eventLoop(), this::providers, this::trackerRoute);

    public FakeServices() {
        loop.freezeTime();
    }

    /** Time passes, on the clock and on the loop. */
    public void pass(Duration time) {
        now += time.toNanos();
        loop.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        run();
    }

    /** The loop does what is due. */
    public void run() {
        loop.runPendingTasks();
    }

    /** The next connection that was asked for, or null. */
    public Dial dialled() {
        return dials.poll();
    }

    public void trackers(Map<String, TrackerClient> clients) {
        providers = new Providers(providers.streams(), Map.of(), Map.of(), clients);
    }

    public void streams(Map<String, StreamTransport> streams) {
        providers = new Providers(streams, Map.of(), Map.of(), providers.trackers());
    }

    public void settings(SessionSettings other) {
        settings = other;
    }

    /** Connections that are counted as open. */
    public int connectionCount() {
        return connections;
    }

    @Override
    public EventLoop loop() {
        return loop.eventLoop();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Providers providers() {
        return providers;
    }

    @Override
    public SessionSettings settings() {
        return settings;
    }

    @Override
    public EncryptionPolicy encryptionPolicy() {
        return EncryptionPolicy.PREFER_PLAIN;
    }

    @Override
    public ConnectionCount connections() {
        return this;
    }

    @Override
    public boolean full() {
        return connections >= settings.maxConnections();
    }

    @Override
    public void opened() {
        connections++;
    }

    @Override
    public void closed() {
        connections--;
    }

    @Override
    public Executor mover() {
        throw new UnsupportedOperationException("nothing moves in this test");
    }

    @Override
    public Scraper scraper() {
        return scraper;
    }

    @Override
    public RateLimiter downLimiter() {
        return down;
    }

    @Override
    public RateLimiter upLimiter() {
        return up;
    }

    @Override
    public int listenPort() {
        return 6881;
    }

    @Override
    public InetSocketAddress dialFrom() {
        return null;
    }

    @Override
    public InetSocketAddress externalAddress() {
        return null;
    }

    @Override
    public Route route() {
        return new Route() {
            @Override
            public Future<Channel> connect(ConnectRequest request) {
                Promise<Channel> channel = loop().newPromise();
                dials.add(new Dial(request, channel));
                return channel;
            }

            @Override
            public Future<Listener> listen(String scheme, BindSpec at, Acceptor acceptor) {
                return loop().newFailedFuture(new Fault(Fault.Kind.UNSUPPORTED, "nobody listens here").asException());
            }

            @Override
            public Future<DatagramPort> datagrams(BindSpec at) {
                return loop().newFailedFuture(new Fault(Fault.Kind.UNSUPPORTED, "no datagrams here").asException());
            }
        };
    }

    @Override
    public IoThreads io() {
        throw new UnsupportedOperationException("no I/O in this test");
    }

    @Override
    public StateStore store() {
        throw new UnsupportedOperationException("no state in this test");
    }

    @Override
    public StateWriter state() {
        throw new UnsupportedOperationException("no state in this test");
    }
}
