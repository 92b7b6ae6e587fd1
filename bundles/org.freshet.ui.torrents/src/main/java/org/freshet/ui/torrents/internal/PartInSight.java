package org.freshet.ui.torrents.internal;

import java.util.function.Consumer;

import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;

/** Tells whether a view can be seen, so that nobody works for one that cannot. */
final class PartInSight implements IPartListener2, AutoCloseable {
    private final TorrentsView view;
    private final Consumer<Boolean> seen;

    PartInSight(TorrentsView view, Consumer<Boolean> seen) {
        this.view = view;
        this.seen = seen;
        view.getSite().getPage().addPartListener(this);
    }

    @Override
    public void partVisible(IWorkbenchPartReference part) {
        tell(part, true);
    }

    @Override
    public void partHidden(IWorkbenchPartReference part) {
        tell(part, false);
    }

    private void tell(IWorkbenchPartReference part, boolean visible) {
        if (view.is(part.getPart(false))) {
            seen.accept(visible);
        }
    }

    @Override
    public void close() {
        view.getSite().getPage().removePartListener(this);
    }
}
