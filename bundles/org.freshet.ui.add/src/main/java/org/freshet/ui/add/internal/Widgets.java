package org.freshet.ui.add.internal;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.freshet.ui.AccessibleNames;

/** Small parts that every dialog here is made of. */
final class Widgets {
    private Widgets() {
    }

    /** A label in front of a control. */
    static Label label(Composite parent, String text) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
        return label;
    }

    /** A push button that does something. */
    static Button button(Composite parent, String text, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().applyTo(button);
        return button;
    }

    static Button check(Composite parent, String text, boolean on, Runnable changed) {
        Button button = new Button(parent, SWT.CHECK);
        button.setText(text);
        button.setSelection(on);
        button.addListener(SWT.Selection, event -> changed.run());
        return button;
    }

    /** Gives a control the name that a screen reader says; the mnemonic's mark is taken out. */
    static <C extends Control> C named(C control, String label) {
        AccessibleNames.set(control, label);
        return control;
    }

    /** A file's path shown in a label: an {@code &} is no mnemonic. */
    static String plain(String text) {
        return text.replace("&", "&&");
    }
}
