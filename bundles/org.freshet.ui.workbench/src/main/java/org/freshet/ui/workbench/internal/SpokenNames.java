package org.freshet.ui.workbench.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.List;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.freshet.ui.AccessibleNames;

/**
 * Names each field for screen readers that nobody named ({@link AccessibleNames}): by the words of the label before it, else those of its
 * tool tip or hint. Works for every field of every bundle, the platform's dialogs and plugins' pages included. UI thread.
 */
final class SpokenNames implements Listener {

    /** Names the fields of {@code display} from now on, each soon after it was made. */
    static void on(Display display) {
        display.addListener(SWT.Skin, new SpokenNames());
    }

    @Override
    public void handleEvent(Event event) {
        if (event.widget instanceof Control control && !control.isDisposed() && isField(control) && !AccessibleNames.isNamed(control)) {
            String name = nameOf(control);
            if (!name.isBlank()) {
                AccessibleNames.set(control, name);
            }
        }
    }

    private static boolean isField(Control control) {
        return control instanceof Text || control instanceof Combo || control instanceof List || control instanceof Table
                || control instanceof Tree || control instanceof Spinner;
    }

    private static String nameOf(Control field) {
        String label = labelBefore(field);
        if (label.isEmpty() && field.getParent().getChildren()[0] == field) {
            label = labelBefore(field.getParent()); // a field and its button in a row of their own
        }
        if (!label.isEmpty()) {
            return label;
        }
        if (field.getToolTipText() != null) {
            return field.getToolTipText();
        }
        if (field instanceof Tree && field.getShell().getParent() != null) {
            return field.getShell().getText(); // the pages of the preferences
        }
        return field instanceof Text text ? text.getMessage() : "";
    }

    private static String labelBefore(Control control) {
        if (control.getParent() == null) {
            return "";
        }
        Control[] siblings = control.getParent().getChildren();
        for (int i = 1; i < siblings.length; i++) {
            if (siblings[i] == control && siblings[i - 1] instanceof Label label) {
                return label.getText();
            }
        }
        return "";
    }
}
