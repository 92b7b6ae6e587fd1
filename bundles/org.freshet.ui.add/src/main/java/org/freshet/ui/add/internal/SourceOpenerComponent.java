package org.freshet.ui.add.internal;

import java.util.List;

import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.SourceOpener;
import org.osgi.service.component.annotations.Component;

/** Offers the dialogs to other parts of the user interface. */
@Component(service = SourceOpener.class)
public final class SourceOpenerComponent implements SourceOpener {
    private final Opening opening = new Opening(new DesktopSurroundings());

    @Override
    public void open(Shell parent, List<String> sources) {
        opening.open(parent, sources);
    }
}
