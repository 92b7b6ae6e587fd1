package org.freshet.ui.torrents.internal;

import java.net.URI;
import java.util.List;
import java.util.SortedSet;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.Torrent;
import org.freshet.ui.torrents.internal.model.Place;

/** Asks where data is moved to: a folder, or the URI of another storage. */
final class MoveDialog extends FieldDialog {
    private final List<Torrent> torrents;
    private Text field;
    private URI root;

    MoveDialog(Shell parent, List<Torrent> torrents, String what) {
        super(parent, Messages.move_title, NLS.bind(Messages.move_message, what));
        this.torrents = torrents;
    }

    @Override
    void fields(Composite grid) {
        field = text(grid, Messages.move_field, 1, Place.editable(torrents.get(0).root()));
        Button browse = new Button(grid, SWT.PUSH);
        browse.setText(Messages.move_browse);
        browse.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        browse.addListener(SWT.Selection, e -> {
            DirectoryDialog chooser = new DirectoryDialog(getShell(), SWT.OPEN);
            chooser.setText(Messages.move_title);
            if (field.getText().startsWith("/")) {
                chooser.setFilterPath(field.getText());
            }
            String chosen = chooser.open();
            if (chosen != null) {
                field.setText(chosen);
            }
        });
    }

    @Override
    String fault() {
        if (field.getText().isBlank()) {
            return Messages.move_empty;
        }
        try {
            root = Place.parse(field.getText());
        } catch (IllegalArgumentException e) {
            return Messages.move_invalid;
        }
        SortedSet<String> schemes = Storages.schemes();
        if (!schemes.contains(root.getScheme())) {
            return NLS.bind(Messages.move_noStorage, root.getScheme(), String.join(", ", schemes));
        }
        boolean same = torrents.stream().allMatch(torrent -> Place.describe(torrent.root()).equals(Place.describe(root)));
        return same ? Messages.move_same : null;
    }

    /** What was entered. */
    URI root() {
        return root;
    }
}
