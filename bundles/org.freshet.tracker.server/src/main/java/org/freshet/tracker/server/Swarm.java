package org.freshet.tracker.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The peers of one torrent. Announcing costs the same however many there are; telling k random ones costs k. Lives on the
 * tracker's loop.
 */
final class Swarm {

    /** What a scrape tells. */
    record Counts(int complete, int downloaded, int incomplete) {
    }

    /** What an announce tells. */
    record Answer(Counts counts, List<Peer> peers) {
    }

    private record Key(InetAddress address, int port) {
    }

    private final int maxPeers;
    private final RandomGenerator random;
    /** Those who announced the longest time ago first. */
    private final LinkedHashMap<Key, Peer> peers = new LinkedHashMap<>();
    private final List<Peer> seeds = new ArrayList<>();
    private final List<Peer> downloaders = new ArrayList<>();
    private int downloaded;
    private long seen;

    Swarm(int maxPeers, RandomGenerator random) {
        this.maxPeers = maxPeers;
        this.random = random;
    }

    /** When somebody announced last. */
    long seen() {
        return seen;
    }

    Counts counts() {
        return new Counts(seeds.size(), downloaded, downloaders.size());
    }

    Answer announce(AnnounceQuery query, long now) {
        seen = now;
        Key key = new Key(query.address(), query.port());
        Peer before = peers.remove(key);
        if (before != null) {
            leave(before);
        }
        if (query.event() == AnnounceQuery.Event.STOPPED) {
            return new Answer(counts(), List.of());
        }
        // Somebody who tells twice is counted once.
        if (query.event() == AnnounceQuery.Event.COMPLETED && (before == null || !before.isSeed())
                && downloaded < Integer.MAX_VALUE) {
            downloaded++;
        }
        List<Peer> others = sample(query.numWant(), query.isSeed());
        if (query.port() != 0) {
            if (peers.size() >= maxPeers) {
                leave(peers.pollFirstEntry().getValue());
            }
            Peer peer = new Peer(query, now);
            peers.put(key, peer);
            join(peer);
        }
        return new Answer(counts(), others);
    }

    /** Forgets peers that announced before {@code oldest}. */
    void expire(long oldest) {
        for (Map.Entry<Key, Peer> first = peers.firstEntry(); first != null && first.getValue().seen() - oldest < 0;
                first = peers.firstEntry()) {
            peers.pollFirstEntry();
            leave(first.getValue());
        }
    }


    private List<Peer> side(Peer peer) {
        return peer.isSeed() ? seeds : downloaders;
    }

    private void join(Peer peer) {
        List<Peer> side = side(peer);
        peer.index(side.size());
        side.add(peer);
    }

    private void leave(Peer peer) {
        List<Peer> side = side(peer);
        Peer last = side.removeLast();
        if (last != peer) {
            side.set(peer.index(), last);
            last.index(peer.index());
        }
    }

    /** Random peers, none twice (Floyd's sampling); seeds have no use for seeds. */
    private List<Peer> sample(int wanted, boolean forSeed) {
        int among = downloaders.size() + (forSeed ? 0 : seeds.size());
        int count = Math.min(wanted, among);
        List<Peer> chosen = new ArrayList<>(count);
        BitSet taken = new BitSet(among);
        for (int last = among - count; last < among; last++) {
            int pick = random.nextInt(last + 1);
            if (taken.get(pick)) {
                pick = last;
            }
            taken.set(pick);
            chosen.add(pick < downloaders.size() ? downloaders.get(pick) : seeds.get(pick - downloaders.size()));
        }
        return chosen;
    }
}
