package org.freshet.engine.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionListener;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.SessionStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.core.announce.Scraper;
import org.freshet.engine.core.disk.IoThreads;
import org.freshet.engine.core.peer.PeerConnection.Origin;
import org.freshet.engine.core.peer.PeerHandshake;
import org.freshet.engine.core.rate.RateLimiter;
import org.freshet.engine.core.state.StateStore;
import org.freshet.engine.core.state.StateWriter;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.engine.core.torrent.CoreTorrent;
import org.freshet.engine.core.torrent.NewTorrent;
import org.freshet.metainfo.InfoHash;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.Handshake;
import org.freshet.wire.mse.EncryptionPolicy;
import org.freshet.wire.mse.SkeyLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * The engine's session. Everything happens on one event loop; what other threads see are snapshots. Providers may be exchanged at any
 * moment with {@link #providers(Providers)}.
 */
public final class CoreSession implements Session, SessionServices, CoreTorrent.Events, SessionServices.ConnectionCount {
    private static final Logger LOG = LoggerFactory.getLogger(CoreSession.class);
    private static final long LIMIT_TICK_MS = 50;
    private static final int CHOKE_EVERY = 10;
    private static final long FAREWELL_MS = 2_500;
    private static final long CLOSE_MS = 10_000;
    private static final long ALLOT_EVERY = TimeUnit.MILLISECONDS.toNanos(50);

    private final EventLoop loop;
    private final LongSupplier clock;
    private final IoThreads io;
    private final StateStore store;
    private final StateWriter state;
    private final Restore restore;
    private final Route route = new DirectRoute(this::providers);
    private final RandomGenerator random = new SplittableRandom();
    private final RateLimiter downLimiter = new RateLimiter(0);
    private final RateLimiter upLimiter = new RateLimiter(0);
    private final Listening listening;
    private final TorrentQueue queue = new TorrentQueue();
    private final TorrentList torrents = new TorrentList();
    private final Scraper scraper;
    private final SessionFigures figures = new SessionFigures();
    private final Map<InfoHash, CoreTorrent> running = new LinkedHashMap<>();
    private final Executor listenerThread;
    private final Executor mover;
    private volatile Providers providers;
    private volatile SessionSettings settings;
    private volatile SessionStatus status = new SessionStatus(List.of(), List.of(), 0, 0, 0, 0, 0, 0, 0);
    private volatile List<SessionListener> listeners = List.of();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean closing;
    private ScheduledFuture<?> secondTick;
    private ScheduledFuture<?> limitTick;
    private boolean queueDirty;
    private long allottedAt;
    private int connections;
    private long seconds;

    private CoreSession(Base base, StateStore store, SessionSettings settings, Providers providers, Restore restore) {
        this.loop = base.loop();
        this.io = base.io();
        this.clock = base.clock();
        this.store = store;
        this.state = new StateWriter(store, io.serial(Traits.Speed.LOCAL));
        this.listenerThread = io.serial(Traits.Speed.LOCAL);
        this.mover = io.serial(Traits.Speed.REMOTE);
        this.settings = settings;
        this.providers = providers;
        this.restore = restore;
        this.allottedAt = clock.getAsLong() - ALLOT_EVERY;
        this.listening = new Listening(this, this::accepted);
        this.scraper = new Scraper(loop, this::providers, this::trackerRoute);
    }

    /**
     * Opens a profile.
     *
     * @param loop where the session lives; the caller's, and closed by him after the session
     * @param io the session's; closed with it
     * @return done on the loop when listeners are bound or have failed
     */
    public static CompletionStage<CoreSession> open(Path profile, SessionSettings settings, Restore restore, Providers providers,
            EventLoop loop, IoThreads io) {
        return open(profile, settings, restore, providers, new Base(loop, io, System::nanoTime));
    }

    /**
     * What a session runs on.
     *
     * @param clock nanoseconds, of no particular origin
     */
    record Base(EventLoop loop, IoThreads io, LongSupplier clock) {
    }

    /** The same by a certain clock. */
    static CompletionStage<CoreSession> open(Path profile, SessionSettings settings, Restore restore, Providers providers, Base base) {
        CompletableFuture<CoreSession> opened = new CompletableFuture<>();
        base.io().pool().execute(() -> {
            try {
                StateStore store = StateStore.open(profile);
                List<TorrentRecord> records = restore == Restore.ALL ? store.torrents() : List.of();
                CoreSession session = new CoreSession(base, store, settings, providers, restore);
                base.loop().execute(() -> session.begin(records).whenComplete((v, e) -> opened.complete(session)));
            } catch (Fault.FaultException e) {
                opened.completeExceptionally(e);
            } catch (RuntimeException e) {
                opened.completeExceptionally(Fault.of(Fault.Kind.IO, "profile " + profile + " cannot be opened", e).asException());
            }
        });
        return opened;
    }

    private CompletionStage<Void> begin(List<TorrentRecord> records) {
        for (TorrentRecord r : records) {
            torrents.add(new CoreTorrent(this, this, r, null, AddTorrent.ExistingData.RESUME, List.of()));
        }
        applyLimits();
        secondTick = loop.scheduleWithFixedDelay(this::second, 250, 250, TimeUnit.MILLISECONDS);
        CompletionStage<Void> bound = listening.listen(settings.listen());
        return bound.thenRun(() -> {
            publish();
            allotSoon();
        });
    }

    // ---- the session as others see it

    @Override
    public CompletionStage<Torrent> add(AddTorrent request) {
        CompletableFuture<Torrent> added = new CompletableFuture<>();
        loop.execute(() -> unlessClosing(added, () -> io.pool().execute(() -> {
            try {
                NewTorrent fresh = NewTorrent.of(request, key -> store.torrent(key));
                loop.execute(() -> unlessClosing(added, () -> added.complete(add(fresh))));
            } catch (Fault.FaultException | RuntimeException e) {
                added.completeExceptionally(Fault.from(e, Fault.Kind.INTERNAL, "the torrent could not be added").asException());
            }
        })));
        return added;
    }

    /** What would be done, and kept, after the state was written for the last time, is refused. */
    private void unlessClosing(CompletableFuture<?> asked, Runnable task) {
        if (closing) {
            asked.completeExceptionally(new Fault(Fault.Kind.GONE, "the session is closed").asException());
        } else {
            task.run();
        }
    }

    private CoreTorrent add(NewTorrent fresh) {
        CoreTorrent there = torrents.get(fresh.key());
        if (there != null) {
            there.merge(fresh.record().trackers(), fresh.peers(), fresh.metainfo());
            return there;
        }
        TorrentRecord record = fresh.record().position() > 0 ? fresh.record() : fresh.record().withPosition(torrents.nextPosition());
        CoreTorrent torrent = new CoreTorrent(this, this, record, fresh.metainfo(), fresh.existing(), fresh.peers());
        torrents.add(torrent);
        if (fresh.metainfo() != null) {
            byte[] file = fresh.metainfo().toBencode();
            state.change(s -> s.putMetainfo(fresh.key(), file));
        }
        state.change(s -> s.put(record));
        state.syncSoon();
        tell(l -> l.added(torrent));
        allotSoon();
        return torrent;
    }

    @Override
    public List<Torrent> torrents() {
        return torrents.inOrder();
    }

    @Override
    public Optional<Torrent> torrent(InfoHash infoHash) {
        return torrents.find(infoHash);
    }

    @Override
    public CompletionStage<Void> moveInQueue(Torrent torrent, int place) {
        CompletableFuture<Void> moved = new CompletableFuture<>();
        loop.execute(() -> {
            CoreTorrent t = torrents.get(torrent.infoHashes().primary());
            if (t != null) {
                torrents.move(t, place);
                allotSoon();
            }
            moved.complete(null);
        });
        return moved;
    }

    @Override
    public CompletionStage<Void> remove(Torrent torrent, boolean withData) {
        CompletableFuture<Void> removed = new CompletableFuture<>();
        loop.execute(() -> {
            CoreTorrent t = torrents.get(torrent.infoHashes().primary());
            if (t == null) {
                removed.complete(null);
                return;
            }
            InfoHash key = t.infoHashes().primary();
            torrents.remove(t);
            running.remove(key);
            t.close(true).thenCompose(v -> withData ? t.deleteFiles() : CompletableFuture.completedStage(null))
                    .whenComplete((v, error) -> {
                        state.change(s -> s.remove(key));
                        state.syncSoon();
                        tell(l -> l.removed(t));
                        allotSoon();
                        if (error == null) {
                            removed.complete(null);
                        } else {
                            removed.completeExceptionally(Fault.from(error, Fault.Kind.IO, "the files could not be deleted").asException());
                        }
                    });
        });
        return removed;
    }

    @Override
    public SessionSettings settings() {
        return settings;
    }

    @Override
    public CompletionStage<Void> apply(SessionSettings other) {
        CompletableFuture<Void> applied = new CompletableFuture<>();
        loop.execute(() -> {
            settings = other;
            applyLimits();
            allotSoon();
            listening.listen(other.listen()).whenComplete((v, e) -> {
                publish();
                applied.complete(null);
            });
        });
        return applied;
    }

    private void applyLimits() {
        downLimiter.setLimit(settings.limits().down());
        upLimiter.setLimit(settings.limits().up());
        List.copyOf(running.values()).forEach(CoreTorrent::limitsChanged);
    }

    @Override
    public SessionStatus status() {
        return status;
    }

    private void publish() {
        status = figures.status(running.values(), torrents.size(), listening, connections);
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> ending = new CompletableFuture<>();
        loop.execute(() -> {
            if (!closing) {
                closing = true;
                shutDown();
            }
            closed.whenComplete((v, e) -> ending.complete(null));
        });
        return ending;
    }

    /** Done when the session is closed. */
    public CompletionStage<Void> closedStage() {
        return closed;
    }

    private void shutDown() {
        secondTick.cancel(false);
        if (limitTick != null) {
            limitTick.cancel(false);
        }
        listening.close();
        List<CompletableFuture<Void>> stopping = new ArrayList<>();
        List<CompletableFuture<Void>> farewells = new ArrayList<>();
        for (CoreTorrent t : List.copyOf(running.values())) {
            stopping.add(t.close(false).toCompletableFuture());
            t.farewells().forEach(f -> farewells.add(f.toCompletableFuture()));
        }
        CompletableFuture<Void> stopped = CompletableFuture.allOf(stopping.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CLOSE_MS, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> told = CompletableFuture.allOf(farewells.toArray(CompletableFuture[]::new)).exceptionally(e -> null)
                .completeOnTimeout(null, FAREWELL_MS, TimeUnit.MILLISECONDS);
        stopped.exceptionally(e -> null).thenCombine(told, (a, b) -> null).thenCompose(v -> state.close()).whenComplete((v, e) ->
                Thread.ofVirtual().start(() -> { // not on an I/O thread, since these are waited for
                    io.close();
                    closed.complete(null);
                }));
    }

    // ---- providers and listeners

    /**
     * Other providers from now on. Done when nothing of those that went is used any more; whoever withdraws a provider waits for that, a
     * bounded time.
     */
    public CompletionStage<Void> providers(Providers next) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        loop.execute(() -> {
            List<StreamTransport> gone = new ArrayList<>(providers.streams().values());
            gone.removeAll(next.streams().values());
            providers = next;
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (CoreTorrent t : List.copyOf(running.values())) {
                waiting.add(t.providersChanged(gone).toCompletableFuture());
            }
            waiting.add(listening.providersChanged(gone).thenRun(this::publish).toCompletableFuture());
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).whenComplete((v, e) -> drained.complete(null));
        });
        return drained;
    }

    /** Who hears of changes from now on. Those that are new hear of every torrent that is there. */
    public void listeners(List<SessionListener> next) {
        loop.execute(() -> {
            List<SessionListener> fresh = new ArrayList<>(next);
            fresh.removeAll(listeners);
            listeners = List.copyOf(next);
            for (SessionListener l : fresh) {
                torrents.inOrder().forEach(t -> listenerThread.execute(() -> guarded(l, x -> x.added(t))));
            }
        });
    }

    private void tell(Consumer<SessionListener> what) {
        for (SessionListener l : listeners) {
            listenerThread.execute(() -> guarded(l, what));
        }
    }

    private static void guarded(SessionListener listener, Consumer<SessionListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a session listener failed: {}", e.toString());
        }
    }

    @Override
    public void stateChanged(CoreTorrent torrent, TorrentStatus now) {
        figures.count(torrent);
        if (torrent.running()) {
            running.put(torrent.infoHashes().primary(), torrent);
        } else {
            running.remove(torrent.infoHashes().primary());
        }
        tell(l -> l.stateChanged(torrent, now));
        allotSoon();
    }

    /** Now, or a moment after the last time: thousands that are added or change at once are allotted together. */
    private void allotSoon() {
        if (!queueDirty && !closing) {
            queueDirty = true;
            long wait = ALLOT_EVERY - (now() - allottedAt);
            if (wait <= 0) {
                loop.execute(this::allot);
            } else {
                loop.schedule(this::allot, wait, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void allot() {
        queueDirty = false;
        if (!closing) {
            queue.allot(torrents.all(), settings);
            allottedAt = now();
        }
    }

    // ---- incoming connections

    private void accepted(Channel channel, PeerAddress from, StreamTransport transport) {
        if (full()) {
            channel.close();
            return;
        }
        PeerHandshake.accepted(channel, this::runningByObfuscated, encryptionPolicy(), new PeerHandshake.Sink() {
            @Override
            public void shaken(Channel c, Handshake theirs, boolean encrypted) {
                CoreTorrent torrent = torrents.byHandshake(theirs.infoHash());
                if (torrent == null) {
                    c.close();
                } else {
                    torrent.accept(c, new Origin(from, true, encrypted, transport), theirs);
                }
            }

            @Override
            public void failed(String why) {
                LOG.debug("{} did not become a peer: {}", from, why);
            }
        });
    }

    private byte[] runningByObfuscated(byte[] obfuscated) {
        for (CoreTorrent t : running.values()) {
            for (InfoHash hash : t.infoHashes().all()) {
                if (Arrays.equals(SkeyLookup.obfuscate(hash.truncated()), obfuscated)) {
                    return hash.truncated();
                }
            }
        }
        return null;
    }

    // ---- time

    private void second() {
        boolean whole = seconds++ % 4 == 0;
        Collection<CoreTorrent> now = List.copyOf(running.values());
        boolean moved = whole;
        for (CoreTorrent t : now) {
            if (whole) {
                t.tick();
            } else if (t.moving()) {
                moved = true;
                t.changed();
            }
            if (seconds % (4L * CHOKE_EVERY) == 1) {
                t.chokeRound();
            }
        }
        if (!moved) {
            return;
        }
        publish();
        if (whole) {
            state.commit();
        }
        boolean limited = downLimiter.limit() > 0 || upLimiter.limit() > 0
                || now.stream().anyMatch(t -> t.record().wish().limits().down() > 0 || t.record().wish().limits().up() > 0);
        if (limited && limitTick == null) {
            limitTick = loop.scheduleWithFixedDelay(() -> List.copyOf(running.values()).forEach(CoreTorrent::limitsGrant), LIMIT_TICK_MS,
                    LIMIT_TICK_MS, TimeUnit.MILLISECONDS);
        } else if (!limited && limitTick != null) {
            limitTick.cancel(false);
            limitTick = null;
        }
    }

    // ---- what torrents share

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public long now() {
        return clock.getAsLong();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public IoThreads io() {
        return io;
    }

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public StateWriter state() {
        return state;
    }

    @Override
    public Providers providers() {
        return providers;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public EncryptionPolicy encryptionPolicy() {
        return switch (settings.encryption()) {
            case OFF -> EncryptionPolicy.PLAIN_ONLY;
            case ALLOWED -> EncryptionPolicy.PREFER_PLAIN;
            case PREFERRED -> EncryptionPolicy.PREFER_ENCRYPTED;
            case REQUIRED -> EncryptionPolicy.REQUIRE_ENCRYPTED;
        };
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
        return mover;
    }

    @Override
    public Scraper scraper() {
        return scraper;
    }

    @Override
    public RateLimiter downLimiter() {
        return downLimiter;
    }

    @Override
    public RateLimiter upLimiter() {
        return upLimiter;
    }

    @Override
    public int listenPort() {
        return listening.tcpPort();
    }

    @Override
    public InetSocketAddress dialFrom() {
        InetAddress own = Listening.ownAddress(settings.listen());
        return own == null ? null : new InetSocketAddress(own, 0);
    }

    @Override
    public InetSocketAddress externalAddress() {
        InetAddress own = Listening.ownAddress(settings.listen());
        return own == null ? null : new InetSocketAddress(own, listenPort());
    }
}
