package org.freshet.tracker.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.freshet.metainfo.InfoHash;

import io.netty.util.concurrent.Ticker;

/** All that the tracker knows, bounded in torrents and in peers of each. Lives on the tracker's loop. */
final class Swarms {
    /** Widespread clients announce every five minutes at the most, whatever they are told. */
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(12);

    private final int maxTorrents;
    private final int maxPeers;
    private final long lifetime;
    private final Ticker ticker;
    private final RandomGenerator random = new SplittableRandom();
    /** Those announced the longest time ago first. */
    private final LinkedHashMap<InfoHash, Swarm> swarms = new LinkedHashMap<>();

    Swarms(TrackerServerConfig config, Ticker ticker) {
        this.maxTorrents = config.maxTorrents();
        this.maxPeers = config.maxPeersPerTorrent();
        this.lifetime = Math.max(config.interval().multipliedBy(2).toNanos(), SHORTEST_LIFETIME.toNanos());
        this.ticker = ticker;
    }

    Swarm.Answer announce(AnnounceQuery query) {
        long now = ticker.nanoTime();
        expire(now);
        Swarm swarm = swarms.remove(query.torrent());
        if (swarm == null) {
            if (swarms.size() >= maxTorrents) {
                swarms.pollFirstEntry();
            }
            swarm = new Swarm(maxPeers, random);
        }
        swarm.expire(now - lifetime);
        Swarm.Answer answer = swarm.announce(query, now);
        swarms.put(query.torrent(), swarm);
        return answer;
    }

    /** {@code null} where nobody announced the torrent lately. */
    Swarm.Counts counts(byte[] torrent) {
        long now = ticker.nanoTime();
        expire(now);
        Swarm swarm = swarms.get(InfoHash.v1(torrent));
        if (swarm == null) {
            return null;
        }
        swarm.expire(now - lifetime);
        return swarm.counts();
    }

    /** Forgets torrents that nobody announced in a peer's lifetime: all their peers are gone. */
    private void expire(long now) {
        while (!swarms.isEmpty() && swarms.firstEntry().getValue().seen() - (now - lifetime) < 0) {
            swarms.pollFirstEntry();
        }
    }

    void clear() {
        swarms.clear();
    }
}
