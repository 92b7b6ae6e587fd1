package org.freshet.ui.torrents.internal.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.freshet.engine.SessionListener;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;

/**
 * The hand-over of torrents' figures from the engine's threads to the UI thread.
 *
 * <p>
 * It holds one change a torrent at most, the latest. When more than {@value #MOST} wait, they are dropped, and the next batch
 * says everything that is known instead. Any thread.
 * </p>
 */
public final class TorrentFeed implements SessionListener {
    private static final int MOST = 50_000;
    /** All torrents that rest are looked at in so many polls, if they are not too many. */
    private static final int ROUND = 8;
    /** So many of them are looked at in one poll: most sessions are lists of torrents that rest, and should cost nothing. */
    static final int MOST_RESTING = 250;

    private final SortText.Alphabet alphabet;
    private final Runnable wake;
    private final Map<Torrent, TorrentFigures> known = new ConcurrentHashMap<>();
    /** Those of the known torrents whose figures change from second to second. Changed only together with {@code known}. */
    private final Set<Torrent> running = ConcurrentHashMap.newKeySet();
    private Map<Torrent, Optional<TorrentFigures>> waiting = new LinkedHashMap<>();
    private boolean whole;
    private boolean awake;
    /** Held while a poll is under way. */
    private final Object polling = new Object();
    /** The torrents that this round of polls has not looked at. */
    private Iterator<Torrent> unseen = Collections.emptyIterator();
    /** Held while places are read; never taken while a torrent is looked at. */
    private final Object placing = new Object();
    /** Whose places are known. */
    private List<Torrent> placed = List.of();

    /**
     * What changed since the last batch.
     *
     * @param changes torrents with their figures, or without when they are gone
     * @param whole whether these are all torrents there are
     */
    public record Batch(Map<Torrent, Optional<TorrentFigures>> changes, boolean whole) {
    }

    /**
     * A feed.
     *
     * @param wake called, on any thread, when something waits that was not announced yet; returns at once
     */
    public TorrentFeed(SortText.Alphabet alphabet, Runnable wake) {
        this.alphabet = alphabet;
        this.wake = wake;
    }

    @Override
    public void added(Torrent torrent) {
        look(torrent, true);
    }

    @Override
    public void stateChanged(Torrent torrent, TorrentStatus status) {
        look(torrent, false);
    }

    @Override
    public void removed(Torrent torrent) {
        known.computeIfPresent(torrent, (key, before) -> {
            running.remove(torrent);
            offer(torrent, Optional.empty());
            return null;
        });
    }

    /** Reads a torrent and hands on what changed. Atomic per torrent, so that a late look cannot bring back one that is gone. */
    private void look(Torrent torrent, boolean isNew) {
        known.compute(torrent, (key, before) -> {
            if (before == null && !isNew) {
                return null;
            }
            TorrentFigures figures = TorrentFigures.of(torrent, before, alphabet);
            if (figures != before) {
                offer(torrent, Optional.of(figures));
                if (runs(figures.status())) {
                    running.add(torrent);
                } else {
                    running.remove(torrent);
                }
            }
            return figures;
        });
    }

    private void offer(Torrent torrent, Optional<TorrentFigures> figures) {
        boolean first;
        synchronized (this) {
            if (waiting.size() >= MOST && !waiting.containsKey(torrent)) {
                waiting.clear();
                whole = true;
            }
            if (!whole) {
                waiting.put(torrent, figures);
            }
            first = !awake;
            awake = true;
        }
        if (first) {
            wake.run();
        }
    }

    /** Takes all that waits; what comes later is announced again. */
    public Batch take() {
        Map<Torrent, Optional<TorrentFigures>> taken;
        synchronized (this) {
            awake = false;
            if (!whole) {
                taken = waiting;
                waiting = new LinkedHashMap<>();
                return new Batch(taken, false);
            }
            whole = false;
            waiting.clear();
        }
        taken = new LinkedHashMap<>();
        known.forEach((torrent, figures) -> taken.put(torrent, Optional.of(figures)));
        return new Batch(taken, true);
    }

    /** Looks at the torrents that run, and at some of those that rest: of what happens to these, events tell nearly everything. */
    public void poll() {
        synchronized (polling) {
            running.forEach(torrent -> look(torrent, false));
            int some = Math.min(MOST_RESTING, known.size() / ROUND + 1);
            if (!unseen.hasNext()) {
                unseen = known.keySet().iterator();
            }
            for (int i = 0; i < some && unseen.hasNext(); i++) {
                look(unseen.next(), false);
            }
        }
    }

    private static boolean runs(TorrentStatus status) {
        return switch (status.state()) {
            case METADATA, CHECKING, DOWNLOADING -> true;
            case SEEDING -> status.peers() > 0 || status.upRate() > 0;
            case PAUSED, QUEUED, PARKED, ERROR -> status.downRate() > 0 || status.upRate() > 0;
        };
    }

    /**
     * Makes sure that the session's torrents, and no others, are known: after it came, or for want of trust in events.
     *
     * @param torrents asked after it is clear what is known, so that a torrent that comes meanwhile is not taken for one that
     * went
     */
    public void reconcile(Supplier<? extends Collection<Torrent>> torrents) {
        Set<Torrent> before = Set.copyOf(known.keySet());
        Set<Torrent> there = new LinkedHashSet<>(torrents.get());
        for (Torrent torrent : there) {
            if (!before.contains(torrent)) {
                added(torrent);
            }
        }
        for (Torrent torrent : before) {
            if (!there.contains(torrent)) {
                removed(torrent);
            }
        }
    }

    /**
     * Takes over where torrents stand in the queue.
     *
     * @param queue all of them in order; the same list as before costs nothing
     */
    public void places(List<Torrent> queue) {
        synchronized (placing) {
            if (queue == placed) {
                return;
            }
            boolean all = true;
            for (int i = 0; i < queue.size(); i++) {
                int place = i + 1;
                all &= null != known.computeIfPresent(queue.get(i), (torrent, before) -> {
                    if (before.place() == place) {
                        return before;
                    }
                    TorrentFigures now = before.at(place);
                    offer(torrent, Optional.of(now));
                    return now;
                });
            }
            // One that is not known yet gets its place the next time.
            placed = all ? queue : List.of();
        }
    }

    /** Whether these torrents in this order, and no others, are known; costs nothing. */
    public boolean knows(List<Torrent> queue) {
        synchronized (placing) {
            return queue == placed && queue.size() == known.size();
        }
    }

    /** How many torrents are known. */
    public int size() {
        return known.size();
    }
}
