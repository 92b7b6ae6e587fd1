package org.freshet.ui.torrents.internal.model;

import java.util.Comparator;

/**
 * The order of the rows: by one column, then by the one that was chosen before it, then as they were added. Immutable.
 *
 * @param first the column that was chosen last
 * @param firstDescending whether its largest is on top
 * @param second the column before
 * @param secondDescending whether its largest is on top
 */
public record RowOrder(Column first, boolean firstDescending, Column second, boolean secondDescending) {

    /** By name. */
    public static final RowOrder BY_NAME = new RowOrder(Column.NAME, false, Column.ADDED, true);

    /** What a click on a column makes of this order: that column, the other way round if it was the first already. */
    public RowOrder clicked(Column column) {
        return column == first ? by(column, !firstDescending) : by(column, column.number());
    }

    /** With another first column; equal rows stay as they were. */
    public RowOrder by(Column column, boolean descending) {
        return column == first ? new RowOrder(column, descending, second, secondDescending)
                : new RowOrder(column, descending, first, firstDescending);
    }

    /** Compares by the two columns; 0 means that a row with one in place of the other need not move. */
    Comparator<TorrentFigures> comparator() {
        Comparator<TorrentFigures> one = firstDescending ? first.ascending().reversed() : first.ascending();
        Comparator<TorrentFigures> two = secondDescending ? second.ascending().reversed() : second.ascending();
        return one.thenComparing(two);
    }
}
