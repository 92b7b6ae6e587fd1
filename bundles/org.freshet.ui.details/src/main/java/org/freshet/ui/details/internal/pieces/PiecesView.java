package org.freshet.ui.details.internal.pieces;

import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;

/** The Pieces view. */
public final class PiecesView extends DetailView<PiecesSnapshot> {
    @Override
    protected DetailPanel<PiecesSnapshot> panel() {
        return new PiecesPanel();
    }
}
