package org.freshet.ui.torrents.internal.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns are shown, in which order, how wide, and what the rows are sorted by. Immutable; as text it is kept across
 * restarts.
 *
 * @param columns all columns in order
 * @param widths pixels of each
 * @param shown those that are shown, at least one
 * @param order what the rows are sorted by
 */
public record ColumnLayout(List<Column> columns, Map<Column, Integer> widths, Set<Column> shown, RowOrder order) {
    private static final int NARROWEST = 20;
    private static final int WIDEST = 4000;

    public ColumnLayout {
        columns = List.copyOf(columns);
        widths = Map.copyOf(widths);
        shown = Set.copyOf(shown);
    }

    /** As it is at first. */
    public static ColumnLayout initial() {
        return parse("");
    }

    /** Reads {@link #format}; what it does not know it passes over, what is missing is as at first. */
    public static ColumnLayout parse(String text) {
        List<Column> columns = new ArrayList<>();
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        Set<Column> shown = EnumSet.noneOf(Column.class);
        RowOrder order = RowOrder.BY_NAME;
        for (String part : text.split(";")) {
            String[] fields = part.split(":");
            Column column = column(fields[0]);
            if (fields.length == 3 && column != null && !columns.contains(column)) {
                columns.add(column);
                widths.put(column, width(fields[1], column));
                if (fields[2].equals("shown")) {
                    shown.add(column);
                }
            } else if (fields.length == 5 && fields[0].equals("sort")) {
                order = order(fields);
            }
        }
        for (Column column : Column.values()) {
            if (!columns.contains(column)) {
                columns.add(column);
                widths.put(column, column.width());
                if (column.shownAtFirst()) {
                    shown.add(column);
                }
            }
        }
        return new ColumnLayout(columns, widths, shown.isEmpty() ? Set.of(Column.NAME) : shown, order);
    }

    private static RowOrder order(String[] fields) {
        Column first = column(fields[1]);
        Column second = column(fields[3]);
        return first == null || second == null ? RowOrder.BY_NAME
                : new RowOrder(first, fields[2].equals("down"), second, fields[4].equals("down"));
    }

    private static Column column(String name) {
        for (Column column : Column.values()) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        return null;
    }

    private static int width(String digits, Column column) {
        try {
            return Math.clamp(Integer.parseInt(digits), NARROWEST, WIDEST);
        } catch (NumberFormatException e) {
            // Somebody edited the preference; the width is as at first.
            return column.width();
        }
    }

    /** As text. */
    public String format() {
        return columns.stream()
                .map(column -> column + ":" + widths.get(column) + ":" + (shown.contains(column) ? "shown" : "hidden"))
                .collect(Collectors.joining(";", "", ";sort:" + order.first() + ":" + way(order.firstDescending()) + ":"
                        + order.second() + ":" + way(order.secondDescending())));
    }

    private static String way(boolean descending) {
        return descending ? "down" : "up";
    }

    /** The columns that are shown, in order. */
    public List<Column> visible() {
        return columns.stream().filter(shown::contains).toList();
    }

    /** With a column shown or not; the last one stays. */
    public ColumnLayout with(Column column, boolean visible) {
        Set<Column> now = EnumSet.copyOf(shown);
        now.remove(Objects.requireNonNull(column));
        if (visible) {
            now.add(column);
        }
        return now.isEmpty() ? this : new ColumnLayout(columns, widths, now, order);
    }

    /** With another sort. */
    public ColumnLayout with(RowOrder other) {
        return new ColumnLayout(columns, widths, shown, other);
    }

    /** With the shown columns in this order and of these widths; hidden ones stay behind the one they followed. */
    public ColumnLayout arranged(List<Column> visible, Map<Column, Integer> measured) {
        List<Column> arranged = new ArrayList<>(visible);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (!arranged.contains(column)) {
                arranged.add(i == 0 ? 0 : arranged.indexOf(columns.get(i - 1)) + 1, column);
            }
        }
        Map<Column, Integer> all = new EnumMap<>(widths);
        all.putAll(measured);
        return new ColumnLayout(arranged, all, shown, order);
    }

    /** With a shown column one place further left or right. */
    public ColumnLayout moved(Column column, int by) {
        List<Column> visible = new ArrayList<>(visible());
        int from = visible.indexOf(column);
        int to = Math.clamp(from + by, 0, visible.size() - 1);
        if (from < 0 || from == to) {
            return this;
        }
        visible.remove(from);
        visible.add(to, column);
        return arranged(visible, Map.of());
    }
}
