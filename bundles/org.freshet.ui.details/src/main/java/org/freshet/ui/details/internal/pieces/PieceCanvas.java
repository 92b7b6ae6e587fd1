package org.freshet.ui.details.internal.pieces;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Named;
import org.freshet.ui.details.internal.Palette;

/** The map of pieces. The arrow keys move a mark over its cells, whose words are shown and read out. UI thread. */
final class PieceCanvas {
    private static final int MARGIN = 3;
    private static final int GAP = 1;
    private static final int NONE = -1;

    private final Canvas canvas;
    private final Runnable resized;
    private final Runnable moved;
    private PiecesSnapshot shown;
    private int cursor = NONE;

    /** @param resized there is other room. @param moved another cell is marked, or none */
    PieceCanvas(Composite parent, Runnable resized, Runnable moved) {
        this.resized = resized;
        this.moved = moved;
        canvas = new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.BORDER);
        canvas.addListener(SWT.Paint, this::paint);
        canvas.addListener(SWT.Resize, event -> this.resized.run());
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.MouseDown, event -> {
            canvas.setFocus();
            mark(shown == null ? NONE : shown.layout().at(event.x - MARGIN, event.y - MARGIN));
        });
        canvas.addListener(SWT.MouseHover, this::hint);
        canvas.addListener(SWT.FocusIn, event -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, event -> canvas.redraw());
        // A canvas with a key listener keeps the tabulator to itself otherwise.
        canvas.addListener(SWT.Traverse, event -> event.doit = switch (event.detail) {
            case SWT.TRAVERSE_TAB_NEXT, SWT.TRAVERSE_TAB_PREVIOUS, SWT.TRAVERSE_PAGE_NEXT, SWT.TRAVERSE_PAGE_PREVIOUS,
                    SWT.TRAVERSE_ESCAPE, SWT.TRAVERSE_MNEMONIC -> true;
            default -> false;
        });
        Named.picture(canvas, Messages.pieces_map, this::words);
    }

    Canvas control() {
        return canvas;
    }

    /** How much room there is for cells. */
    Rectangle room() {
        Rectangle area = canvas.getClientArea();
        return new Rectangle(0, 0, Math.max(1, area.width - 2 * MARGIN), Math.max(1, area.height - 2 * MARGIN));
    }

    /** Nothing, until pieces come. */
    void clear() {
        shown = null;
        cursor = NONE;
        canvas.redraw();
    }

    void show(PiecesSnapshot snapshot) {
        PiecesSnapshot before = shown;
        shown = snapshot;
        if (before == null || !before.layout().equals(snapshot.layout())) {
            cursor = cursor == NONE ? NONE : Math.min(cursor, snapshot.layout().cells() - 1);
            canvas.redraw();
            return;
        }
        List<Integer> cells = snapshot.changed(before);
        for (int cell : cells) {
            redraw(cell);
        }
    }

    /** The words of the marked cell, or of all. */
    String words() {
        return shown == null ? Messages.pieces_unknown : cursor == NONE ? shown.words() : shown.words(cursor);
    }

    private void redraw(int cell) {
        if (cell != NONE) {
            int pitch = shown.layout().pitch();
            canvas.redraw(MARGIN + shown.layout().x(cell) - 2, MARGIN + shown.layout().y(cell) - 2, pitch + 3, pitch + 3, false);
        }
    }

    private void mark(int cell) {
        if (shown == null || cell == cursor) {
            return;
        }
        redraw(cursor);
        cursor = cell;
        redraw(cursor);
        moved.run();
        canvas.getAccessible().sendEvent(ACC.EVENT_VALUE_CHANGED, null);
        canvas.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }

    private void key(Event event) {
        if (shown == null || shown.layout().cells() == 0) {
            return;
        }
        int columns = shown.layout().columns();
        int step = switch (event.keyCode) {
            case SWT.ARROW_LEFT -> -1;
            case SWT.ARROW_RIGHT -> 1;
            case SWT.ARROW_UP -> -columns;
            case SWT.ARROW_DOWN -> columns;
            default -> 0;
        };
        int last = shown.layout().cells() - 1;
        if (step != 0) {
            int to = cursor == NONE ? 0 : cursor + step;
            mark(to < 0 || to > last ? cursor : to);
        } else if (event.keyCode == SWT.HOME || event.keyCode == SWT.END) {
            mark(event.keyCode == SWT.HOME ? 0 : last);
        } else if (event.keyCode == SWT.ESC) {
            mark(NONE);
        }
    }

    private void hint(Event event) {
        int cell = shown == null ? NONE : shown.layout().at(event.x - MARGIN, event.y - MARGIN);
        canvas.setToolTipText(cell == NONE ? null : shown.words(cell));
    }

    private void paint(Event event) {
        if (shown == null) {
            return;
        }
        GC gc = event.gc;
        gc.setAntialias(SWT.OFF);
        CellLayout layout = shown.layout();
        Palette palette = Palette.of(canvas);
        CellPainter painter = new CellPainter(gc, palette);
        int rows = layout.cells() == 0 ? 0 : (layout.cells() - 1) / layout.columns() + 1;
        int top = Math.max(0, (event.y - MARGIN) / layout.pitch());
        int bottom = Math.min(rows - 1, (event.y + event.height - MARGIN) / layout.pitch());
        int left = Math.max(0, (event.x - MARGIN) / layout.pitch());
        int right = Math.min(layout.columns() - 1, (event.x + event.width - MARGIN) / layout.pitch());
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int cell = row * layout.columns() + column;
                if (cell < layout.cells()) {
                    painter.paint(MARGIN + layout.x(cell), MARGIN + layout.y(cell), layout.pitch() - GAP, shown.kinds()[cell],
                            shown.levels()[cell]);
                }
            }
        }
        if (canvas.isFocusControl()) {
            gc.setForeground(palette.fore());
            if (cursor == NONE) {
                Rectangle all = canvas.getClientArea();
                gc.drawFocus(0, 0, all.width, all.height);
            } else {
                gc.setLineWidth(2);
                gc.drawRectangle(MARGIN + layout.x(cursor) - 1, MARGIN + layout.y(cursor) - 1, layout.pitch(), layout.pitch());
            }
        }
    }
}
