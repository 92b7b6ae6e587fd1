package org.freshet.tracker.udp.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerClient;
import org.freshet.discovery.TrackerRoute;
import org.freshet.metainfo.InfoHash;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers {@link UdpTrackerClient} as a service. */
@Component(service = TrackerClient.class, property = TrackerClient.SCHEME + "=udp")
public final class UdpTrackerComponent implements TrackerClient {
    private final UdpTrackerClient client = new UdpTrackerClient();

    @Override
    public CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route) {
        return client.announce(tracker, request, route);
    }

    @Override
    public CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route) {
        return client.scrape(tracker, torrents, route);
    }

    @Deactivate
    void deactivate() {
        client.close();
    }
}
