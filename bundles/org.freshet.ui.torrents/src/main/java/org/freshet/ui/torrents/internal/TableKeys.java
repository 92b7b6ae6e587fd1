package org.freshet.ui.torrents.internal;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchSite;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;

/** Lets Space, Enter, Del and the like mean torrents in the view, but letters where one types and a press where a button is. */
final class TableKeys {
    /** The context of keys that work anywhere in the view. */
    private static final String VIEW = "org.freshet.ui.torrents.context.view";
    /** The context of keys that work on rows. */
    private static final String ROWS = "org.freshet.ui.torrents.context.rows";

    private final IContextService contexts;
    private IContextActivation rows;

    private TableKeys(IContextService contexts) {
        this.contexts = contexts;
        rows = contexts.activateContext(ROWS);
        contexts.activateContext(VIEW);
    }

    /** The contexts end with the view; {@code others} are the controls with keys of their own. */
    static void install(IWorkbenchSite site, List<Control> others) {
        TableKeys keys = new TableKeys(site.getService(IContextService.class));
        for (Control other : others) {
            other.addListener(SWT.FocusIn, e -> keys.rows(false));
            other.addListener(SWT.FocusOut, e -> keys.rows(true));
        }
    }

    private void rows(boolean on) {
        if (on && rows == null) {
            rows = contexts.activateContext(ROWS);
        } else if (!on && rows != null) {
            contexts.deactivateContext(rows);
            rows = null;
        }
    }
}
