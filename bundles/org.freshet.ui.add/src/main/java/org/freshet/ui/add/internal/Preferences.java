package org.freshet.ui.add.internal;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/** The preferences of this bundle. Any thread. */
final class Preferences implements Surroundings.Remembered {
    static final String NODE = "org.freshet.ui.add";
    static final String WATCH = "watch.enabled";
    static final String WATCH_FOLDER = "watch.folder";
    static final String WATCH_TARGET = "watch.target";
    static final String WATCH_START = "watch.start";
    /** The files that were added and could not be renamed. */
    static final String WATCH_ADDED = "watch.added";

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    @Override
    public String get(String key, String otherwise) {
        return node().get(key, otherwise);
    }

    @Override
    public void put(String key, String value) {
        node().put(key, value);
        try {
            node().flush();
        } catch (BackingStoreException e) {
            DesktopSurroundings.log(Messages.prefs_notKept, e);
        }
    }
}
