package org.freshet.ui.details.internal.files;

import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;

/** The Files view. */
public final class FilesView extends DetailView<FilesSnapshot> {
    @Override
    protected DetailPanel<FilesSnapshot> panel() {
        return new FilesPanel();
    }
}
