package org.freshet.engine.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.RateLimits;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A transport or a storage stops and starts under a running download, twenty times, and nothing of it stays in memory. */
class DynamicWiringTest {
    private static final int TIMES = 20;
    private static final int PIECE = 64 << 10;
    private static final int PIECES = 256;

    private final Framework framework = new Framework();
    private final List<Session> sessions = new ArrayList<>();
    @TempDir
    Path folder;
    private SessionFactory factory;
    private Torrent download;
    private byte[] content;

    @BeforeEach
    void aDownloadIsUnderWay() throws Exception {
        factory = framework.service(SessionFactory.class);
        Path data = Files.createDirectories(folder.resolve("seed"));
        content = new byte[PIECE * PIECES - 777];
        new Random(7).nextBytes(content);
        Files.write(data.resolve("payload.bin"), content);
        Metainfo metainfo = new TorrentCreator(data.resolve("payload.bin")).pieceLength(PIECE).create();

        Session seeder = open("seeder");
        seeder.add(AddTorrent.of(metainfo, data.toUri()).withData(ExistingData.COMPLETE)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        Session leecher = open("leecher");
        // slow enough to be stopped twenty times before the end, on a busy machine too
        download = leecher.add(AddTorrent.of(metainfo, folder.resolve("leech").toUri()).withLimits(new RateLimits(1 << 18, 0)))
                .toCompletableFuture().get(60, TimeUnit.SECONDS);
        connect(seeder);
    }

    private Session open(String name) throws Exception {
        SessionSettings settings = SessionSettings.defaults().withListen(List.of(URI.create("tcp://127.0.0.1:0")));
        Session session = factory.open(folder.resolve(name), settings, Restore.ALL).toCompletableFuture().get(60, TimeUnit.SECONDS);
        sessions.add(session);
        return session;
    }

    /** Tells the download of the seed: its port may be another after its transport came back. */
    private void connect(Session seeder) throws InterruptedException {
        Framework.await(() -> "the seed to listen: " + seeder.status(), () -> !seeder.status().listening().isEmpty());
        int port = seeder.status().listening().get(0).getPort();
        download.addPeer(PeerAddress.tcp(new InetSocketAddress("127.0.0.1", port)));
    }

    @AfterEach
    void everySessionCloses() throws Exception {
        for (Session s : sessions) {
            s.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aTransportStopsAndStartsUnderADownloadAndLeavesNothingBehind() throws Exception {
        hotSwap("org.freshet.transport.tcp", "transport");
    }

    @Test
    void aStorageStopsAndStartsUnderADownloadAndLeavesNothingBehind() throws Exception {
        hotSwap("org.freshet.storage.local", "storage");
    }

    private void hotSwap(String name, String named) throws Exception {
        Bundle bundle = framework.bundle(name);
        List<WeakReference<ClassLoader>> old = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long before = download.status().done();
            awaitState(State.DOWNLOADING);
            Framework.await(() -> "a piece more than " + before + " bytes: " + download.status(), () -> download.status().done() > before);
            bundle.stop();
            awaitState(State.PARKED);
            TorrentStatus parked = download.status();
            assertTrue(parked.reason().contains(named), parked.reason());
            old.add(framework.refresh(bundle));
            bundle.start();
            Framework.await(() -> "the download to go on: " + download.status(), () -> download.status().state() != State.PARKED);
            assertTrue(download.status().done() >= parked.done(), "pieces were forgotten: " + parked + " " + download.status());
            connect(sessions.get(0));
        }
        download.limit(RateLimits.NONE).toCompletableFuture().get(60, TimeUnit.SECONDS);
        download.completed().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(-1, Arrays.mismatch(content, Files.readAllBytes(folder.resolve("leech/payload.bin"))));
        for (int i = 0; i < TIMES; i++) {
            Framework.awaitCollected(old.get(i), "class loader " + i + " of " + name);
        }
        long wasted = download.status().downloaded() - content.length;
        assertTrue(wasted <= (long) TIMES * 64 * PIECE, "pieces were fetched again: " + wasted + " bytes");
    }

    private void awaitState(State state) throws InterruptedException {
        Framework.await(() -> state + ": " + download.status(), () -> download.status().state() == state);
    }
}
