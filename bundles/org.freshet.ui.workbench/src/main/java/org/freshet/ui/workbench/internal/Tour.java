package org.freshet.ui.workbench.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every view and the larger dialogs once and closes the window: a training run, from which the JVM learns what a start and the first
 * use of each need. Taken with the system property {@value #PROPERTY} while the product is made.
 */
final class Tour {
    static final String PROPERTY = "freshet.ui.tour";

    private static final Logger LOG = LoggerFactory.getLogger(Tour.class);
    private static final int FIRST_MILLIS = 3000;
    private static final int STOP_MILLIS = 300;
    private static final String PLUGINS = "org.freshet.ui.plugins.view";
    private static final List<String> DIALOGS = List.of("org.freshet.ui.add.openMagnet", "org.freshet.ui.add.create");
    private static final List<String> PAGES = List.of("org.freshet.ui.settings.root", "org.freshet.ui.settings.org.freshet.engine");

    private final Display display;
    private final IWorkbenchWindow window;
    private final Deque<Runnable> stops = new ArrayDeque<>();

    Tour(IWorkbenchWindow window) {
        this.window = window;
        this.display = window.getShell().getDisplay();
    }

    void start() {
        display.timerExec(FIRST_MILLIS, () -> {
            for (IViewReference view : window.getActivePage().getViewReferences()) {
                stops.add(() -> window.getActivePage().activate(view.getPart(true)));
            }
            stops.add(this::plugins);
            DIALOGS.forEach(command -> stops.add(() -> dialog(command)));
            PAGES.forEach(page -> stops.add(() -> PreferencesUtil.createPreferenceDialogOn(window.getShell(), page, null, null).open()));
            next();
        });
    }

    private void next() {
        Runnable stop = stops.poll();
        if (stop == null) {
            PlatformUI.getWorkbench().close();
            return;
        }
        // A dialog may hold up its caller until it is closed.
        display.timerExec(STOP_MILLIS, this::closeDialogs);
        stop.run();
        display.timerExec(STOP_MILLIS, this::next);
    }

    private void closeDialogs() {
        for (Shell shell : display.getShells()) {
            if (!shell.isDisposed() && shell != window.getShell() && shell.isVisible()) {
                shell.close();
            }
        }
    }

    private void plugins() {
        try {
            window.getActivePage().showView(PLUGINS);
        } catch (PartInitException e) {
            LOG.info("the tour leaves out the view {}: {}", PLUGINS, e.getMessage());
        }
    }

    private void dialog(String command) {
        try {
            window.getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            LOG.info("the tour leaves out {}: {}", command, e.getMessage());
        }
    }
}
