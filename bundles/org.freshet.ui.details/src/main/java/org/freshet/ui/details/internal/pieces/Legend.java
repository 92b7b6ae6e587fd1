package org.freshet.ui.details.internal.pieces;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.freshet.ui.details.internal.Palette;

/** What the patterns of the map mean: a cell of each kind, and its words as labels. UI thread. */
final class Legend {
    private static final int CELL = 13;
    private static final int HALF = 4;

    private Legend() {
    }

    static Composite create(Composite parent) {
        Composite legend = new Composite(parent, SWT.NONE);
        RowLayout row = new RowLayout(SWT.HORIZONTAL);
        row.marginTop = 0;
        row.marginBottom = 0;
        row.spacing = 8;
        row.center = true;
        legend.setLayout(row);
        for (CellKind kind : CellKind.values()) {
            Composite entry = new Composite(legend, SWT.NONE);
            GridLayout layout = new GridLayout(2, false);
            layout.marginWidth = 0;
            layout.marginHeight = 0;
            entry.setLayout(layout);
            // It says nothing that the label beside it does not say, and takes no focus.
            Canvas sample = new Canvas(entry, SWT.NO_FOCUS);
            GridData data = new GridData(CELL + 1, CELL + 1);
            sample.setLayoutData(data);
            sample.addListener(SWT.Paint, event -> {
                event.gc.setAntialias(SWT.OFF);
                new CellPainter(event.gc, Palette.of(sample)).paint(0, 0, CELL, kind, kind == CellKind.BEGUN ? HALF : 0);
            });
            new Label(entry, SWT.NONE).setText(kind.words());
        }
        return legend;
    }
}
