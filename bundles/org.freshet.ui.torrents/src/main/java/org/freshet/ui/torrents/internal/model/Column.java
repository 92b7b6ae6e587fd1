package org.freshet.ui.torrents.internal.model;

import java.time.Duration;
import java.util.Comparator;

/** A column of the table: how it sorts, how wide it starts, and which way round people expect it first. */
public enum Column {
    NAME(300, true, false, Comparator.comparing(TorrentFigures::name)),
    SIZE(90, true, true, Comparator.comparingLong(row -> row.status().total())),
    DONE(110, true, true, Comparator.comparingDouble(TorrentFigures::share)),
    STATUS(240, true, false, Comparator.<TorrentFigures>comparingInt(row -> row.status().state().ordinal())
            .thenComparing(row -> row.status().reason())),
    DOWN(90, true, true, Comparator.comparingLong(row -> row.status().downRate())),
    UP(90, true, true, Comparator.comparingLong(row -> row.status().upRate())),
    TIME_LEFT(90, true, false, Comparator.comparingLong(
            row -> row.status().timeLeft().map(Duration::toSeconds).orElse(Long.MAX_VALUE))),
    PEERS(70, true, true, Comparator.comparingInt(row -> row.status().peers())),
    SEEDS(70, true, true, Comparator.comparingInt(row -> row.status().seeds())),
    RATIO(70, true, true, Comparator.comparingDouble(TorrentFigures::ratio)),
    ADDED(140, true, true, Comparator.comparing(row -> row.status().added())),
    STORAGE(220, false, false, Comparator.comparing(TorrentFigures::storage)),
    LABEL(110, true, false, Comparator.comparing(TorrentFigures::label)),
    /** Where it stands in the queue; one that is not known yet comes last. */
    QUEUE(50, true, false, Comparator.comparingInt(row -> row.place() > 0 ? row.place() : Integer.MAX_VALUE));

    private final int width;
    private final boolean shown;
    private final boolean number;
    private final Comparator<TorrentFigures> ascending;

    Column(int width, boolean shown, boolean number, Comparator<TorrentFigures> ascending) {
        this.width = width;
        this.shown = shown;
        this.number = number;
        this.ascending = ascending;
    }

    /** Pixels at first. */
    public int width() {
        return width;
    }

    /** Whether it is there at first. */
    public boolean shownAtFirst() {
        return shown;
    }

    /** Whether it holds numbers: these stand right and sort with the largest first. */
    public boolean number() {
        return number;
    }

    Comparator<TorrentFigures> ascending() {
        return ascending;
    }
}
