package org.freshet.ui.torrents.internal;

import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.AccessibleNames;

/** Asks for a label, new or one that is in use. */
final class LabelDialog extends FieldDialog {
    private static final int LONGEST = 80;

    private final List<String> known;
    private final String before;
    private Combo combo;
    private String label;

    LabelDialog(Shell parent, List<String> known, String before) {
        super(parent, Messages.label_title, Messages.label_message);
        this.known = known;
        this.before = before;
    }

    @Override
    void fields(Composite grid) {
        label(grid, Messages.label_field);
        combo = new Combo(grid, SWT.DROP_DOWN);
        combo.setItems(known.toArray(String[]::new));
        combo.setText(before);
        AccessibleNames.set(combo, Messages.label_field);
        combo.setLayoutData(wide(2));
        combo.addListener(SWT.Modify, e -> check());
    }

    @Override
    String fault() {
        label = combo.getText().strip();
        return label.length() > LONGEST ? NLS.bind(Messages.label_tooLong, LONGEST) : null;
    }

    /** What was entered. */
    String label() {
        return label;
    }
}
