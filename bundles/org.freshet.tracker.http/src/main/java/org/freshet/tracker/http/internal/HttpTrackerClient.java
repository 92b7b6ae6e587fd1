package org.freshet.tracker.http.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.ScrapeEntry;
import org.freshet.discovery.TrackerClient;
import org.freshet.discovery.TrackerRoute;
import org.freshet.discovery.support.TrackerExchanges;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/**
 * Talks to trackers over HTTP and HTTPS. Each call is an exchange of its own with a connection of its own, so that one tracker's
 * silence holds nobody else. Cancelling the returned stage's future closes the connection.
 *
 * <p>Methods may be called from any thread; {@link #close} ends what is under way with a {@code GONE} fault and refuses what
 * comes.
 */
public final class HttpTrackerClient implements TrackerClient, AutoCloseable {
    /** How many torrents one scrape may name. */
    static final int MAX_SCRAPED = 64;

    private static final String USER_AGENT = "Freshet/0.1";

    private final String userAgent;
    private final TlsContext tls;
    private final HttpCodec codec = new HttpCodec();
    private final TrackerExchanges exchanges = new TrackerExchanges("the HTTP tracker client");

    /** Trusts the certificate authorities that the Java platform trusts. */
    public HttpTrackerClient() {
        this(USER_AGENT, () -> SslContextBuilder.forClient().build());
    }

    /**
     * @param userAgent names us to trackers
     * @param tls makes the context of HTTPS connections; called off the event loops, once, when it is first needed. Host names
     *     are verified unless the context says otherwise
     */
    public HttpTrackerClient(String userAgent, Callable<SslContext> tls) {
        this.userAgent = userAgent;
        this.tls = new TlsContext(tls);
    }

    @Override
    public CompletionStage<AnnounceResponse> announce(URI tracker, AnnounceRequest request, TrackerRoute route) {
        try {
            TrackerUrl url = TrackerUrl.of(tracker);
            return exchanges.start(new HttpExchange<>(url, Queries.announce(request), route, new HttpExchange.Means(tls, codec, userAgent), AnnounceReply::read));
        } catch (Fault.FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Map<InfoHash, ScrapeEntry>> scrape(URI tracker, List<InfoHash> torrents, TrackerRoute route) {
        List<InfoHash> asked = List.copyOf(torrents);
        try {
            TrackerUrl url = TrackerUrl.of(tracker).scrape();
            if (asked.size() > MAX_SCRAPED) {
                throw url.fault(Fault.Kind.UNSUPPORTED,
                        "cannot be asked for " + asked.size() + " torrents at once; " + MAX_SCRAPED + " is the most");
            }
            // A scrape that names no torrent asks for all that the tracker has.
            if (asked.isEmpty()) {
                return CompletableFuture.completedFuture(Map.of());
            }
            return exchanges.start(new HttpExchange<>(url, Queries.scrape(asked), route, new HttpExchange.Means(tls, codec, userAgent),
                    (from, reply) -> ScrapeReply.read(from, reply, asked)));
        } catch (Fault.FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
