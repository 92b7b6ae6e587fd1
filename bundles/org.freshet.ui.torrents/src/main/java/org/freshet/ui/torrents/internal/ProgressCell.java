package org.freshet.ui.torrents.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TableItem;

/**
 * A translucent bar over the text of a cell; on a selected row a line under it, so that the text stays legible. The text says
 * the same, so the bar needs no words of its own. An {@code EraseItem} listener could paint under the text, but with one GTK's
 * table leaves out the images of selected rows; images of bars are no way either, as that table makes all images the size of
 * the first.
 */
final class ProgressCell {
    private static final int FILLED = 85;
    private static final int OUTLINE = 130;
    private static final int LINE = 3;

    private ProgressCell() {
    }

    /**
     * Paints into the cell that is being painted.
     *
     * @param share how much of the bar is full, 0…1; below 0 where there is none
     */
    static void paint(Event e, double share) {
        if (share < 0) {
            return;
        }
        boolean selected = (e.detail & SWT.SELECTED) != 0;
        Rectangle cell = ((TableItem) e.item).getBounds(e.index);
        Rectangle bar = new Rectangle(cell.x + 2, cell.y + 2, cell.width - 5, cell.height - 5);
        if (selected) {
            bar.y += bar.height - LINE;
            bar.height = LINE;
        }
        GC gc = e.gc;
        Color background = gc.getBackground();
        Color foreground = gc.getForeground();
        int alpha = gc.getAlpha();
        Color color = e.display.getSystemColor(selected ? SWT.COLOR_LIST_SELECTION_TEXT : SWT.COLOR_LIST_SELECTION);
        gc.setBackground(color);
        gc.setForeground(color);
        gc.setAlpha(selected ? alpha : FILLED);
        gc.fillRectangle(bar.x, bar.y, (int) Math.round(bar.width * share), bar.height);
        gc.setAlpha(OUTLINE);
        gc.drawRectangle(bar);
        gc.setAlpha(alpha);
        gc.setBackground(background);
        gc.setForeground(foreground);
    }
}
