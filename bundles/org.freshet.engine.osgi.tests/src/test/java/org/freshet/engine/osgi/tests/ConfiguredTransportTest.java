package org.freshet.engine.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.RateLimits;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.Torrent;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.settings.SettingsCheck;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Configuration Admin says of a transport counts for the next connection, without a restart of anything. */
class ConfiguredTransportTest {
    private static final String TCP = "org.freshet.transport.tcp";
    private static final long DEADLINE_S = 60;

    private final Framework framework = new Framework();
    private final List<Session> sessions = new ArrayList<>();
    @TempDir
    Path folder;
    private Configured configuration;
    private SessionFactory factory;

    @BeforeEach
    void findServices() throws Exception {
        configuration = new Configured(TCP);
        factory = framework.service(SessionFactory.class);
    }

    @AfterEach
    void forgetSettings() throws Exception {
        configuration.close();
        for (Session session : sessions) {
            session.close().toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
        }
    }

    @Test
    void connectionsLeaveByTheAddressThatIsConfiguredWhenTheyAreMade() throws Exception {
        Path data = Files.createDirectories(folder.resolve("seed"));
        Files.write(data.resolve("payload.bin"), new byte[1 << 20]);
        Metainfo metainfo = new TorrentCreator(data.resolve("payload.bin")).create();
        Session seeder = open("seeder");
        Torrent seed = add(seeder, AddTorrent.of(metainfo, data.toUri()).withData(ExistingData.COMPLETE));
        Framework.await(() -> "the seed to listen: " + seeder.status(), () -> !seeder.status().listening().isEmpty());
        InetSocketAddress there = new InetSocketAddress("127.0.0.1", seeder.status().listening().get(0).getPort());

        for (String by : List.of("127.0.0.5", "127.0.0.6")) {
            configuration.update(Map.of("outgoingAddress", by));
            framework.service(StreamTransport.class, "outgoingAddress=" + by); // once it has taken the settings over, it says so
            Torrent download = add(open(by), AddTorrent.of(metainfo, folder.resolve(by).toUri()).withLimits(new RateLimits(1000, 0)));
            download.addPeer(PeerAddress.tcp(there));
            Framework.await(() -> "a peer from " + by + ": " + seed.peers(),
                    () -> seed.peers().stream().anyMatch(peer -> peer.address().host().equals(by)));
        }
    }

    @Test
    void whatMakesNoSenseIsToldBeforeItIsKept() throws Exception {
        SettingsCheck check = framework.service(SettingsCheck.class, SettingsCheck.PID + "=" + TCP);
        assertEquals("outgoingAddress", check.check(Map.of("outgoingAddress", "a/b"), Locale.ENGLISH).get(0).attribute());
    }

    private Session open(String name) throws Exception {
        SessionSettings settings = SessionSettings.defaults().withListen(List.of(URI.create("tcp://127.0.0.1:0")));
        Session session = factory.open(folder.resolve("profile-" + name), settings, Restore.ALL).toCompletableFuture()
                .get(DEADLINE_S, TimeUnit.SECONDS);
        sessions.add(session);
        return session;
    }

    private static Torrent add(Session session, AddTorrent request) throws Exception {
        return session.add(request).toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
    }
}
