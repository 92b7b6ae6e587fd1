package org.freshet.ui.torrents.internal;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobFunction;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.freshet.ui.torrents.internal.model.ColumnLayout;
import org.osgi.service.prefs.BackingStoreException;

/** Keeps columns and sort across restarts, in the preferences. */
final class KeptLayout {
    private static final String KEY = "columns";
    /** Dragging an edge changes the width many times; it is written once it rests. */
    private static final long REST_MILLIS = 700;

    private final IEclipsePreferences node = InstanceScope.INSTANCE.getNode("org.freshet.ui.torrents");
    private final Job writing;

    KeptLayout() {
        writing = Job.create(Messages.kept_job, (IJobFunction) monitor -> flush());
        writing.setSystem(true);
    }

    private IStatus flush() {
        try {
            node.flush();
            return Status.OK_STATUS;
        } catch (BackingStoreException e) {
            return new Status(IStatus.WARNING, "org.freshet.ui.torrents", Messages.kept_failed, e);
        }
    }

    ColumnLayout read() {
        return ColumnLayout.parse(node.get(KEY, ""));
    }

    void write(ColumnLayout layout) {
        node.put(KEY, layout.format());
        writing.schedule(REST_MILLIS);
    }

    /** Writes what waits. */
    void close() {
        writing.cancel();
        flush();
    }
}
