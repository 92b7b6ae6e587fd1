package org.freshet.ui.torrents.internal.model;

import org.freshet.engine.Torrent;

/** A row of the table. It stays the same object as long as its torrent is there. UI thread. */
public final class TorrentRow {
    /** Tells equal rows apart in the order: which was first. */
    final long number;
    TorrentFigures figures;
    /** Where it is shown, or -1. */
    int position = -1;
    /** Its key or its match changed since the rows were brought in order. */
    boolean moved;
    /** Kept out of sight: its removal waits. */
    boolean hidden;
    /** Its torrent is no longer there; shown until the rows are brought in order. */
    boolean gone;

    TorrentRow(long number, TorrentFigures figures) {
        this.number = number;
        this.figures = figures;
    }

    /** What it shows. */
    public TorrentFigures figures() {
        return figures;
    }

    /** Whose row it is. */
    public Torrent torrent() {
        return figures.torrent();
    }
}
