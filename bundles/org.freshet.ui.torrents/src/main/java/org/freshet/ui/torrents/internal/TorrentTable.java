package org.freshet.ui.torrents.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.Icons;
import org.freshet.ui.LetterWidths;
import org.freshet.ui.torrents.internal.model.CellTexts;
import org.freshet.ui.torrents.internal.model.Column;
import org.freshet.ui.torrents.internal.model.ColumnLayout;
import org.freshet.ui.torrents.internal.model.PaintedRows;
import org.freshet.ui.torrents.internal.model.TorrentFigures;
import org.freshet.ui.torrents.internal.model.TorrentRow;
import org.freshet.ui.torrents.internal.model.TorrentRows;

/**
 * The native table over {@link TorrentRows}. Items are filled when they come into sight; of a change only the items are touched
 * that can be seen and show something else now. The selection is of torrents, not of places: it goes with them when they move.
 */
final class TorrentTable {
    private final TorrentRows rows;
    private final PaintedRows painted = new PaintedRows();
    private final CellTexts texts;
    private final ResourceManager resources;
    private final Table table;
    private final Runnable selectionChanged;
    private final Runnable layoutChanged;
    private final Map<TorrentStatus.State, Image> icons = new EnumMap<>(TorrentStatus.State.class);
    private List<Torrent> selection = List.of();
    private ColumnLayout layout = ColumnLayout.initial();
    private List<Column> columns = List.of();
    private int doneAt = -1;
    private int statusAt = -1;
    private boolean arranging;

