package org.freshet.ui.torrents.internal.model;

import java.util.Collection;
import java.util.List;

import org.freshet.engine.TorrentStatus.State;

/**
 * What makes sense with the selected torrents.
 *
 * @param any whether something is selected
 * @param one whether it is exactly one torrent
 * @param start whether one of them rests
 * @param pause whether one of them does not rest
 * @param recheck whether one of them has metadata and is not being checked
 * @param announce whether one of them talks to trackers
 * @param folder whether it is one with files on this machine
 */
public record Abilities(boolean any, boolean one, boolean start, boolean pause, boolean recheck, boolean announce,
        boolean folder) {

    /** Nothing selected. */
    public static final Abilities NONE = of(List.of());

    /** Of these rows. */
    public static Abilities of(Collection<TorrentFigures> rows) {
        boolean start = false;
        boolean pause = false;
        boolean recheck = false;
        boolean announce = false;
        for (TorrentFigures row : rows) {
            State state = row.status().state();
            // An error is tried again by itself, and at once when it is started.
            start |= state == State.PAUSED || state == State.ERROR || state == State.QUEUED;
            pause |= state != State.PAUSED;
            recheck |= row.status().total() > 0 && state != State.CHECKING;
            announce |= state == State.METADATA || state == State.DOWNLOADING || state == State.SEEDING;
        }
        boolean one = rows.size() == 1;
        boolean folder = one && Place.isFile(rows.iterator().next().root());
        return new Abilities(!rows.isEmpty(), one, start, pause, recheck, announce, folder);
    }
}
