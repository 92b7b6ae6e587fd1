package org.freshet.ui.workbench.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/**
 * Shows every view once and closes the window: a training run, from which the JVM learns what a start needs. Taken with the system property
 * {@value #PROPERTY} while the product is made.
 */
final class Tour {
    static final String PROPERTY = "freshet.ui.tour";

    private static final int FIRST_MILLIS = 3000;
    private static final int STOP_MILLIS = 300;

    private final Display display;
    private final IWorkbenchWindow window;
    private final Deque<IViewReference> views = new ArrayDeque<>();

    Tour(IWorkbenchWindow window) {
        this.window = window;
        this.display = window.getShell().getDisplay();
    }

    void start() {
        display.timerExec(FIRST_MILLIS, () -> {
            views.addAll(List.of(window.getActivePage().getViewReferences()));
            next();
        });
    }

    private void next() {
        IViewReference view = views.poll();
        if (view == null) {
            PlatformUI.getWorkbench().close();
            return;
        }
        window.getActivePage().activate(view.getPart(true));
        display.timerExec(STOP_MILLIS, this::next);
    }
}
