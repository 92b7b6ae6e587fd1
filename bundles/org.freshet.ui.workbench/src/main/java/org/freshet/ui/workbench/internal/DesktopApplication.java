package org.freshet.ui.workbench.internal;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.freshet.app.desktop.DesktopRun;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application {@code org.freshet.ui.workbench.desktop}: runs the workbench on the main thread until its window is closed. The session
 * is opened while the window is being made, and closed after it is gone or when the process is told to end.
 */
public final class DesktopApplication implements IApplication {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApplication.class);
    private static final int SIGNAL_SECONDS = 8;
    private static final int WINDOW_SECONDS = 2;
    private static final Integer NOT_CLOSED = 1;
    private static final String SWT_SESSION_MANAGER = "org.eclipse.swt.internal.SessionManagerDBus.disable";

    @Override
    public Object start(IApplicationContext application) {
        BundleContext context = FrameworkUtil.getBundle(DesktopApplication.class).getBundleContext();
        ServiceReference<DesktopRun> reference = context.getServiceReference(DesktopRun.class);
        if (reference == null) {
            throw new IllegalStateException("the desktop is started with the command `freshet`");
        }
        DesktopRun run = context.getService(reference);
        Platform.addLogListener(new PlatformLog());
        SessionKeeper session = new SessionKeeper(context, run.profile());
        CompletableFuture<Void> windowGone = new CompletableFuture<>();
        Thread signalled = new Thread(() -> closeAtSignal(session, windowGone), "freshet-stop");
        Runtime.getRuntime().addShutdownHook(signalled);
        session.open();
        if (System.getenv("DBUS_SESSION_BUS_ADDRESS") == null) {
            // Nobody could tell SWT of the end of the desktop's session; trying would take time and print complaints.
            System.setProperty(SWT_SESSION_MANAGER, "true");
        }
        Display.setAppName("Freshet");
        Display display = PlatformUI.createDisplay();
        try {
            PlatformUI.createAndRunWorkbench(display, new DesktopAdvisor(context, display, run, session));
            windowGone.complete(null);
            return new Closing(display).await(session.close().toCompletableFuture()) ? EXIT_OK : NOT_CLOSED;
        } finally {
            session.close();
            if (!display.isDisposed()) {
                display.dispose();
            }
            context.ungetService(reference);
        }
    }

    /**
     * As at any other end the window goes first: it comes up next time as it was left, and need not show that the session is gone. That is
     * not waited for long, as X and the session manager may be gone.
     */
    private static void closeAtSignal(SessionKeeper session, CompletableFuture<Void> windowGone) {
        closeWindow(windowGone);
        try {
            windowGone.copy().completeOnTimeout(null, WINDOW_SECONDS, TimeUnit.SECONDS).thenCompose(gone -> session.close())
                    .get(SIGNAL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not everything could be put in order within {} seconds", SIGNAL_SECONDS);
        }
    }

    private static void closeWindow(CompletableFuture<Void> gone) {
        if (!PlatformUI.isWorkbenchRunning()) {
            gone.complete(null);
            return;
        }
        IWorkbench workbench = PlatformUI.getWorkbench();
        try {
            workbench.getDisplay().asyncExec(() -> {
                // Whoever waits for an answer must not take the end of the window for one.
                boolean asking = Arrays.stream(workbench.getDisplay().getShells()).anyMatch(DesktopApplication::isDialog);
                if (asking || !workbench.close()) {
                    gone.complete(null);
                }
            });
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            gone.complete(null);
        }
    }

    private static boolean isDialog(Shell shell) {
        return shell.isVisible() && (shell.getStyle() & (SWT.PRIMARY_MODAL | SWT.APPLICATION_MODAL | SWT.SYSTEM_MODAL)) != 0;
    }

    /** Called when the framework stops. */
    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            IWorkbench workbench = PlatformUI.getWorkbench();
            workbench.getDisplay().asyncExec(workbench::close);
        }
    }
}
