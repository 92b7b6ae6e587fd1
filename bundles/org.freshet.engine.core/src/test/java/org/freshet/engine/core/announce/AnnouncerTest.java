package org.freshet.engine.core.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceRequest.Event;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerClient;
import org.freshet.discovery.TrackerRoute;
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.FakeServices;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);
    private static final PeerAddress PEER = PeerAddress.tcp("10.0.0.1", 1);

    private final FakeServices services = new FakeServices();
    private final List<PeerAddress> discovered = new ArrayList<>();
    private boolean wantsPeers = true;

    /** Trackers that answer, fail or hang by their host's name. */
    private final class FakeClient implements TrackerClient {
        final List<String> calls = new ArrayList<>();
        final List<AnnounceRequest> requests = new ArrayList<>();
        final Set<String> failing = new HashSet<>();
        final Map<String, CompletableFuture<AnnounceResponse>> hanging = new HashMap<>();
        List<PeerAddress> peers = List.of(PEER);

        @Override
        public CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route) {
            calls.add(tracker.getHost() + " " + request.event());
            requests.add(request);
            if (hanging.containsKey(tracker.getHost())) {
                return hanging.get(tracker.getHost());
            }
            if (tracker.getHost().equals("broken")) {
                throw new IllegalStateException("a defect");
            }
            if (tracker.getHost().equals("nothing")) {
                return null;
            }
            if (failing.contains(tracker.getHost())) {
                return CompletableFuture.failedStage(new Fault(Fault.Kind.DENIED, "no entry at " + tracker.getHost()).asException());
            }
            return CompletableFuture.completedStage(answer());
        }

        AnnounceResponse answer() {
            return new AnnounceResponse(INTERVAL, MIN_INTERVAL, peers, 3, 4, "id-1", null, null);
        }

        @Override
        public CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route) {
            throw new AssertionError("nobody scrapes");
        }

        /** What was called since the last time. */
        List<String> heard() {
            services.run();
            List<String> since = List.copyOf(calls);
            calls.clear();
            return since;
        }
    }

    private final FakeClient client = new FakeClient();
    private final List<String> notes = new ArrayList<>();

    private Announcer announcer(String... tiers) {
        services.trackers(Map.of("http", client));
        Announcer.Subject subject = new Announcer.Subject() {
            @Override
            public InfoHash infoHash() {
                return InfoHash.v1(new byte[20]);
            }

            @Override
            public byte[] peerId() {
                return new byte[20];
            }

            @Override
            public long uploaded() {
                return 1;
            }

            @Override
            public long downloaded() {
                return 2;
            }

            @Override
            public long left() {
                return 3;
            }

            @Override
            public boolean wantsPeers() {
                return wantsPeers;
            }

            @Override
            public void discovered(Collection<PeerAddress> peers) {
                discovered.addAll(peers);
            }

            @Override
            public void note(String what) {
                notes.add(what);
            }
        };
        List<List<String>> urls = new ArrayList<>();
        for (String tier : tiers) {
            urls.add(List.of(tier.split(",")).stream().map(h -> h.contains(":") ? h : "http://" + h + "/announce").toList());
        }
        return new Announcer(services, subject, urls);
    }

    @Test
    void allTiersAreToldOfTheStartAtOnce() {
        announcer("a", "b", "c").start();
        assertEquals(List.of("a STARTED", "b STARTED", "c STARTED"), client.heard());
        assertEquals(List.of(PEER, PEER, PEER), discovered);
    }

    @Test
    void aTrackerThatHangsHoldsUpNoOtherTier() {
        client.hanging.put("a", new CompletableFuture<>());
        Announcer announcer = announcer("a", "b");
        announcer.start();
        assertEquals(List.of("a STARTED", "b STARTED"), client.heard());
        services.pass(INTERVAL);
        assertEquals(List.of("b NONE"), client.heard());
        announcer.completed();
        assertEquals(List.of("b COMPLETED"), client.heard());
        client.hanging.remove("a").complete(client.answer());
        assertEquals(List.of("a COMPLETED"), client.heard(), "it is told as soon as it answers");
    }

    @Test
    void withinATierTheNextIsAskedAfterAFailureAndTheOneThatAnswersIsKept() {
        Announcer announcer = announcer("a,b,c");
        List<String> order = announcer.status().stream().map(t -> URI.create(t.url()).getHost()).toList();
        client.failing.add(order.get(0));
        client.failing.add(order.get(1));
        announcer.start();
        assertEquals(List.of(order.get(0) + " STARTED", order.get(1) + " STARTED", order.get(2) + " STARTED"), client.heard());
        client.failing.clear();
        services.pass(INTERVAL);
        assertEquals(List.of(order.get(2) + " NONE"), client.heard());
        client.failing.add(order.get(2));
        services.pass(INTERVAL);
        assertEquals(List.of(order.get(2) + " NONE", order.get(0) + " NONE"), client.heard(), "BEP 12: the others keep their order");
    }

    @Test
    void theOrderWithinATierIsShuffled() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            first.add(announcer("a,b,c").status().get(0).url());
        }
        assertEquals(3, first.size());
    }

    @Test
    void eachEventIsToldOnceToATrackerThatAnswers() {
        Announcer announcer = announcer("a");
        announcer.start();
        announcer.start();
        assertEquals(List.of("a STARTED"), client.heard());
        services.pass(INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
        announcer.completed();
        assertEquals(List.of("a COMPLETED"), client.heard());
        services.pass(INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
        announcer.stop();
        assertEquals(List.of("a STOPPED"), client.heard());
        services.pass(INTERVAL.multipliedBy(10));
        assertEquals(List.of(), client.heard());
    }

    @Test
    void anEventThatFailedIsToldAgain() {
        client.failing.add("a");
        Announcer announcer = announcer("a");
        announcer.start();
        assertEquals(List.of("a STARTED"), client.heard());
        client.failing.clear();
        services.pass(Duration.ofSeconds(5));
        assertEquals(List.of("a STARTED"), client.heard());
        client.failing.add("a");
        announcer.completed();
        assertEquals(List.of("a COMPLETED"), client.heard());
        client.failing.clear();
        services.pass(Duration.ofSeconds(5));
        assertEquals(List.of("a COMPLETED"), client.heard());
        services.pass(INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
    }

    @Test
    void aTorrentThatCompletesBeforeItsTrackerAnsweredIsStartedFirst() {
        client.hanging.put("a", new CompletableFuture<>());
        Announcer announcer = announcer("a");
        announcer.start();
        announcer.completed();
        assertEquals(List.of("a STARTED"), client.heard());
        client.hanging.remove("a").complete(client.answer());
        assertEquals(List.of("a COMPLETED"), client.heard());
    }

    @Test
    void nobodyIsToldOfTheEndWhoNeverHeardOfTheStart() {
        client.failing.add("a");
        client.hanging.put("b", new CompletableFuture<>());
        Announcer announcer = announcer("a", "b", "c");
        announcer.start();
        client.heard();
        CompletableFuture<Void> told = announcer.stop().toCompletableFuture();
        assertEquals(List.of("c STOPPED"), client.heard());
        assertTrue(told.isDone());
    }

    @Test
    void theEndIsDoneWhenItWasToldOrRefused() {
        Announcer announcer = announcer("a", "b");
        announcer.start();
        client.heard();
        client.failing.add("b");
        client.hanging.put("a", new CompletableFuture<>());
        CompletableFuture<Void> told = announcer.stop().toCompletableFuture();
        assertEquals(List.of("a STOPPED", "b STOPPED"), client.heard());
        assertFalse(told.isDone());
        client.hanging.get("a").complete(client.answer());
        assertTrue(told.isDone() && !told.isCompletedExceptionally());
        assertEquals(2, discovered.size(), "peers named at the end are of no use");
    }

    @Test
    void fullRoundsOfFailuresWaitLongerAndLongerUpToHalfAnHour() {
        client.failing.addAll(Set.of("a", "b"));
        announcer("a,b").start();
        assertEquals(2, client.heard().size());
        long wait = 5;
        for (int round = 0; round < 14; round++) {
            services.pass(Duration.ofSeconds(wait).minusMillis(1));
            assertEquals(List.of(), client.heard(), "not before " + wait + " s");
            services.pass(Duration.ofMillis(1));
            assertEquals(2, client.heard().size(), "after " + wait + " s");
            wait = Math.min(wait * 2, 1800);
        }
        client.failing.clear();
        services.pass(Duration.ofSeconds(wait));
        assertEquals(1, client.heard().size());
        client.failing.addAll(Set.of("a", "b"));
        services.pass(INTERVAL);
        client.heard();
        services.pass(Duration.ofSeconds(5));
        assertEquals(2, client.heard().size(), "a success shortens the wait again");
    }

    @Test
    void aTrackerWithoutAClientIsTriedWhenOneComes() {
        Announcer announcer = announcer("a");
        services.trackers(Map.of());
        announcer.start();
        services.run();
        assertTrue(announcer.status().get(0).message().contains("no tracker client for \"http\""), announcer.status().get(0)::message);
        services.trackers(Map.of("http", client));
        announcer.providersChanged();
        assertEquals(List.of("a STARTED"), client.heard());
        announcer.providersChanged();
        assertEquals(List.of(), client.heard(), "what works is left alone");
    }

    @Test
    void aDefectOfAClientIsAFaultOfThatTrackerOnly() {
        Announcer announcer = announcer("broken", "nothing", "c");
        announcer.start();
        services.run();
        assertEquals(List.of("broken STARTED", "nothing STARTED", "c STARTED"), client.heard());
        List<TrackerStatus> status = announcer.status();
        assertTrue(status.get(0).message().contains("a defect"), status.get(0).message());
        assertEquals(List.of(false, false, true), status.stream().map(TrackerStatus::working).toList());
        services.pass(Duration.ofSeconds(5));
        assertEquals(List.of("broken STARTED", "nothing STARTED"), client.heard());
    }

    @Test
    void anAddressThatIsNoneIsPassedOver() {
        Announcer announcer = announcer("http://[oops,http://c/announce");
        announcer.start();
        assertEquals(List.of("c STARTED"), client.heard());
    }

    @Test
    void aTorrentThatFoundNobodyAsksAgainAsSoonAsItMay() {
        client.peers = List.of();
        announcer("a").start();
        client.heard();
        services.pass(MIN_INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
        client.peers = List.of(PEER);
        services.pass(MIN_INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
        services.pass(MIN_INTERVAL);
        assertEquals(List.of(), client.heard());
    }

    @Test
    void aRequestSaysWhatTheTorrentIsAndWants() {
        Announcer announcer = announcer("a");
        announcer.start();
        client.heard();
        wantsPeers = false;
        services.pass(INTERVAL);
        announcer.stop();
        client.heard();
        AnnounceRequest first = client.requests.get(0);
        assertEquals(List.of(1L, 2L, 3L), List.of(first.uploaded(), first.downloaded(), first.left()));
        assertEquals(6881, first.port());
        assertEquals(List.of(100, 0, 0), client.requests.stream().map(AnnounceRequest::numWant).toList());
        assertNull(first.trackerId());
        assertEquals("id-1", client.requests.get(1).trackerId());
        assertEquals(1, client.requests.stream().map(AnnounceRequest::key).distinct().count());
        assertEquals(Event.STOPPED, client.requests.get(2).event());
    }

    @Test
    void aTierAddedWhileItRunsIsToldAtOnce() {
        Announcer announcer = announcer("a");
        announcer.start();
        client.heard();
        announcer.add(List.of("http://later/announce"));
        assertEquals(List.of("later STARTED"), client.heard());
        assertEquals(List.of(0, 1), announcer.status().stream().map(TrackerStatus::tier).toList());
    }

    @Test
    void noPasskeyIsShown() {
        Announcer announcer = announcer("http://user:secret@host/announce?passkey=secret");
        assertEquals("http://host/announce", announcer.status().get(0).url());
        services.trackers(Map.of());
        announcer.start();
        services.run();
        assertFalse(announcer.status().get(0).toString().contains("secret"));
    }

    @Test
    void theUsersAnnounceIsMadeAtOnceOrAsSoonAsTheTrackerAllows() {
        Announcer announcer = announcer("a");
        announcer.start();
        assertEquals(List.of("a STARTED"), client.heard());
        announcer.announceSoon();
        announcer.announceSoon();
        assertEquals(List.of(), client.heard(), "it has set a minimum");
        services.pass(MIN_INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
        client.failing.add("a");
        services.pass(INTERVAL);
        assertEquals(List.of("a NONE"), client.heard());
        client.failing.clear();
        announcer.announceSoon();
        assertEquals(List.of("a NONE"), client.heard(), "one that failed may be asked at once");
        announcer.stop();
        client.heard();
        announcer.announceSoon();
        assertEquals(List.of(), client.heard());
    }

    @Test
    void aTrackerThatIsTakenOutIsToldAndItsTierGoesOnWithTheNext() {
        Announcer announcer = announcer("a,b", "c");
        announcer.start();
        String first = client.heard().getFirst().substring(0, 1);
        String second = first.equals("a") ? "b" : "a";
        announcer.remove("http://" + first + "/announce");
        assertEquals(List.of(first + " STOPPED", second + " STARTED"), client.heard());
        assertEquals(2, announcer.status().size());
        announcer.remove("http://c/announce");
        assertEquals(List.of("c STOPPED"), client.heard());
        assertEquals(1, announcer.status().size());
        services.pass(INTERVAL);
        assertEquals(List.of(second + " NONE"), client.heard());
    }

    @Test
    void faultsOfTrackersAreToldOnceAndWithoutTheirPasskeys() {
        Announcer announcer = announcer("http://a:80/announce?passkey=secret123");
        client.failing.add("a");
        announcer.start();
        services.pass(INTERVAL);
        client.failing.clear();
        services.pass(INTERVAL);
        services.pass(INTERVAL); // whichever retry was due when
        assertEquals(List.of("Tracker http://a:80/announce failed: no entry at a", "Tracker http://a:80/announce works again"), notes);
    }
}
