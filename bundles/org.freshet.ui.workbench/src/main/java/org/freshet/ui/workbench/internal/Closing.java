package org.freshet.ui.workbench.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Shell;

/** Waits until the session is closed, when the window is gone already; says so if it takes its time. UI thread. */
final class Closing {
    private static final int SILENT_MILLIS = 400;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int WIDTH = 340;
    private static final int MARGIN = 16;

    private final Display display;

    Closing(Display display) {
        this.display = display;
    }

    /** Returns whether it was done within the time allowed. */
    boolean await(CompletableFuture<Void> done) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        done.whenComplete((nothing, failure) -> display.wake());
        display.timerExec(SILENT_MILLIS, () -> {
            if (!done.isDone()) {
                open();
            }
        });
        // The last events come no later than the limit, so that the loop sees it.
        display.timerExec((int) TimeUnit.NANOSECONDS.toMillis(LIMIT_NANOS), () -> { });
        while (!done.isDone() && System.nanoTime() < deadline) {
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
        return done.isDone();
    }

    private void open() {
        Shell shell = new Shell(display, SWT.TITLE | SWT.BORDER);
        shell.setText(Messages.closing_title);
        GridLayout layout = new GridLayout();
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN;
        shell.setLayout(layout);
        Label text = new Label(shell, SWT.WRAP);
        text.setText(Messages.closing_text);
        text.setLayoutData(new GridData(WIDTH, SWT.DEFAULT));
        ProgressBar bar = new ProgressBar(shell, SWT.INDETERMINATE);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        shell.pack();
        Rectangle screen = display.getPrimaryMonitor().getClientArea();
        shell.setLocation(screen.x + (screen.width - shell.getSize().x) / 2, screen.y + (screen.height - shell.getSize().y) / 2);
        shell.open();
    }
}
