package org.freshet.engine.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.freshet.engine.Torrent;
import org.freshet.engine.core.torrent.CoreTorrent;
import org.freshet.metainfo.InfoHash;

/**
 * The torrents of a session and their order in the queue. Changed on the event loop; what has a comment that says so may be asked by any
 * thread.
 */
final class TorrentList {
    /** Between two places, so that another fits in between without moving the rest. */
    private static final long GAP = 1L << 20;

    private record Ordered(long version, List<Torrent> torrents) {
    }

    private final Map<InfoHash, CoreTorrent> torrents = new ConcurrentHashMap<>();
    private final Map<InfoHash, CoreTorrent> byHandshake = new HashMap<>();
    private volatile long version;
    private volatile Ordered ordered = new Ordered(-1, List.of());
    private long lastPosition;

    void add(CoreTorrent torrent) {
        lastPosition = Math.max(lastPosition, torrent.queuePosition());
        torrents.put(torrent.infoHashes().primary(), torrent);
        for (InfoHash hash : torrent.infoHashes().all()) {
            byHandshake.put(InfoHash.v1(hash.truncated()), torrent);
        }
        changed();
    }

    /** Whether it was there. */
    boolean remove(CoreTorrent torrent) {
        for (InfoHash hash : torrent.infoHashes().all()) {
            byHandshake.remove(InfoHash.v1(hash.truncated()), torrent);
        }
        boolean there = torrents.remove(torrent.infoHashes().primary(), torrent);
        changed();
        return there;
    }

    private void changed() {
        version = version + 1; // only the loop writes
    }

    /** By its primary info-hash; null where there is none. Any thread. */
    CoreTorrent get(InfoHash primary) {
        return torrents.get(primary);
    }

    /** By the 20 bytes of a handshake; null where there is none. */
    CoreTorrent byHandshake(byte[] infoHash) {
        return byHandshake.get(InfoHash.v1(infoHash));
    }

    /** By any of its info-hashes. Any thread. */
    Optional<Torrent> find(InfoHash infoHash) {
        CoreTorrent found = torrents.get(infoHash);
        return found != null ? Optional.of(found)
                : torrents.values().stream().filter(t -> t.infoHashes().all().contains(infoHash)).map(t -> (Torrent) t).findFirst();
    }

    /** In no order. */
    Collection<CoreTorrent> all() {
        return torrents.values();
    }

    int size() {
        return torrents.size();
    }

    /** In queue order; the same list while nothing of it changed. Any thread. */
    List<Torrent> inOrder() {
        long now = version;
        Ordered known = ordered;
        if (known.version() != now) {
            known = new Ordered(now, sorted()); // what changes meanwhile is seen at the next call
            ordered = known;
        }
        return known.torrents();
    }

    private record Placed(long position, Torrent torrent) {
    }

    private List<Torrent> sorted() {
        List<Placed> placed = new ArrayList<>(torrents.size());
        torrents.values().forEach(t -> placed.add(new Placed(t.queuePosition(), t)));
        placed.sort(Comparator.comparingLong(Placed::position));
        return placed.stream().map(Placed::torrent).toList();
    }

    /** The position of a torrent that is added at the end. */
    long nextPosition() {
        lastPosition += GAP;
        return lastPosition;
    }

    /** Gives a torrent another place in {@link #inOrder}. */
    void move(CoreTorrent torrent, int place) {
        List<Torrent> order = new ArrayList<>(sorted());
        order.remove(torrent);
        int at = Math.clamp(place, 0, order.size());
        order.add(at, torrent);
        long before = at == 0 ? order.size() == 1 ? 0 : order.get(1).queuePosition() - 2 * GAP : order.get(at - 1).queuePosition();
        long after = at == order.size() - 1 ? before + 2 * GAP : order.get(at + 1).queuePosition();
        if (after - before > 1) {
            torrent.position(before + (after - before) / 2);
        } else {
            for (int i = 0; i < order.size(); i++) {
                ((CoreTorrent) order.get(i)).position((i + 1) * GAP);
            }
        }
        lastPosition = Math.max(lastPosition, order.get(order.size() - 1).queuePosition());
        changed();
    }
}
