package org.freshet.ui.details.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * A virtual table of rows whose figures change: it sorts, keeps the selection on the same things, paints only cells that look
 * different, and remembers widths, order and sorting. UI thread.
 *
 * @param <R> a row; equal rows look the same
 */
public final class RowTable<R> {
    private final Table table;
    private final List<Column<R>> columns;
    private final Memory memory;
    private final Rows<R> rows;
    private SortChoice sort;
    private Function<R, String> tip = row -> "";
    /** The row whose words are shown. */
    private TableItem hinted;

    /**
     * An empty table.
     *
     * @param name what a screen reader calls it
     * @param key what a row is known by while its figures change
     */
    public RowTable(Composite parent, String name, List<Column<R>> columns, Function<R, Object> key, Memory memory) {
        this.columns = List.copyOf(columns);
        this.memory = memory;
        this.rows = new Rows<>(key);
        this.sort = SortChoice.of(memory);
        this.table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER);
        table.setHeaderVisible(true);
        Named.name(table, name);
        for (Column<R> column : columns) {
            TableColumn head = ColumnHeads.add(table, column, memory);
            head.setData(column.id());
            if (column.order() != null) {
                head.addListener(SWT.Selection, event -> sort(sort.clicked(column.id())));
            }
        }
        ColumnHeads.order(table, memory);
        rows.order(sort.order(this.columns));
        mark();
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
        table.addListener(SWT.MouseHover, event -> hint(new Point(event.x, event.y)));
        table.addListener(SWT.MouseMove, event -> {
            if (hinted != null && table.getItem(new Point(event.x, event.y)) != hinted) {
                hint(null);
            }
        });
    }

    /** The table itself. */
    public Table control() {
        return table;
    }

    /** Words for a row while the mouse rests on it. */
    public void tip(Function<R, String> words) {
        tip = Objects.requireNonNull(words);
    }

    /** The rows that are selected, from the top. */
    public List<R> selection() {
        List<R> selected = new ArrayList<>();
        int[] places = table.getSelectionIndices();
        Arrays.sort(places);
        for (int place : places) {
            if (place < rows.size()) {
                selected.add(rows.at(place));
            }
        }
        return selected;
    }

    /** All rows, from the top. */
    public List<R> rows() {
        List<R> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            all.add(rows.at(i));
        }
        return all;
    }

    /** Whether a column is sorted downwards. */
    public boolean isSortedDown() {
        return !sort.column().isEmpty() && !sort.up();
    }

    /** Whether any row is selected. */
    public boolean hasSelection() {
        return table.getSelectionCount() > 0;
    }

    /** The text of rows as a table of their cells, for the clipboard. */
    public String asText(List<R> some) {
        StringBuilder text = new StringBuilder();
        for (R row : some) {
            for (int c = 0; c < columns.size(); c++) {
                text.append(c == 0 ? "" : "\t").append(columns.get(c).text().apply(row));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Shows other rows in place of those that are there. */
    public void show(List<R> others) {
        update(() -> rows.replace(others));
    }

    /** Scrolls to the last row. */
    public void showLast() {
        if (rows.size() > 0) {
            table.showItem(table.getItem(rows.size() - 1));
        }
    }

    /** Whether the last row can be seen, or nothing is there. */
    public boolean lastIsVisible() {
        return rows.size() == 0 || table.getTopIndex() + visibleRows() >= rows.size();
    }

    /** The choices by which rows can be sorted, for a menu: the keyboard does not get to the heads. */
    public DetailAction sortMenu() {
        List<DetailAction> choices = new ArrayList<>();
        choices.add(DetailAction.choice(Messages.sort_none, () -> true, () -> sort.column().isEmpty(),
                () -> sort(new SortChoice("", true))));
        for (Column<R> column : columns) {
            if (column.order() != null) {
                choices.add(DetailAction.choice(column.title(), () -> true, () -> sort.column().equals(column.id()),
                        () -> sort(new SortChoice(column.id(), sort.up()))));
            }
        }
        choices.add(direction(Messages.sort_up, true).startsGroup());
        choices.add(direction(Messages.sort_down, false));
        return DetailAction.menu(Messages.sort, choices);
    }

    private DetailAction direction(String text, boolean up) {
        return DetailAction.choice(text, () -> !sort.column().isEmpty(), () -> !sort.column().isEmpty() && sort.up() == up,
                () -> sort(new SortChoice(sort.column(), up)));
    }

    private void sort(SortChoice choice) {
        sort = choice;
        sort.keep(memory);
        mark();
        update(() -> rows.order(sort.order(columns)));
    }

    private void mark() {
        TableColumn column = ColumnHeads.find(table.getColumns(), sort.column());
        table.setSortColumn(column);
        table.setSortDirection(column == null ? SWT.NONE : sort.up() ? SWT.UP : SWT.DOWN);
    }

    private void update(Supplier<Rows.Change> replace) {
        int[] selected = table.getSelectionIndices();
        Set<Object> keys = rows.keys(selected);
        Rows.Change change = replace.get();
        if (table.getItemCount() != change.size()) {
            hint(null);
            table.setItemCount(change.size());
        }
        int top = table.getTopIndex();
        int bottom = top + visibleRows() + 1;
        for (int place : change.changed()) {
            if (place >= top && place <= bottom) {
                fill(table.getItem(place), place);
            } else {
                table.clear(place);
            }
        }
        int[] places = rows.places(keys);
        Arrays.sort(selected);
        if (!Arrays.equals(places, selected)) {
            table.deselectAll();
            table.select(places);
            table.notifyListeners(SWT.Selection, new Event());
        }
    }

    private int visibleRows() {
        return table.getItemHeight() <= 0 ? 0 : Math.max(1,
                (table.getClientArea().height - table.getHeaderHeight()) / table.getItemHeight());
    }

    private void fill(TableItem item, int place) {
        if (place < 0 || place >= rows.size()) {
            return; // an item that the table is about to drop
        }
        R row = rows.at(place);
        for (int c = 0; c < columns.size(); c++) {
            String text = columns.get(c).text().apply(row);
            if (!text.equals(item.getText(c))) {
                item.setText(c, text);
            }
        }
    }

    private void hint(Point at) {
        TableItem item = at == null ? null : table.getItem(at);
        hinted = item;
        int place = item == null ? -1 : table.indexOf(item);
        String words = place < 0 || place >= rows.size() ? "" : tip.apply(rows.at(place));
        table.setToolTipText(words.isEmpty() ? null : words);
    }
}
