package org.freshet.ui.workbench.internal;

import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.osgi.service.prefs.BackingStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Light, dark, or whatever the desktop is. The widgets are drawn by GTK, which knows both; the platform's theme engine tells it which and
 * styles the frames of the views. UI thread.
 */
final class Themes {
    /** The engine's own names; by the word "dark" it knows what to ask GTK for, and by the whole name what to follow the desktop with. */
    static final String LIGHT_ID = "org.eclipse.e4.ui.css.theme.e4_default";
    static final String DARK_ID = "org.eclipse.e4.ui.css.theme.e4_dark";

    private static final Logger LOG = LoggerFactory.getLogger(Themes.class);
    private static final String KEY = "theme";
    private static final String ENGINE_NODE = "org.eclipse.e4.ui.css.swt.theme";
    private static final String ENGINE_KEY = "themeid";

    /** What the user wants. */
    enum Choice {
        SYSTEM, LIGHT, DARK;

        String label() {
            return switch (this) {
                case SYSTEM -> Messages.theme_system;
                case LIGHT -> Messages.theme_light;
                case DARK -> Messages.theme_dark;
            };
        }

        static Choice of(String stored) {
            for (Choice choice : values()) {
                if (choice.name().equals(stored)) {
                    return choice;
                }
            }
            return SYSTEM;
        }
    }

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Display display;
    private final IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(DesktopPreferences.NODE);
    private boolean waiting;
    private long looked = System.nanoTime();

    Themes(Display display) {
        this.display = display;
    }

    Choice choice() {
        return Choice.of(preferences.get(KEY, ""));
    }

    /** Follows the desktop from now on, where that is the choice. */
    void follow() {
        display.addListener(SWT.Settings, event -> {
            // Looking at what the desktop wants changes GTK's settings too, and that must not be looked at again.
            if (choice() == Choice.SYSTEM && !waiting && System.nanoTime() - looked > PAUSE_NANOS) {
                waiting = true;
                display.asyncExec(() -> {
                    waiting = false;
                    apply();
                });
            }
        });
    }

    void choose(Choice choice) {
        preferences.put(KEY, choice.name());
        store(preferences);
        apply();
        if (choice == Choice.SYSTEM) {
            // Otherwise the engine would begin the next time with what it had last.
            IEclipsePreferences engine = InstanceScope.INSTANCE.getNode(ENGINE_NODE);
            engine.remove(ENGINE_KEY);
            store(engine);
        }
    }

    /** At once: a process that is told to end stores nothing. */
    private static void store(IEclipsePreferences node) {
        try {
            node.flush();
        } catch (BackingStoreException e) {
            LOG.warn("the choice of the theme could not be stored", e);
        }
    }

    private void apply() {
        IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        if (engine == null) {
            return;
        }
        boolean dark = switch (choice()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> systemIsDark();
        };
        String wanted = dark ? DARK_ID : LIGHT_ID;
        if (engine.getActiveTheme() == null || !engine.getActiveTheme().getId().equals(wanted)) {
            engine.setTheme(wanted, choice() != Choice.SYSTEM);
            // Once more when GTK has changed its colours, for what took over the old ones meanwhile.
            display.asyncExec(() -> {
                for (Shell shell : display.getShells()) {
                    engine.applyStyles(shell, true);
                }
            });
        } else if (dark) {
            display.setDarkThemePreferred(true);
        }
        looked = System.nanoTime();
    }

    /** While GTK is told to be dark it says that it is; so it is asked after it has been told nothing. */
    private boolean systemIsDark() {
        IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        if (engine != null && engine.getActiveTheme() != null && engine.getActiveTheme().getId().equals(DARK_ID)) {
            display.setDarkThemePreferred(false);
        }
        return Display.isSystemDarkTheme();
    }
}
