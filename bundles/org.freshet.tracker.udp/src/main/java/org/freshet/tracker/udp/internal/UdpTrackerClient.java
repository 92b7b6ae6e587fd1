package org.freshet.tracker.udp.internal;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerClient;
import org.freshet.discovery.TrackerRoute;
import org.freshet.discovery.support.TrackerExchanges;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;
import org.freshet.transport.Route;

import io.netty.channel.EventLoop;

/**
 * Talks to trackers over UDP. Methods may be called from any thread; cancelling the returned stage's future ends the exchange;
 * {@link #close} ends all with a {@code GONE} fault.
 *
 * <p>A UDP tracker answers counts of 0 for a torrent that it does not know, so {@link #scrape} cannot tell such a torrent from
 * one without peers and reports both. BEP 15 knows no minimum interval, no warnings and no tracker id; the minimum interval is
 * taken to be a minute.
 */
public final class UdpTrackerClient implements TrackerClient, AutoCloseable {
    /** How many torrents one scrape may name. */
    static final int MAX_SCRAPED = 64;
    /** Beyond so many open ports an unused one is not kept for the next announce. */
    private static final int MAX_KEPT_PORTS = 16;

    /** What tells ports apart. */
    private record PortKey(Route route, InetSocketAddress local, EventLoop loop) {
    }

    private final UdpTiming timing;
    private final Map<PortKey, TrackerPort> ports = new ConcurrentHashMap<>();
    private final TrackerExchanges exchanges = new TrackerExchanges("the UDP tracker client");

    /** With the times that BEP 15 gives. */
    public UdpTrackerClient() {
        this(UdpTiming.BEP_15);
    }

    UdpTrackerClient(UdpTiming timing) {
        this.timing = timing;
    }

    @Override
    public CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route) {
        try {
            UdpTrackerUrl url = UdpTrackerUrl.of(tracker);
            return exchanges.start(new UdpExchange<>(url, new AnnouncePacket(request, url.urlData()), route, this));
        } catch (Fault.FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route) {
        List<InfoHash> asked = List.copyOf(torrents);
        try {
            UdpTrackerUrl url = UdpTrackerUrl.of(tracker);
            if (asked.size() > MAX_SCRAPED) {
                throw url.fault(Fault.Kind.UNSUPPORTED,
                        "cannot be asked for " + asked.size() + " torrents at once; " + MAX_SCRAPED + " is the most");
            }
            if (asked.isEmpty()) {
                return CompletableFuture.completedFuture(Map.of());
            }
            return exchanges.start(new UdpExchange<>(url, new ScrapePacket(asked), route, this));
        } catch (Fault.FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The port for a route, opened if there is none yet. Only on the route's loop, where ports also go, so that nobody is handed
     * one that is just going.
     */
    TrackerPort port(TrackerRoute route) {
        PortKey key = new PortKey(route.route(), route.local(), route.loop());
        TrackerPort known = ports.get(key);
        if (known != null) {
            return known;
        }
        TrackerPort port = new TrackerPort(route.loop(), timing, new TrackerPort.Owner() {
            @Override
            public boolean keepsUnused() {
                return !exchanges.closed() && ports.size() <= MAX_KEPT_PORTS;
            }

            @Override
            public void closed(TrackerPort port) {
                ports.remove(key, port);
            }
        });
        ports.put(key, port);
        port.open(route);
        return port;
    }

    UdpTiming timing() {
        return timing;
    }

    @Override
    public void close() {
        exchanges.close();
        ports.values().forEach(TrackerPort::close);
    }
}
