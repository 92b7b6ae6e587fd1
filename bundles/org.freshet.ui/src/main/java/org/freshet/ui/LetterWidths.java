package org.freshet.ui;

import org.eclipse.jface.layout.PixelConverter;
import org.eclipse.swt.widgets.Control;

/** Widths that follow the size of the letters. UI thread. */
public final class LetterWidths {
    /** Pixels a horizontal dialog unit in the usual font. */
    private static final int USUAL_UNIT = 2;

    private LetterWidths() {
    }

    /**
     * A width for a text or a column.
     *
     * @param control whose font counts
     * @param usual   pixels that are right in the usual font
     * @return the same, or more where the control's letters are larger
     */
    public static int of(Control control, int usual) {
        return Math.max(usual, new PixelConverter(control).convertHorizontalDLUsToPixels(usual / USUAL_UNIT));
    }
}