    /**
     * An empty table.
     *
     * @param selectionChanged called when other torrents are selected
     * @param layoutChanged called when the user changed columns or sort
     */
    TorrentTable(Composite parent, TorrentRows rows, CellTexts texts, ResourceManager resources, Runnable selectionChanged,
            Runnable layoutChanged) {
        this.rows = rows;
        this.texts = texts;
        this.resources = resources;
        this.selectionChanged = selectionChanged;
        this.layoutChanged = layoutChanged;
        table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        AccessibleNames.set(table, Messages.table_name);
        table.addListener(SWT.SetData, this::fill);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.Selection, e -> readSelection());
        table.addListener(SWT.Resize, e -> figuresChanged());
        table.getVerticalBar().addListener(SWT.Selection, e -> figuresChanged());
    }

    Table control() {
        return table;
    }

    private void fill(Event e) {
        TorrentFigures figures = rows.figuresAt(e.index);
        if (figures == null) {
            return;
        }
        TableItem item = (TableItem) e.item;
        for (int i = 0; i < columns.size(); i++) {
            item.setText(i, texts.text(columns.get(i), figures));
            if (i == statusAt) {
                item.setImage(i, image(figures));
            }
        }
        painted.painted(e.index, figures);
    }

    private Image image(TorrentFigures figures) {
        return icons.computeIfAbsent(figures.status().state(), state -> Icons.of(state).image(resources));
    }

    private void paint(Event e) {
        if (e.index == doneAt) {
            TorrentFigures figures = rows.figuresAt(table.indexOf((TableItem) e.item));
            if (figures != null) {
                ProgressCell.paint(e, CellTexts.bar(Column.DONE, figures));
            }
        }
    }

    /**
     * An item in sight is no longer true: of the same torrent only the cells change that say something else, which is a
     * third of the work. It is not cleared to be filled when it is painted: GTK would tell screen readers of an empty row.
     */
    private boolean mend(int position, TorrentFigures before, TorrentFigures now) {
        if (now == null) {
            table.clear(position);
            return false;
        }
        boolean other = before.torrent() != now.torrent();
        TableItem item = table.getItem(position);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String text = texts.text(column, now);
            if (other || !text.equals(texts.text(column, before))) {
                item.setText(i, text);
            }
            if (i == statusAt && (other || before.status().state() != now.status().state())) {
                item.setImage(i, image(now));
            }
        }
        return true;
    }

    /** Figures of rows changed, no row moved: mends the few items that can be seen and are no longer true. */
    void figuresChanged() {
        if (rows.shown() == 0) {
            return;
        }
        int top = table.getTopIndex();
        int visible = table.getClientArea().height / Math.max(1, table.getItemHeight()) + 2;
        painted.refresh(rows, top - 1, top + visible, this::mend);
    }

    /** Rows came, went or moved. */
    void placesChanged() {
        int before = table.getItemCount();
        int now = rows.shown();
        if (before != now) {
            if (now < before / 2) {
                // GTK empties a table faster than it takes most of its rows out one by one, and much faster when none is
                // selected.
                table.deselectAll();
                table.removeAll();
                painted.cut(0);
            }
            table.setItemCount(now);
            painted.cut(now);
        }
        figuresChanged();
        showSelection();
    }

    /** Lets the selection follow its torrents. */
    private void showSelection() {
        List<Torrent> left = selection.stream().filter(torrent -> rows.position(torrent) >= 0).toList();
        int[] wanted = left.stream().mapToInt(rows::position).sorted().toArray();
        int[] there = table.getSelectionIndices();
        Arrays.sort(there);
        if (!Arrays.equals(wanted, there)) {
            if (wanted.length == 1 && there.length == 1 && inSight(there[0]) && inSight(wanted[0])) {
                // Takes the keyboard's place along; does not scroll, as the row is in sight.
                table.setSelection(wanted[0]);
            } else {
                table.deselectAll();
                table.select(wanted);
            }
        }
        if (left.size() != selection.size()) {
            selection = left;
            selectionChanged.run();
        }
    }

    private boolean inSight(int position) {
        int top = table.getTopIndex();
        return position >= top && position < top + table.getClientArea().height / Math.max(1, table.getItemHeight()) - 1;
    }

    private void readSelection() {
        List<Torrent> now = new ArrayList<>();
        for (int index : table.getSelectionIndices()) {
            TorrentRow row = rows.at(index);
            if (row != null) {
                now.add(row.torrent());
            }
        }
        if (!now.equals(selection)) {
            selection = List.copyOf(now);
            selectionChanged.run();
        }
    }

    /** What is selected. */
    List<Torrent> selection() {
        return selection;
    }

    /** Selects these, as far as they are shown, and shows the first of them. */
    void select(List<Torrent> torrents) {
        int[] wanted = torrents.stream().mapToInt(rows::position).filter(position -> position >= 0).toArray();
        table.deselectAll();
        if (wanted.length > 0) {
            table.setSelection(wanted);
        }
        readSelection();
    }

    void selectAll() {
        table.selectAll();
        readSelection();
    }

    /** The columns and the sort. */
    ColumnLayout layout() {
        return layout;
    }

    /** Shows these columns; the rows are sorted at the same time. */
    void layout(ColumnLayout wanted) {
        boolean otherColumns = !wanted.visible().equals(layout.visible()) || columns.isEmpty();
        boolean otherOrder = !wanted.order().equals(rows.order());
        layout = wanted;
        if (otherColumns) {
            build();
        }
        if (otherOrder) {
            rows.order(wanted.order());
            rows.settle();
        }
        showSort();
        placesChanged();
    }

    /** Columns are made anew on an empty table: with rows in it, GTK would copy all of them for each column. */
    private void build() {
        arranging = true;
        table.setRedraw(false);
        table.setItemCount(0);
        painted.cut(0);
        for (TableColumn old : table.getColumns()) {
            old.dispose();
        }
        columns = layout.visible();
        doneAt = columns.indexOf(Column.DONE);
        statusAt = columns.indexOf(Column.STATUS);
        for (Column column : columns) {
            TableColumn made = new TableColumn(table, column.number() ? SWT.RIGHT : SWT.LEFT);
            made.setText(ColumnNames.of(column));
            made.setToolTipText(ColumnNames.tip(column));
            made.setData(column);
            made.setMoveable(true);
            made.setWidth(width(column));
            made.addListener(SWT.Selection, e -> change(layout.with(layout.order().clicked(column))));
            made.addListener(SWT.Move, e -> readColumns());
            made.addListener(SWT.Resize, e -> readColumns());
        }
        table.setRedraw(true);
        arranging = false;
    }

    /** What the user made of it, or what is right for the usual font; more where letters are larger. */
    private int width(Column column) {
        int kept = layout.widths().get(column);
        return kept == column.width() ? LetterWidths.of(table, kept) : kept;
    }

    private void showSort() {
        for (TableColumn column : table.getColumns()) {
            if (column.getData() == layout.order().first()) {
                table.setSortColumn(column);
                table.setSortDirection(layout.order().firstDescending() ? SWT.DOWN : SWT.UP);
                return;
            }
        }
        table.setSortColumn(null);
    }

    /** The user changed the columns. */
    void change(ColumnLayout wanted) {
        layout(wanted);
        layoutChanged.run();
    }

    /** Moves a column one place; for those who do not drag. */
    void move(Column column, int by) {
        layout = layout.moved(column, by);
        build();
        showSort();
        placesChanged();
        layoutChanged.run();
    }

    /** Columns and sort as at first. */
    void reset() {
        columns = List.of();
        change(ColumnLayout.initial());
    }

    /** The user dragged a column or its edge. */
    private void readColumns() {
        if (arranging || table.getColumnCount() != columns.size()) {
            return;
        }
        List<Column> visible = new ArrayList<>();
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        for (int index : table.getColumnOrder()) {
            TableColumn column = table.getColumn(index);
            visible.add((Column) column.getData());
            widths.put((Column) column.getData(), column.getWidth());
        }
        ColumnLayout now = layout.arranged(visible, widths);
        if (!now.equals(layout)) {
            layout = now;
            layoutChanged.run();
        }
    }

    /** Whether the pointer is on the header. The menu events of GTK do not say where they were. */
    boolean pointsAtHeader() {
        Point point = table.toControl(table.getDisplay().getCursorLocation());
        Rectangle area = table.getClientArea();
        return point.y >= area.y && point.y < area.y + table.getHeaderHeight();
    }
}
