package org.freshet.ui.torrents.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.freshet.engine.Torrent;

/** A way to move torrents in the queue. */
public enum QueueMove {
    /** Before all others. */
    TOP("Top"),
    /** One place towards the front. */
    UP("Up"),
    /** One place towards the end. */
    DOWN("Down"),
    /** Behind all others. */
    BOTTOM("Bottom");

    private final String command;

    QueueMove(String command) {
        this.command = command;
    }

    /** What the id of its command ends with. */
    public String command() {
        return command;
    }

    /**
     * What has to be done, one after the other, so that the selected ones have moved and are in order among themselves.
     *
     * @param queue all torrents in order
     * @return torrents with their new places, from 0, where each counts when those before it have moved
     */
    public Map<Torrent, Integer> places(List<Torrent> queue, Set<Torrent> selected) {
        Map<Torrent, Integer> places = new LinkedHashMap<>();
        switch (this) {
            case TOP -> queue.reversed().stream().filter(selected::contains).forEach(torrent -> places.put(torrent, 0));
            case BOTTOM -> queue.stream().filter(selected::contains).forEach(torrent -> places.put(torrent, queue.size() - 1));
            case UP, DOWN -> passRuns(queue, selected, places);
        }
        return places;
    }

    /** Selected torrents that follow each other move together when the one before or behind them passes them. */
    private void passRuns(List<Torrent> queue, Set<Torrent> selected, Map<Torrent, Integer> places) {
        int size = queue.size();
        for (int first = 0; first < size; first++) {
            int last = first;
            while (last < size && selected.contains(queue.get(last))) {
                last++;
            }
            last--;
            if (last < first) {
                continue;
            }
            int passing = this == UP ? first - 1 : last + 1;
            if (passing >= 0 && passing < size) {
                places.put(queue.get(passing), this == UP ? last : first);
            }
            first = last + 1; // not selected, and with DOWN it has just moved
        }
    }
}
