package org.freshet.engine.core.announce;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerClient;
import org.freshet.discovery.TrackerRoute;
import org.freshet.engine.core.Providers;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;

import io.netty.channel.EventLoop;

/**
 * Asks trackers for the counts of torrents that do not announce (BEP 48), for all torrents of a session: what is asked of one tracker
 * within a moment goes in one question, a few trackers are asked at a time, and what is beyond all measure is not asked. Running torrents
 * hear the counts with each announce. Event loop only.
 */
public final class Scraper {

    /** Hears what a tracker knows of a torrent. */
    public interface Sink {
        /** @param counts null where the tracker does not know the torrent */
        void counted(ScrapeEntry counts);

        void failed(Fault why);
    }

    /** The most torrents of one question; see {@link TrackerClient#scrape}. */
    private static final int TORRENTS = 64;
    private static final int AT_ONCE = 4;
    private static final int MAX_TRACKERS = 200;
    private static final int MAX_WAITING = 1_000;
    private static final long GATHER_MS = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final EventLoop loop;
    private final Supplier<Providers> providers;
    private final Function<Duration, TrackerRoute> route;
    private final Map<URI, Map<InfoHash, Sink>> waiting = new LinkedHashMap<>();
    private final Set<URI> underWay = new HashSet<>();
    private boolean gathering;

    /** @param route the way to a tracker now, with the time that it has to answer */
    public Scraper(EventLoop loop, Supplier<Providers> providers, Function<Duration, TrackerRoute> route) {
        this.loop = loop;
        this.providers = providers;
        this.route = route;
    }

    /** Asks soon; the sink hears once, or never where too much is asked already. */
    void ask(URI tracker, InfoHash torrent, Sink sink) {
        if (!waiting.containsKey(tracker) && waiting.size() >= MAX_TRACKERS) {
            return;
        }
        Map<InfoHash, Sink> torrents = waiting.computeIfAbsent(tracker, t -> new LinkedHashMap<>());
        if (torrents.size() < MAX_WAITING) {
            torrents.put(torrent, sink);
        }
        if (!gathering) {
            gathering = true;
            loop.schedule(() -> {
                gathering = false;
                next();
            }, GATHER_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void next() {
        for (URI tracker : List.copyOf(waiting.keySet())) {
            if (underWay.size() >= AT_ONCE) {
                return;
            }
            if (underWay.add(tracker)) {
                send(tracker);
            }
        }
    }

    private void send(URI tracker) {
        Map<InfoHash, Sink> all = waiting.get(tracker);
        Map<InfoHash, Sink> asked = new LinkedHashMap<>();
        for (InfoHash torrent : List.copyOf(all.keySet()).subList(0, Math.min(TORRENTS, all.size()))) {
            asked.put(torrent, all.remove(torrent));
        }
        if (all.isEmpty()) {
            waiting.remove(tracker);
        }
        exchange(tracker, List.copyOf(asked.keySet())).whenComplete((counts, error) -> loop.execute(() -> {
            underWay.remove(tracker);
            asked.forEach((torrent, sink) -> {
                if (error == null) {
                    sink.counted(counts.get(torrent));
                } else {
                    sink.failed(Fault.from(error, Fault.Kind.INTERNAL, "the scrape failed"));
                }
            });
            next();
        }));
    }

    private CompletionStage<Map<InfoHash, ScrapeEntry>> exchange(URI tracker, List<InfoHash> torrents) {
        TrackerClient client = providers.get().trackers().get(tracker.getScheme().toLowerCase(Locale.ROOT));
        if (client == null) {
            return CompletableFuture.failedStage(
                    new Fault(Fault.Kind.GONE, "no tracker client for \"" + tracker.getScheme() + "\" is running").asException());
        }
        try {
            return Objects.requireNonNull(client.scrape(tracker, torrents, route.apply(TIMEOUT)), "it gave no answer to wait for");
        } catch (RuntimeException | LinkageError e) { // a plugin's fault stays the plugin's
            return CompletableFuture.failedStage(Fault.of(Fault.Kind.INTERNAL, "the tracker client failed", e).asException());
        }
    }
}
