package org.freshet.ui.workbench.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.freshet.app.desktop.DesktopRun;
import org.osgi.framework.BundleContext;
import org.osgi.service.prefs.BackingStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What kind of workbench this is: one window that comes up as it was left. UI thread. */
final class DesktopAdvisor extends WorkbenchAdvisor {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopAdvisor.class);

    private static final int WAKE_MILLIS = 100;

    private final BundleContext context;
    private final DesktopRun run;
    private final SessionKeeper session;
    private final StatusFigures figures = new StatusFigures();
    private final Themes themes;
    private final StallWatch stalls;
    private Desktop desktop;

    DesktopAdvisor(BundleContext context, Display display, DesktopRun run, SessionKeeper session) {
        this.context = context;
        this.run = run;
        this.session = session;
        this.themes = new Themes(display);
        this.stalls = new StallWatch(display);
        SpokenNames.on(display);
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new WindowAdvisor(configurer, themes, figures, run.profile(), () -> desktop == null || desktop.closes());
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return TorrentsPerspective.ID;
    }

    @Override
    public String getMainPreferencePageId() {
        return "org.freshet.ui.settings.root";
    }

    /**
     * The platform opens windows on a thread of its own and waits for it in a loop that can miss its end: the program then hangs until some
     * event comes by chance. Seen as starts that took 18 s. So the loop is woken now and then.
     */
    @Override
    public boolean openWindows() {
        Display display = PlatformUI.getWorkbench().getDisplay();
        try (ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("freshet-opening").unstarted(task))) {
            alarm.scheduleAtFixedRate(display::wake, WAKE_MILLIS, WAKE_MILLIS, TimeUnit.MILLISECONDS);
            return super.openWindows(); // closing the alarm cancels it
        }
    }

    @Override
    public void postStartup() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null) {
            window = PlatformUI.getWorkbench().getWorkbenchWindows()[0];
        }
        TabTitles.refresh(window.getWorkbench());
        themes.follow();
        stalls.start();
        desktop = new Desktop(context, run, session, figures, window);
        desktop.start();
        if (Boolean.getBoolean(Tour.PROPERTY)) {
            new Tour(window).start();
        }
    }

    @Override
    public boolean preShutdown() {
        // Taking down all views is one long turn: the window goes first, so that nobody waits for that. From here no stall can be seen.
        for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows()) {
            window.getShell().setVisible(false);
        }
        stalls.close();
        return true;
    }

    @Override
    public void postShutdown() {
        if (desktop != null) {
            desktop.stop();
        }
        try {
            Platform.getPreferencesService().getRootNode().node(InstanceScope.SCOPE).flush();
        } catch (BackingStoreException e) {
            LOG.error("the preferences could not be stored", e);
        }
    }
}
