package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerClient;
import org.freshet.discovery.TrackerRoute;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.Cause;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.InfoHash;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.tcp.TcpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transports and storages that come and go while torrents stand on them. */
class ProvidersTest {

    /** Local files under another scheme, {@code other:/path}. */
    private static final class OtherStorage extends WrappedStorage {
        @Override
        public CompletionStage<TorrentStorage> open(StorageRequest request) {
            return super.open(new StorageRequest(URI.create("file://" + request.root().getPath()), request.layout(), request.files(),
                    request.partsId()));
        }
    }

    @TempDir
    Path temp;
    private final CountingStorage counting = new CountingStorage();
    private final OtherStorage other = new OtherStorage();
    private Node seed;
    private Node leech;

    @BeforeEach
    void start() throws Exception {
        seed = Node.started(temp.resolve("seed"));
        leech = Node.at(temp.resolve("leech")).with("file", counting).with("other", other);
        leech.open(Restore.ALL);
    }

    @AfterEach
    void stop() throws Exception {
        leech.close();
        seed.close();
        assertEquals(0, counting.open() + other.open(), "a storage was not closed");
    }

    private Providers without(String stream, String storage) {
        Providers all = leech.providers();
        Map<String, StreamTransport> streams = new HashMap<>(all.streams());
        Map<String, StorageProvider> storages = new HashMap<>(all.storages());
        streams.remove(stream);
        storages.remove(storage);
        return new Providers(streams, all.datagrams(), storages, all.trackers());
    }

    private Providers with(String scheme, StreamTransport transport) {
        Providers all = leech.providers();
        Map<String, StreamTransport> streams = new HashMap<>(all.streams());
        streams.put(scheme, transport);
        return new Providers(streams, all.datagrams(), all.storages(), all.trackers());
    }

    private Torrent downloading(Sample sample) throws Exception {
        Until.done(seed.seed(sample.metainfo()).limit(new RateLimits(0, 500_000)));
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.reaches(t, "a part of it", s -> s.done() > 5 * Sample.PIECE);
        return t;
    }

    private void unlimited() throws Exception {
        for (Torrent t : seed.session().torrents()) {
            Until.done(t.limit(RateLimits.NONE));
        }
    }

    @Test
    void withoutItsOnlyTransportATorrentParksAndGoesOnWhenItIsBack() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        Torrent t = downloading(sample);
        Until.done(leech.session().providers(without("tcp", "")));
        Node.reaches(t, State.PARKED);
        assertTrue(t.status().reason().contains("no transport is running"), t.status().reason());
        assertEquals(Cause.NO_TRANSPORT, t.status().cause());
        assertEquals(0, t.status().peers());
        assertEquals(List.of(), leech.session().status().listening());
        assertEquals(1, leech.session().status().problems().size());
        long done = t.status().done();
        int reads = counting.reads();
        unlimited();
        leech.states().clear();
        Until.done(leech.session().providers(leech.providers()));
        Node.completes(t);
        assertSame(t, leech.session().torrents().getFirst());
        assertTrue(done > 0 && !leech.states().contains(State.CHECKING), leech.states().toString());
        assertEquals(reads, counting.reads());
        assertEquals(List.of(), sample.differing(leech.data()));
        assertEquals(1, leech.session().status().listening().size());
    }

    @Test
    void withoutItsStorageATorrentParksAndGoesOnWithoutACheckWhenItIsBack() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        Torrent t = downloading(sample);
        Until.done(leech.session().providers(without("", "file")));
        Node.reaches(t, State.PARKED);
        assertEquals(0, counting.open(), "the storage is still open");
        assertTrue(t.status().reason().contains("no storage for \"file\""), t.status().reason());
        assertEquals(Cause.NO_STORAGE, t.status().cause());
        unlimited();
        Until.done(leech.session().providers(leech.providers()));
        Node.completes(t);
        assertEquals(0, counting.reads(), "it was checked");
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    @Test
    void torrentsOnAnotherStorageGoOn() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        Torrent t = downloading(sample);
        Sample second = Sample.several(seed.data());
        Torrent up = seed.seed(second.metainfo());
        Until.done(up.limit(new RateLimits(0, 200_000)));
        URI root = URI.create("other:" + leech.data().resolve("there").toUri().getPath());
        Torrent untouched = leech.add(AddTorrent.of(second.metainfo(), root).withPeers(List.of(seed.address())));
        Node.reaches(untouched, "a peer", s -> s.peers() == 1);
        Until.done(leech.session().providers(without("", "file")));
        Node.reaches(t, State.PARKED);
        assertEquals(State.DOWNLOADING, untouched.status().state());
        assertEquals(1, untouched.status().peers());
        Until.done(up.limit(RateLimits.NONE));
        Node.completes(untouched);
        assertEquals(State.PARKED, t.status().state());
        assertEquals(List.of(), second.differing(leech.data().resolve("there")));
    }

    @Test
    void aTransportThatGoesClosesOnlyItsOwnConnections() throws Exception {
        Sample sample = Sample.single(seed.data(), 60);
        TcpTransport second = new TcpTransport();
        Until.done(leech.session().providers(with("alt", second)));
        Torrent t = downloading(sample);
        try (FakePeer silent = FakePeer.listening(sample.metainfo(), true, (peer, request) -> { })) {
            Until.done(t.addPeer(new PeerAddress("alt", silent.address().socket(), "")));
            silent.await("a connection over the other transport", FakePeer::shaken);
            Node.reaches(t, "two peers", s -> s.peers() == 2);
            Until.done(leech.session().providers(leech.providers()));
            silent.awaitDisconnection();
            Node.reaches(t, "the other peer is still there", s -> s.peers() == 1);
            assertEquals(State.DOWNLOADING, t.status().state());
            unlimited();
            Node.completes(t);
        } finally {
            second.close();
        }
    }

    @Test
    void aPausedTorrentStaysPausedWhenItsStorageComesBack() throws Exception {
        Sample sample = Sample.single(seed.data(), 20);
        seed.seed(sample.metainfo());
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed).withPaused(true));
        Until.done(leech.session().providers(without("", "file")));
        Until.done(leech.session().providers(leech.providers()));
        assertEquals(State.PAUSED, t.status().state());
        Until.done(leech.session().providers(without("", "file")));
        Until.done(t.start());
        Node.reaches(t, State.PARKED);
        Until.done(leech.session().providers(leech.providers()));
        Node.completes(t);
    }

    @Test
    void aTrackerClientThatComesLaterIsUsed() throws Exception {
        Sample sample = Sample.single(seed.data(), 20);
        seed.seed(sample.metainfo());
        Torrent t = leech.add(leech.fetch(sample.metainfo()).withTrackers(List.of(List.of("http://127.0.0.1:1/announce"))));
        Until.holds("the missing client is told", () -> t.trackers().stream().anyMatch(s -> s.message().contains("no tracker client")),
                t::trackers);
        Providers all = leech.providers();
        Until.done(leech.session().providers(new Providers(all.streams(), Map.of(), all.storages(), Map.of("http", new OneTracker()))));
        Node.completes(t);
        assertEquals(List.of(), sample.differing(leech.data()));
    }

    /** Knows the seed. */
    private final class OneTracker implements TrackerClient {
        @Override
        public CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route) {
            return CompletableFuture.completedStage(new AnnounceResponse(Duration.ofMinutes(30), Duration.ofMinutes(1),
                    List.of(seed.address()), 1, 0, null, null, null));
        }

        @Override
        public CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route) {
            return CompletableFuture.completedStage(Map.of());
        }
    }
}
