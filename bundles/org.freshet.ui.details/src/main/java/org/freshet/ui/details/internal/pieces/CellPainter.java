package org.freshet.ui.details.internal.pieces;

import org.eclipse.swt.graphics.GC;
import org.freshet.ui.details.internal.Palette;

/** Paints cells so that their kinds differ in their patterns, not only in their colours. UI thread. */
final class CellPainter {
    private final GC gc;
    private final Palette palette;

    CellPainter(GC gc, Palette palette) {
        this.gc = gc;
        this.palette = palette;
    }

    /**
     * Paints one cell.
     *
     * @param size of its square
     * @param level eighths that are had
     */
    void paint(int x, int y, int size, CellKind kind, int level) {
        int last = size - 1;
        gc.setForeground(kind == CellKind.HAD || kind == CellKind.BEGUN ? palette.strong() : palette.faint());
        gc.setBackground(palette.strong());
        if (kind == CellKind.HAD) {
            gc.fillRectangle(x, y, size, size);
            return;
        }
        if (kind == CellKind.BEGUN) {
            int high = size * level / PiecesSnapshot.FULL;
            gc.fillRectangle(x, y + size - high, size, high);
            // A stroke through what is not full, also where the fill is too low to be seen.
            gc.drawLine(x, y + last, x + last, y);
        }
        gc.drawRectangle(x, y, last, last);
        gc.setForeground(palette.fore());
        gc.setBackground(palette.fore());
        int middle = size / 2;
        switch (kind) {
            case MANY -> {
                dot(x + size / 4, y + size / 4);
                dot(x + size - size / 4 - 1, y + size / 4);
                dot(x + size / 4, y + size - size / 4 - 1);
                dot(x + size - size / 4 - 1, y + size - size / 4 - 1);
            }
            case SOME -> {
                dot(x + size / 4, y + middle);
                dot(x + size - size / 4 - 1, y + middle);
            }
            case FEW -> dot(x + middle, y + middle);
            case NOBODY -> {
                gc.drawLine(x + 2, y + 2, x + last - 2, y + last - 2);
                gc.drawLine(x + 2, y + last - 2, x + last - 2, y + 2);
            }
            default -> {
                // Painted above.
            }
        }
    }

    private void dot(int x, int y) {
        gc.fillRectangle(x, y, 1, 1);
    }
}
