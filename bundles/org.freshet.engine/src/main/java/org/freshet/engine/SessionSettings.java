package org.freshet.engine;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Settings of a session; immutable. Defaults: {@link #defaults()}.
 *
 * @param listen where to accept peers: {@code tcp://0.0.0.0:6881}, {@code ws://127.0.0.1:8080/path}; port 0 lets the system choose;
 *     none: do not accept
 * @param limits for all torrents together
 * @param maxConnections peers over all torrents
 * @param maxConnectionsPerTorrent peers of one torrent
 * @param uploadSlots peers unchoked at once in one torrent; 0 lets the upload rate decide
 * @param activeDownloads torrents that download at once; the others wait in the queue
 * @param activeSeeds torrents that seed at once
 * @param encryption how connections are obfuscated (MSE)
 * @param multipleConnectionsPerAddress whether one address may hold more than one connection of a torrent
 */
public record SessionSettings(List<URI> listen, RateLimits limits, int maxConnections, int maxConnectionsPerTorrent, int uploadSlots,
        int activeDownloads, int activeSeeds, Encryption encryption, boolean multipleConnectionsPerAddress) {

    /** How connections are obfuscated by MSE: against meddling networks, not against eavesdroppers. */
    public enum Encryption {
        /** Only plain connections. */
        OFF,
        /** Dial plain, accept both. */
        ALLOWED,
        /** Dial encrypted first, then plain; accept both. */
        PREFERRED,
        /** Nothing plain. */
        REQUIRED
    }

    public SessionSettings {
        listen = List.copyOf(listen);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(encryption);
        positive("maxConnections", maxConnections);
        positive("maxConnectionsPerTorrent", maxConnectionsPerTorrent);
        positive("activeDownloads", activeDownloads);
        positive("activeSeeds", activeSeeds);
        if (uploadSlots < 0) {
            throw new IllegalArgumentException("uploadSlots is negative: " + uploadSlots);
        }
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }

    /** TCP on port 6881 of every address, no rate limits, 500 peers, 5 downloads and 50 seeds at once. */
    public static SessionSettings defaults() {
        return new SessionSettings(List.of(URI.create("tcp://0.0.0.0:6881")), RateLimits.NONE, 500, 100, 0, 5, 50, Encryption.ALLOWED,
                true);
    }

    /** With other places to listen. */
    public SessionSettings withListen(List<URI> places) {
        return new SessionSettings(places, limits, maxConnections, maxConnectionsPerTorrent, uploadSlots, activeDownloads, activeSeeds,
                encryption, multipleConnectionsPerAddress);
    }

    /** With other limits. */
    public SessionSettings withLimits(RateLimits rates) {
        return new SessionSettings(listen, rates, maxConnections, maxConnectionsPerTorrent, uploadSlots, activeDownloads, activeSeeds,
                encryption, multipleConnectionsPerAddress);
    }
}
