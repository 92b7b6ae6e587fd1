package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionListener;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.core.disk.IoThreads;
import org.freshet.metainfo.Metainfo;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.local.LocalStorageProvider;
import org.freshet.testkit.transport.LeakCheckingAllocator;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.tcp.TcpTransport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/** One computer of a test: a session with its own profile, data folder, loop and providers, on a loopback port. Its end fails where a buffer leaked. */
final class Node implements AutoCloseable {
    private final Path home;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final LeakCheckingAllocator buffers = new LeakCheckingAllocator();
    private final TcpTransport tcp = new TcpTransport();
    private final Map<String, StreamTransport> streams = new HashMap<>(Map.of("tcp", new LeakCheckedTransport(tcp, buffers)));
    private final Map<String, StorageProvider> storages = new HashMap<>(Map.of("file", new LocalStorageProvider(buffers)));
    private final AtomicLong skipped = new AtomicLong();
    private final List<State> states = new CopyOnWriteArrayList<>();
    private CoreSession session;

    private Node(Path home) {
        this.home = home;
    }

    /** A computer whose disk is {@code home}, with nothing started. */
    static Node at(Path home) throws IOException {
        Files.createDirectories(home.resolve("data"));
        return new Node(home);
    }

    /** The same, with a session. */
    static Node started(Path home) throws Exception {
        Node node = at(home);
        node.open(Restore.ALL);
        return node;
    }

    /** Another storage, under a scheme. */
    Node with(String scheme, StorageProvider storage) {
        storages.put(scheme, storage);
        return this;
    }

    void open(Restore restore) throws Exception {
        open(restore, settings());
    }

    void open(Restore restore, SessionSettings settings) throws Exception {
        states.clear();
        session = Until.done(CoreSession.open(home.resolve("profile"), settings, restore, providers(),
                new CoreSession.Base(group.next(), new IoThreads(2), () -> System.nanoTime() + skipped.get())));
        session.listeners(List.of(new SessionListener() {
            @Override
            public void stateChanged(Torrent torrent, TorrentStatus status) {
                states.add(status.state());
            }
        }));
    }

    static SessionSettings settings() {
        return SessionSettings.defaults().withListen(List.of(URI.create("tcp://127.0.0.1:0")));
    }

    Providers providers() {
        return new Providers(streams, Map.of(), storages, Map.of());
    }

    /** The session's clock jumps ahead. */
    void skip(Duration time) {
        skipped.addAndGet(time.toNanos());
    }

    CoreSession session() {
        return session;
    }

    Path home() {
        return home;
    }

    Path data() {
        return home.resolve("data");
    }

    /** The states that torrents went through since the session was opened, as a listener heard of them. */
    List<State> states() {
        return states;
    }

    PeerAddress address() {
        URI bound = session.status().listening().getFirst();
        return PeerAddress.tcp("127.0.0.1", bound.getPort());
    }

    Torrent add(AddTorrent request) throws Exception {
        return Until.done(session.add(request));
    }

    /** Shares what stands in this node's data folder. */
    Torrent seed(Metainfo metainfo) throws Exception {
        Torrent t = add(AddTorrent.of(metainfo, data().toUri()));
        reaches(t, State.SEEDING);
        return t;
    }

    AddTorrent fetch(Metainfo metainfo, Node... from) {
        return AddTorrent.of(metainfo, data().toUri()).withPeers(Stream.of(from).map(Node::address).toList());
    }

    static void reaches(Torrent torrent, State state) throws Exception {
        reaches(torrent, "state " + state, s -> s.state() == state);
    }

    static void reaches(Torrent torrent, String what, Predicate<TorrentStatus> condition) throws Exception {
        Until.holds(what, () -> condition.test(torrent.status()), torrent::status);
    }

    /** Waits until all that is wanted is there. */
    static void completes(Torrent torrent) throws Exception {
        Until.holds("complete", () -> torrent.completed().toCompletableFuture().isDone(), torrent::status);
    }

    /** The session ends in order. */
    void stop() throws Exception {
        if (session != null) {
            Until.done(session.close());
            session = null;
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        tcp.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(Until.SECONDS, TimeUnit.SECONDS);
        assertEquals(0, buffers.live(), buffers::describeLive);
    }

    /** Copies a folder as it stands. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(p, target);
                }
            }
        }
    }
}
