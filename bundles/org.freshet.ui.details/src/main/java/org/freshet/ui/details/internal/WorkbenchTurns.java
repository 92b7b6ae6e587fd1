package org.freshet.ui.details.internal;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/** Reads in jobs, shows on the thread of a display. */
final class WorkbenchTurns implements Poll.Turns {
    private final Display display;

    WorkbenchTurns(Display display) {
        this.display = display;
    }

    @Override
    public void work(Runnable task) {
        Job job = new Job(Messages.read_job) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                task.run();
                return Status.OK_STATUS;
            }
        };
        job.setSystem(true);
        job.setPriority(Job.SHORT);
        job.schedule();
    }

    @Override
    public void ui(Runnable task) {
        try {
            display.asyncExec(task);
        } catch (SWTException e) {
            // The program ends; nobody looks any more.
            if (!display.isDisposed()) {
                throw e;
            }
        }
    }

    @Override
    public void later(long millis, Runnable task) {
        display.timerExec((int) Math.min(millis, Integer.MAX_VALUE), task);
    }
}
