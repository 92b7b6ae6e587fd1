package org.freshet.ui.torrents.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;

/**
 * Torrents that were removed from the list and can still be had back: they are paused and out of sight, and forgotten for good
 * when the time for a second thought is over, when others are removed, or when the view goes. Nothing is lost if the program
 * dies meanwhile: then they are there again, paused. UI thread.
 */
public final class PendingRemovals {
    private final Consumer<List<Torrent>> forGood;
    private final List<Torrent> waiting = new ArrayList<>();
    private final List<Torrent> ran = new ArrayList<>();
    private int round;

    /**
     * None yet.
     *
     * @param forGood removes torrents from the session
     */
    public PendingRemovals(Consumer<List<Torrent>> forGood) {
        this.forGood = forGood;
    }

    /**
     * Removes these; whatever waited before is removed for good.
     *
     * @return the round, for {@link #expire}
     */
    public int remove(List<Torrent> torrents) {
        flush();
        waiting.addAll(torrents);
        for (Torrent torrent : torrents) {
            if (torrent.status().state() != State.PAUSED) {
                ran.add(torrent);
            }
        }
        return ++round;
    }

    /** Those of the last round that ran before. */
    public List<Torrent> ran() {
        return List.copyOf(ran);
    }

    /** Gives the torrents of the last round back; empty if its time was over. */
    public List<Torrent> undo() {
        List<Torrent> back = List.copyOf(waiting);
        waiting.clear();
        ran.clear();
        return back;
    }

    /**
     * The time of a round is over.
     *
     * @return whether its torrents were still waiting
     */
    public boolean expire(int ofRound) {
        boolean ends = ofRound == round && waiting();
        if (ends) {
            flush();
        }
        return ends;
    }

    /** Whether something can be had back. */
    public boolean waiting() {
        return !waiting.isEmpty();
    }

    /** Removes for good what waits. */
    public void flush() {
        List<Torrent> gone = List.copyOf(waiting);
        waiting.clear();
        ran.clear();
        if (!gone.isEmpty()) {
            forGood.accept(gone);
        }
    }
}
