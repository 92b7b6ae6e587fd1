package org.freshet.ui.torrents.internal;

import java.util.function.Consumer;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.freshet.ui.AccessibleNames;

/** The box that filters the rows, with the number of those that are left. */
final class FilterBar {
    /** Milliseconds without a key before the rows are filtered. */
    private static final int PAUSE = 120;

    private final Text text;
    private final Label count;
    private int typed;

    /**
     * A bar.
     *
     * @param filtered hears the text when it changed
     * @param leave called when the user wants to go on to the rows
     */
    FilterBar(Composite parent, Consumer<String> filtered, Runnable leave) {
        Composite bar = new Composite(parent, SWT.NONE);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        GridLayout layout = new GridLayout(3, false);
        layout.marginHeight = 2;
        bar.setLayout(layout);
        Label label = new Label(bar, SWT.NONE);
        label.setText(Messages.filter_label);
        text = new Text(bar, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        text.setMessage(Messages.filter_hint);
        text.setToolTipText(Messages.filter_tip);
        AccessibleNames.set(text, Messages.filter_name);
        count = new Label(bar, SWT.RIGHT);
        count.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        text.addListener(SWT.Modify, e -> later(filtered));
        text.addListener(SWT.DefaultSelection, e -> leave.run());
        text.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.ARROW_DOWN) {
                leave.run();
                e.doit = false;
            }
        });
        text.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE && !text.getText().isEmpty()) {
                text.setText("");
                e.doit = false;
            }
        });
    }

    private void later(Consumer<String> filtered) {
        int now = ++typed;
        text.getDisplay().timerExec(PAUSE, () -> {
            if (now == typed && !text.isDisposed()) {
                filtered.accept(text.getText());
            }
        });
    }

    void focus() {
        text.setFocus();
        text.selectAll();
    }

    /** Where one types; keys mean letters there. */
    Text control() {
        return text;
    }

    /** Shows how many rows are left. */
    void count(int shown, int total) {
        String now = shown == total ? NLS.bind(total == 1 ? Messages.count_one : Messages.count_all, total)
                : NLS.bind(Messages.count_some, shown, total);
        if (!now.equals(count.getText())) {
            count.setText(now);
            count.getParent().layout();
        }
    }
}
