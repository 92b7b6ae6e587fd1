package org.freshet.ui.details.internal;

import java.util.Comparator;
import java.util.List;

/**
 * By which column rows are sorted.
 *
 * @param column its id; empty for the order in which they come
 * @param up whether the smallest is at the top
 */
public record SortChoice(String column, boolean up) {
    private static final String KEY = "sort";

    /** The choice that was remembered, or the order in which rows come. */
    public static SortChoice of(Memory memory) {
        String kept = memory.text(KEY, "");
        return kept.length() < 2 ? new SortChoice("", true) : new SortChoice(kept.substring(1), kept.charAt(0) == '+');
    }

    /** Remembers it. */
    public void keep(Memory memory) {
        memory.keep(KEY, (up ? "+" : "-") + column);
    }

    /** What a click on a column's head makes of it: first that column upwards, then downwards, then as rows come. */
    public SortChoice clicked(String other) {
        if (!other.equals(column)) {
            return new SortChoice(other, true);
        }
        return up ? new SortChoice(other, false) : new SortChoice("", true);
    }

    /** The order of rows, or {@code null} for the one in which they come. */
    public <R> Comparator<R> order(List<Column<R>> columns) {
        for (Column<R> c : columns) {
            if (c.id().equals(column) && c.order() != null) {
                return up ? c.order() : c.order().reversed();
            }
        }
        return null;
    }
}
