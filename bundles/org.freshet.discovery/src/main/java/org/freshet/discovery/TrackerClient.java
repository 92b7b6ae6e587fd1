package org.freshet.discovery;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.freshet.metainfo.InfoHash;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Talks to trackers of some URI schemes (BEP 3, 7, 23, 24 and 48 over HTTP, BEP 15 and 41 over UDP …). Provided as an OSGi service with
 * the property {@value #SCHEME}. One call is one exchange: when to announce, to which tracker of which tier, and what to do with a
 * failure is the engine's.
 *
 * <p>Methods may be called from any thread, do not block, and end within {@link TrackerRoute#timeout}. They fail with a
 * {@link org.freshet.transport.Fault.FaultException} whose message names the tracker (host and path, never the query, which may hold a
 * passkey): {@code DENIED} with the tracker's own words where it refused, {@code PROTOCOL} where it answered nonsense.
 */
@ConsumerType
public interface TrackerClient {

    /** Service property, {@code String} or {@code String[]}: {@code http}, {@code https}, {@code udp} … */
    String SCHEME = "tracker.scheme";

    /** Tells the tracker of us and asks for peers. */
    CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route);

    /**
     * Asks for counts without announcing (BEP 48, BEP 15).
     *
     * @param torrents at most 64
     * @return what the tracker knows of them; a torrent unknown to it is missing
     */
    CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route);
}
