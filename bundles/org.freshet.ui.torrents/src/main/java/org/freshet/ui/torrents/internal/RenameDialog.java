package org.freshet.ui.torrents.internal;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks for another name of a torrent's only file. */
final class RenameDialog extends FieldDialog {
    private final String before;
    private Text field;
    private String name;

    RenameDialog(Shell parent, String before) {
        super(parent, Messages.rename_title, Messages.rename_message);
        this.before = before;
    }

    @Override
    void fields(Composite grid) {
        field = text(grid, Messages.rename_field, 2, before);
    }

    @Override
    String fault() {
        name = field.getText().strip();
        if (name.isEmpty()) {
            return Messages.rename_empty;
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return Messages.rename_separator;
        }
        return name.equals(before) ? "" : null;
    }

    /** What was entered. */
    String name() {
        return name;
    }
}
