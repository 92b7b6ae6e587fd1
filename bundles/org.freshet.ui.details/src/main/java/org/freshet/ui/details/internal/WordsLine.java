package org.freshet.ui.details.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** Words below a table or a picture: they can be selected and read out, and take as many lines as they need. UI thread. */
public final class WordsLine {
    private static final int LEAST_WIDTH = 120;

    private final Text text;

    /** Words at the bottom of a composite with a grid layout; {@code name} is what a screen reader calls them. */
    public WordsLine(Composite parent, String name) {
        text = new Text(parent, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
        GridData data = new GridData(SWT.FILL, SWT.END, true, false);
        // With a width to begin with, the layout asks for the height at the width that it gives.
        data.widthHint = LEAST_WIDTH;
        text.setLayoutData(data);
        Named.name(text, name);
    }

    /** The control. */
    public Text control() {
        return text;
    }

    /** Says something else; what is the same already is left alone, and with it what is selected. */
    public void say(String words) {
        if (!text.getText().equals(words)) {
            text.setText(words);
            if (text.computeSize(text.getSize().x, SWT.DEFAULT).y != text.getSize().y) {
                text.getParent().layout();
            }
        }
    }
}
