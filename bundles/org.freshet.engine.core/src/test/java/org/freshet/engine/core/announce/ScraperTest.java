package org.freshet.engine.core.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
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
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.FakeServices;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

class ScraperTest {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final List<List<String>> ONE = List.of(List.of("http://a/announce?passkey=secret"));

    private final FakeServices services = new FakeServices();
    private final List<String> asked = new ArrayList<>();
    private final List<CompletableFuture<Map<InfoHash, ScrapeEntry>>> open = new ArrayList<>();
    private Fault fault;
    private boolean hanging;
    private int changes;

    ScraperTest() {
        services.trackers(Map.of("http", new TrackerClient() {
            @Override
            public CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route) {
                throw new AssertionError("nobody announces");
            }

            @Override
            public CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route) {
                asked.add(tracker.getHost() + " " + torrents.size());
                CompletableFuture<Map<InfoHash, ScrapeEntry>> answer = new CompletableFuture<>();
                open.add(answer);
                if (fault != null) {
                    answer.completeExceptionally(fault.asException());
                } else if (!hanging) {
                    Map<InfoHash, ScrapeEntry> counts = new HashMap<>();
                    torrents.stream().filter(t -> !t.equals(hash(7))).forEach(t -> counts.put(t, new ScrapeEntry(11, 22, 33)));
                    answer.complete(counts);
                }
                return answer;
            }
        }));
    }

    private static InfoHash hash(int n) {
        return InfoHash.v1Of(ByteBuffer.allocate(4).putInt(n).array());
    }

    private void moment() {
        services.pass(MOMENT);
        services.run();
    }

    private RestingTrackers torrent(int n) {
        return new RestingTrackers(services, hash(n), () -> changes++);
    }

    @Test
    void aTrackerIsAskedWhileSomebodyLooksButNotAllTheTime() {
        RestingTrackers t = torrent(1);
        t.ask(ONE);
        t.ask(ONE);
        moment();
        assertEquals(List.of("a 1"), asked);
        assertEquals(1, changes);
        assertEquals(List.of(new TrackerStatus("http://a/announce", 0, true, "", 11, 33, null)), t.status(ONE));
        services.pass(Duration.ofMinutes(14));
        t.ask(ONE);
        moment();
        assertEquals(1, asked.size());
        services.pass(Duration.ofMinutes(2));
        t.ask(ONE);
        moment();
        assertEquals(2, asked.size());
    }

    @Test
    void manyTorrentsOfATrackerShareAQuestion() {
        List<RestingTrackers> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            all.add(torrent(i));
            all.getLast().ask(ONE);
        }
        moment();
        assertEquals(List.of("a 64", "a 64", "a 22"), asked);
        assertEquals(150, changes);
        assertEquals("it does not know this torrent", all.get(7).status(ONE).getFirst().message());
    }

    @Test
    void fewTrackersAreAskedAtATime() {
        hanging = true;
        for (int i = 0; i < 9; i++) {
            torrent(i).ask(List.of(List.of("http://t" + i + "/announce")));
        }
        moment();
        assertEquals(4, asked.size());
        open.get(0).complete(Map.of());
        services.run();
        assertEquals(5, asked.size());
    }

    @Test
    void faultsAreToldWithoutSecretsAndATrackerWithoutScrapeIsNoFault() {
        RestingTrackers t = torrent(1);
        fault = new Fault(Fault.Kind.DENIED, "bad passkey=secret");
        t.ask(ONE);
        moment();
        assertTrue(!t.status(ONE).getFirst().working() && !t.status(ONE).getFirst().message().contains("secret"),
                t.status(ONE)::toString);
        fault = new Fault(Fault.Kind.UNSUPPORTED, "has no scrape");
        RestingTrackers other = torrent(2);
        other.ask(ONE);
        moment();
        assertEquals("", other.status(ONE).getFirst().message());
    }

    @Test
    void anAddressThatIsNoneOrHasNoClientIsSaid() {
        List<List<String>> odd = List.of(List.of("no address at all", "wss://b/announce"));
        RestingTrackers t = torrent(1);
        t.ask(odd);
        moment();
        assertEquals(List.of("this is no valid address", "no tracker client for \"wss\" is running"),
                t.status(odd).stream().map(TrackerStatus::message).toList());
    }
}
