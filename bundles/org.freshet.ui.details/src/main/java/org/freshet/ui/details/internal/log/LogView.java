package org.freshet.ui.details.internal.log;

import java.util.List;

import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;

/** The Log view. */
public final class LogView extends DetailView<List<LogRow>> {
    @Override
    protected DetailPanel<List<LogRow>> panel() {
        return new LogPanel();
    }
}
