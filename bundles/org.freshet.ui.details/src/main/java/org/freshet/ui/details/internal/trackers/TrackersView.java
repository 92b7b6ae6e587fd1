package org.freshet.ui.details.internal.trackers;

import java.util.List;

import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;

/** The Trackers view. */
public final class TrackersView extends DetailView<List<TrackerRow>> {
    @Override
    protected DetailPanel<List<TrackerRow>> panel() {
        return new TrackersPanel();
    }
}
