package org.freshet.ui.workbench.internal;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.freshet.app.desktop.DesktopRun;
import org.freshet.engine.SessionListener;
import org.freshet.engine.SessionStatus;
import org.freshet.ui.SourceOpener;
import org.freshet.ui.workbench.internal.SessionKeeper.Now;
import org.freshet.ui.workbench.internal.SessionKeeper.Phase;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * What lives as long as the window: it shows how the session does, opens what other processes hand over, and decides what closing the
 * window means. UI thread.
 */
final class Desktop {
    private static final int TICK_MILLIS = 1000;

    private final BundleContext context;
    private final Display display;
    private final DesktopRun run;
    private final SessionKeeper session;
    private final StatusFigures figures;
    private final SleepGuard awake = new SleepGuard(Messages.awake_reason);
    private final TrayIcon tray;
    private final ServiceRegistration<SessionListener> listener;
    private IWorkbenchWindow window;
    private boolean exiting;
    private Phase shown;

    /** The window has just opened. */
    Desktop(BundleContext context, DesktopRun run, SessionKeeper session, StatusFigures figures, IWorkbenchWindow window) {
        this.context = context;
        this.display = window.getShell().getDisplay();
        this.run = run;
        this.session = session;
        this.figures = figures;
        this.window = window;
        this.tray = new TrayIcon(display, this::toFront, this::exit);
        Balloons balloons = new Balloons(display, window.getShell(), tray, this::toFront);
        this.listener = context.registerService(SessionListener.class, new TorrentNotices(balloons::tell), null);
    }

    void start() {
        window.getShell().addListener(SWT.Iconify, event -> {
            if (DesktopPreferences.is(DesktopPreferences.MINIMISE_TO_TRAY) && tray.isShown()) {
                window.getShell().setVisible(false);
            }
        });
        tray.update(window.getShell());
        session.onChange(() -> later(this::sessionChanged));
        sessionChanged();
        tick();
        run.requests(sources -> later(() -> open(sources)));
    }

    /** Whether the window may be closed now: it is not if it goes to the notification area. */
    boolean closes() {
        if (!exiting && DesktopPreferences.is(DesktopPreferences.CLOSE_TO_TRAY) && tray.isShown()) {
            window.getShell().setVisible(false);
            return false;
        }
        return true;
    }

    void stop() {
        listener.unregister();
        awake.close();
    }

    private void exit() {
        exiting = true;
        PlatformUI.getWorkbench().close();
    }

    private void toFront() {
        Shell shell = window.getShell();
        shell.setVisible(true);
        shell.setMinimized(false);
        shell.forceActive();
    }

    private void open(List<String> sources) {
        if (window.getShell() == null || window.getShell().isDisposed()) {
            return;
        }
        if (sources.isEmpty()) {
            toFront();
            return;
        }
        toFront();
        ServiceReference<SourceOpener> reference = context.getServiceReference(SourceOpener.class);
        SourceOpener opener = reference == null ? null : context.getService(reference);
        if (opener == null) {
            MessageDialog.openError(window.getShell(), Messages.open_unavailableTitle, Messages.open_unavailable);
            return;
        }
        try {
            opener.open(window.getShell(), sources);
        } finally {
            context.ungetService(reference);
        }
    }

    private void tick() {
        if (window.getShell() == null || window.getShell().isDisposed()) {
            return;
        }
        SessionStatus status = Optional.ofNullable(session.now().session()).map(open -> open.status()).orElse(null);
        figures.show(status);
        tray.update(window.getShell());
        tray.say(status);
        awake.tick(status != null && status.downRate() + status.upRate() > 0 && DesktopPreferences.is(DesktopPreferences.STAY_AWAKE));
        display.timerExec(TICK_MILLIS, this::tick);
    }

    private void sessionChanged() {
        Now now = session.now();
        if (now.phase() == shown || window.getShell() == null || window.getShell().isDisposed()) {
            return;
        }
        shown = now.phase();
        if (shown == Phase.FAILED) {
            display.asyncExec(() -> askWhatNow(now.problem()));
        }
    }

    private void askWhatNow(String problem) {
        String[] buttons = {Messages.session_retry, Messages.session_stay, Messages.session_quit};
        int answer = MessageDialog.open(MessageDialog.ERROR, window.getShell(), Messages.session_failedTitle, problem, SWT.NONE, buttons);
        if (answer == 0) {
            // It may fail again before anybody has seen that it was tried.
            shown = Phase.OPENING;
            session.open();
        } else if (answer == 2) {
            exit();
        }
    }

    /** Any thread. */
    private void later(Runnable task) {
        try {
            display.asyncExec(task);
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The program ends.
        }
    }
}
