package org.freshet.ui.torrents.internal.model;

import java.util.Arrays;

/**
 * What the cells of a virtual table were last filled with, place by place, so that only places are touched that show something
 * else now, and only where they can be seen. UI thread.
 */
public final class PaintedRows {
    private TorrentFigures[] painted = new TorrentFigures[64];

    /** The table asked for a row and got these figures. */
    public void painted(int position, TorrentFigures figures) {
        if (position >= painted.length) {
            painted = Arrays.copyOf(painted, Math.max(position + 1, painted.length * 2));
        }
        painted[position] = figures;
    }

    /** What is done about a place that shows something else than its row has. */
    public interface Stale {
        /**
         * @return whether the place shows {@code now} after it; otherwise it was cleared and will be filled again when it is
         * seen
         */
        boolean mend(int position, TorrentFigures before, TorrentFigures now);
    }

    /** Has every place from {@code first} to {@code last} mended that is filled with other figures than its row has. */
    public void refresh(TorrentRows rows, int first, int last, Stale stale) {
        int end = Math.min(Math.min(last, rows.shown() - 1), painted.length - 1);
        for (int i = Math.max(0, first); i <= end; i++) {
            TorrentFigures now = rows.figuresAt(i);
            if (painted[i] != null && painted[i] != now) {
                painted[i] = stale.mend(i, painted[i], now) ? now : null;
            }
        }
    }

    /** The table has only so many rows now: items beyond are gone with what they showed. */
    public void cut(int count) {
        if (count < painted.length) {
            Arrays.fill(painted, count, painted.length, null);
        }
    }
}
