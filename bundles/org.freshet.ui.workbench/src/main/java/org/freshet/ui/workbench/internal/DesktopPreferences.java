package org.freshet.ui.workbench.internal;

import org.eclipse.core.runtime.preferences.InstanceScope;

/** What the user has chosen for the program as a whole; kept in the profile's workspace. Any thread. */
final class DesktopPreferences {
    static final String NODE = "org.freshet.ui.workbench";

    static final String MINIMISE_TO_TRAY = "minimiseToTray";
    static final String CLOSE_TO_TRAY = "closeToTray";
    static final String NOTIFY = "notify";
    static final String STAY_AWAKE = "stayAwake";

    private DesktopPreferences() {
    }

    static boolean is(String key) {
        return InstanceScope.INSTANCE.getNode(NODE).getBoolean(key, standard(key));
    }

    /** What holds until the user says otherwise. */
    static boolean standard(String key) {
        return key.equals(NOTIFY) || key.equals(STAY_AWAKE);
    }
}
