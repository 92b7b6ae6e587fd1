package org.freshet.ui.add.internal;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Ties this bundle to the windows of the workbench for as long as both are there. */
@Component(immediate = true, service = {})
public final class WindowsComponent {
    /** The window comes first. */
    private static final long DELAY_MS = 300;

    private final Display display;
    private final Job start;
    /** UI thread. */
    private Windows windows;
    private boolean ended;

    /** Called by Declarative Services, on the UI thread when the workbench appears: so everything else happens later. */
    @Activate
    public WindowsComponent(@Reference IWorkbench workbench) {
        display = workbench.getDisplay();
        start = Job.createSystem(Messages.open_reading, (ICoreRunnable) monitor -> onDisplay(() -> begin(workbench)));
        start.schedule(DELAY_MS);
    }

    private void begin(IWorkbench workbench) {
        if (!ended && !workbench.isClosing()) {
            windows = new Windows(workbench, new Opening(new DesktopSurroundings()));
            windows.begin();
        }
    }

    @Deactivate
    void stop() {
        start.cancel();
        onDisplay(this::end);
    }

    private void end() {
        ended = true;
        if (windows != null) {
            windows.end();
            windows = null;
        }
    }

    private void onDisplay(Runnable task) {
        try {
            if (Thread.currentThread() == display.getThread()) {
                task.run();
            } else {
                display.asyncExec(task);
            }
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The workbench is gone, and its windows with it.
        }
    }
}
