package org.freshet.ui.torrents.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.engine.Torrent;

/**
 * The rows of the table: all torrents, of which those that match the filter are shown in order.
 *
 * <p>
 * Figures change at once and cost nothing but an assignment ({@link #apply}); places change only in {@link #settle}, which
 * takes the rows out whose key changed, sorts these alone and merges them back: n + k log k, and a row whose key did not change
 * keeps its place among the others. UI thread only.
 * </p>
 */
public final class TorrentRows {
    private final Map<Torrent, TorrentRow> all = new HashMap<>();
    private final List<TorrentRow> moved = new ArrayList<>();
    private RowOrder order = RowOrder.BY_NAME;
    private Comparator<TorrentFigures> keys = order.comparator();
    private Comparator<TorrentRow> places = places(keys);
    private RowFilter filter = RowFilter.ALL;
    private TorrentRow[] shown = new TorrentRow[64];
    private int count;
    private int hidden;
    /** Shown rows are gone. */
    private boolean gaps;
    private long next;

    private static Comparator<TorrentRow> places(Comparator<TorrentFigures> keys) {
        return (a, b) -> {
            int byKey = keys.compare(a.figures, b.figures);
            return byKey != 0 ? byKey : Long.compare(a.number, b.number);
        };
    }

    /** Takes over what changed. Places stay as they are until {@link #settle}. */
    public void apply(TorrentFeed.Batch batch) {
        if (batch.whole()) {
            dropAllBut(batch);
        }
        batch.changes().forEach((torrent, figures) -> {
            if (figures.isPresent()) {
                update(torrent, figures.get());
            } else {
                remove(torrent);
            }
        });
    }

    private void update(Torrent torrent, TorrentFigures figures) {
        TorrentRow row = all.get(torrent);
        if (row == null) {
            row = new TorrentRow(next++, figures);
            all.put(torrent, row);
            move(row);
            return;
        }
        boolean wanted = !row.hidden && filter.matches(figures);
        boolean stays = wanted == row.position >= 0 && (!wanted || keys.compare(row.figures, figures) == 0);
        row.figures = figures;
        if (!stays) {
            move(row);
        }
    }

    private void move(TorrentRow row) {
        if (!row.moved) {
            row.moved = true;
            moved.add(row);
        }
    }

    private void remove(Torrent torrent) {
        TorrentRow row = all.remove(torrent);
        if (row != null) {
            forget(row);
        }
    }

    private void forget(TorrentRow row) {
        if (row.hidden) {
            hidden--;
            row.hidden = false;
        }
        row.gone = true;
        gaps |= row.position >= 0;
    }

    private void dropAllBut(TorrentFeed.Batch batch) {
        all.values().removeIf(row -> {
            boolean gone = !batch.changes().containsKey(row.torrent());
            if (gone) {
                forget(row);
            }
            return gone;
        });
    }

    /** Takes rows out of sight, or lets them be seen again; takes effect in {@link #settle}. */
    public void hide(Collection<Torrent> torrents, boolean hide) {
        for (Torrent torrent : torrents) {
            TorrentRow row = all.get(torrent);
            if (row != null && row.hidden != hide) {
                row.hidden = hide;
                hidden += hide ? 1 : -1;
                move(row);
            }
        }
    }

    /** Another order: everything is sorted in {@link #settle}. */
    public void order(RowOrder wanted) {
        order = wanted;
        keys = wanted.comparator();
        places = places(keys);
        moveAll();
    }

    /** Another filter: every row is looked at in {@link #settle}. */
    public void filter(RowFilter wanted) {
        filter = wanted;
        for (TorrentRow row : all.values()) {
            if (wanted.matches(row.figures) != row.position >= 0) {
                move(row);
            }
        }
    }

    private void moveAll() {
        moved.clear();
        for (TorrentRow row : all.values()) {
            row.moved = true;
            moved.add(row);
        }
    }

    /** Whether {@link #settle} has anything to do. */
    public boolean unsettled() {
        return gaps || !moved.isEmpty();
    }

    /**
     * Brings all rows to their places.
     *
     * @return whether anything may be at another place than before
     */
    public boolean settle() {
        if (!unsettled()) {
            return false;
        }
        TorrentRow[] comers = moved.stream().filter(row -> !row.gone && !row.hidden && filter.matches(row.figures))
                .toArray(TorrentRow[]::new);
        Arrays.sort(comers, places);
        int staying = compact();
        merge(staying, comers);
        for (TorrentRow row : moved) {
            row.moved = false;
        }
        moved.clear();
        gaps = false;
        return true;
    }

    /** Takes out what is removed or moved and closes the gaps. */
    private int compact() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            TorrentRow row = shown[i];
            if (row.moved || row.gone) {
                row.position = -1;
            } else {
                shown[kept++] = row;
            }
        }
        return kept;
    }

    /** Merges from the end, so that it needs no second array. */
    private void merge(int staying, TorrentRow[] comers) {
        int total = staying + comers.length;
        int before = count;
        if (total > shown.length) {
            shown = Arrays.copyOf(shown, Math.max(total, shown.length * 2));
        }
        int left = staying - 1;
        int right = comers.length - 1;
        for (int at = total - 1; at >= 0; at--) {
            boolean takeLeft = right < 0 || left >= 0 && places.compare(shown[left], comers[right]) > 0;
            TorrentRow row = takeLeft ? shown[left--] : comers[right--];
            shown[at] = row;
            row.position = at;
        }
        if (total < before) {
            Arrays.fill(shown, total, before, null);
        }
        count = total;
    }

    /** Rows that are shown. Between a removal and {@link #settle} some of them may be gone. */
    public int shown() {
        return count;
    }

    /** Torrents there are, shown or not. */
    public int total() {
        return all.size() - hidden;
    }

    /** The row at a position, or {@code null} beyond the end. */
    public TorrentRow at(int position) {
        return position >= 0 && position < count ? shown[position] : null;
    }

    /** What the row at a position shows, or {@code null}. */
    public TorrentFigures figuresAt(int position) {
        TorrentRow row = at(position);
        return row == null ? null : row.figures;
    }

    /** Where a torrent is shown, or -1. */
    public int position(Torrent torrent) {
        TorrentRow row = all.get(torrent);
        return row == null ? -1 : row.position;
    }

    /** What is known of a torrent, or {@code null}. */
    public TorrentFigures figures(Torrent torrent) {
        TorrentRow row = all.get(torrent);
        return row == null ? null : row.figures;
    }

    /** The labels that are in use, in order. */
    public List<String> labels() {
        return all.values().stream().map(row -> row.figures.label()).filter(label -> !label.text().isEmpty()).distinct().sorted()
                .map(SortText::text).toList();
    }

    /** The order in force. */
    public RowOrder order() {
        return order;
    }

    /** Forgets everything. */
    public void clear() {
        all.clear();
        moved.clear();
        Arrays.fill(shown, 0, count, null);
        count = 0;
        hidden = 0;
        gaps = false;
    }
}
