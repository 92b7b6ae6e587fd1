package org.freshet.tracker.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link TrackerServer} is to work.
 *
 * @param bind where to listen; port 0 lets the system choose
 * @param interval how often peers shall announce; a peer that was not heard of for twice as long, and for twelve minutes at the
 *     least, is forgotten
 * @param minInterval how soon they may announce again; not longer than {@code interval}
 * @param maxTorrents of more torrents, the one that was announced the longest time ago is forgotten
 * @param maxPeersPerTorrent of more peers, the one that announced the longest time ago is forgotten
 * @param maxConnections more than so many at a time are closed at once
 * @param requestTimeout how long a connection may last
 */
public record TrackerServerConfig(InetSocketAddress bind, Duration interval, Duration minInterval, int maxTorrents,
        int maxPeersPerTorrent, int maxConnections, Duration requestTimeout) {

    public TrackerServerConfig {
        Objects.requireNonNull(bind);
        Objects.requireNonNull(requestTimeout);
        if (interval.toSeconds() < 1 || interval.toDays() > 1 || minInterval.isNegative()
                || minInterval.compareTo(interval) > 0) {
            throw new IllegalArgumentException("the interval must be 1 s to 1 day and the minimum not longer, not "
                    + interval + " and " + minInterval);
        }
        if (maxTorrents < 1 || maxPeersPerTorrent < 1 || maxConnections < 1) {
            throw new IllegalArgumentException("the bounds of torrents, peers and connections must be positive");
        }
    }

    /** On a free port of the loopback address, every half hour, for 10,000 torrents of 2,000 peers and 1,000 connections. */
    public static TrackerServerConfig defaults() {
        return new TrackerServerConfig(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Duration.ofMinutes(30),
                Duration.ofMinutes(1), 10_000, 2_000, 1_000, Duration.ofSeconds(10));
    }

    /** The same at another address. */
    public TrackerServerConfig on(InetSocketAddress address) {
        return new TrackerServerConfig(address, interval, minInterval, maxTorrents, maxPeersPerTorrent, maxConnections,
                requestTimeout);
    }

    /** The same with other intervals. */
    public TrackerServerConfig every(Duration usual, Duration least) {
        return new TrackerServerConfig(bind, usual, least, maxTorrents, maxPeersPerTorrent, maxConnections, requestTimeout);
    }

    /** The same with other bounds of what is remembered. */
    public TrackerServerConfig holding(int torrents, int peersPerTorrent) {
        return new TrackerServerConfig(bind, interval, minInterval, torrents, peersPerTorrent, maxConnections, requestTimeout);
    }
}
