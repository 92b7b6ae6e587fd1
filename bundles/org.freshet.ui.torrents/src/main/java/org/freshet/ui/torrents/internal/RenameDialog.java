package org.freshet.ui.torrents.internal;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.metainfo.SafeNames;

/** Asks for another name of a torrent's only file. */
final class RenameDialog extends FieldDialog {
    private final SafeNames names = SafeNames.forThisSystem();
    private final String before;
    private final Function<String, CompletionStage<Void>> rename;
    private Text field;
    private String name;

    /** @param rename carries it out */
    RenameDialog(Shell parent, String before, Function<String, CompletionStage<Void>> rename) {
        super(parent, Messages.rename_title, Messages.rename_message);
        this.before = before;
        this.rename = rename;
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
        String safe = names.component(name);
        if (!safe.equals(name)) {
            return NLS.bind(Messages.rename_unsafe, safe);
        }
        return name.equals(before) ? "" : null;
    }

    @Override
    CompletionStage<?> carryOut() {
        return rename.apply(name);
    }
}
