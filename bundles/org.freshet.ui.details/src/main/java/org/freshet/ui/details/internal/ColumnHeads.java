package org.freshet.ui.details.internal;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.freshet.ui.LetterWidths;

/** Makes the columns of tables and trees with the widths and the order that were remembered, and remembers them. UI thread. */
public final class ColumnHeads {
    private static final String ORDER = "order";
    private static final int LEAST_WIDTH = 10;

    private ColumnHeads() {
    }

    /** One column of a table, after those that it has. */
    public static TableColumn add(Table table, Column<?> what, Memory memory) {
        TableColumn column = new TableColumn(table, what.number() ? SWT.RIGHT : SWT.LEFT);
        column.setText(what.title());
        column.setMoveable(true);
        column.setWidth(width(table, what, memory));
        column.addListener(SWT.Resize, event -> {
            int[] order = table.getColumnOrder();
            // The last one is stretched to the border, which says nothing of what a person wants.
            if (table.indexOf(column) != order[order.length - 1]) {
                keepWidth(memory, what.id(), column.getWidth());
            }
        });
        column.addListener(SWT.Move, event -> memory.keep(ORDER, text(table.getColumnOrder())));
        return column;
    }

    /** One column of a tree; the first one keeps its place, as it bears the branches. */
    public static TreeColumn add(Tree tree, Column<?> what, Memory memory) {
        TreeColumn column = new TreeColumn(tree, what.number() ? SWT.RIGHT : SWT.LEFT);
        column.setText(what.title());
        column.setWidth(width(tree, what, memory));
        column.addListener(SWT.Resize, event -> {
            if (tree.indexOf(column) != tree.getColumnCount() - 1) {
                keepWidth(memory, what.id(), column.getWidth());
            }
        });
        return column;
    }

    /** What is remembered, or what is right for the usual font; more where letters are larger. */
    private static int width(Control control, Column<?> what, Memory memory) {
        return Math.max(LEAST_WIDTH, memory.number("width." + what.id(), LetterWidths.of(control, what.width())));
    }

    /** Puts a table's columns into the order that was remembered, if it still has the same columns. */
    public static void order(Table table, Memory memory) {
        String kept = memory.text(ORDER, "");
        int[] order = order(kept, table.getColumnCount());
        if (order.length > 0) {
            table.setColumnOrder(order);
        }
    }

    /** Reads an order of columns; empty if it is none of {@code count} columns. */
    static int[] order(String kept, int count) {
        if (!kept.matches("\\d{1,3}(,\\d{1,3})*")) {
            return new int[0];
        }
        int[] order = Arrays.stream(kept.split(",")).mapToInt(Integer::parseInt).toArray();
        int[] sorted = Arrays.stream(order).sorted().toArray();
        return Arrays.equals(sorted, IntStream.range(0, count).toArray()) ? order : new int[0];
    }

    private static String text(int[] order) {
        return Arrays.stream(order).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static void keepWidth(Memory memory, String id, int width) {
        if (width >= LEAST_WIDTH) {
            memory.keep("width." + id, width);
        }
    }

    /** The column among {@code columns} that shows a choice, or {@code null}. */
    static <I extends Item> I find(I[] columns, String id) {
        for (I column : columns) {
            if (id.equals(column.getData())) {
                return column;
            }
        }
        return null;
    }
}
