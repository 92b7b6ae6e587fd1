package org.freshet.ui.details.internal.peers;

import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;

/** The Peers view. */
public final class PeersView extends DetailView<PeersSnapshot> {
    @Override
    protected DetailPanel<PeersSnapshot> panel() {
        return new PeersPanel();
    }
}
