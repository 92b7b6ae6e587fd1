package org.example.freshet.scratch;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.freshet.transport.Fault;

/**
 * The pieces of all torrents, by root and torrent. Each torrent's pieces are touched by one storage at a time; the shelf itself by
 * many threads.
 */
final class Shelf {

    /** Where one torrent's pieces are. */
    record Place(String root, String torrent) {
    }

    private final Map<Place, SortedMap<Integer, byte[]>> torrents = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();
    private volatile long limit = Long.MAX_VALUE;
    private volatile boolean closed;

    void limit(long bytes) {
        limit = bytes;
    }

    /** The pieces at {@code place}; to be changed only through {@link #put} and {@link #clear}. */
    SortedMap<Integer, byte[]> pieces(Place place) throws Fault.FaultException {
        if (closed) {
            throw new Fault(Fault.Kind.GONE, "the scratch storage was stopped").asException();
        }
        return torrents.computeIfAbsent(place, p -> new TreeMap<>());
    }

    void put(Place place, int piece, byte[] bytes) throws Fault.FaultException {
        SortedMap<Integer, byte[]> pieces = pieces(place);
        byte[] before = pieces.get(piece);
        long more = bytes.length - (before == null ? 0 : before.length);
        if (used.addAndGet(more) > limit) {
            used.addAndGet(-more);
            throw new Fault(Fault.Kind.FULL, "the scratch storage is full: it may take " + (limit >> 20)
                    + " MiB. Remove a torrent, or allow it more in the preferences").asException();
        }
        pieces.put(piece, bytes);
    }

    void clear(Place place) throws Fault.FaultException {
        pieces(place).values().forEach(bytes -> used.addAndGet(-bytes.length));
        torrents.remove(place);
    }

    void move(Place from, Place to) throws Fault.FaultException {
        if (from.equals(to)) {
            return;
        }
        if (!pieces(to).isEmpty()) {
            throw new Fault(Fault.Kind.IN_USE, "the same torrent is at " + to.root() + " already").asException();
        }
        torrents.put(to, pieces(from));
        torrents.remove(from);
    }

    void close() {
        closed = true;
        torrents.clear();
    }
}
