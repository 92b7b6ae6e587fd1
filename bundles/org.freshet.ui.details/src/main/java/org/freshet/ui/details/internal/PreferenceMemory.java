package org.freshet.ui.details.internal;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/** Remembers in the preferences of the workspace; written to the disk soon after the last change, off the UI thread. */
final class PreferenceMemory implements Memory {
    private static final long WRITE_AFTER_MILLIS = 2000;

    private final IEclipsePreferences node;
    private final Job write;

    /** @param bundle whose preferences */
    PreferenceMemory(String bundle) {
        this.node = InstanceScope.INSTANCE.getNode(bundle);
        this.write = new Job(Messages.memory_job) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    node.flush();
                    return Status.OK_STATUS;
                } catch (BackingStoreException e) {
                    return Status.warning(Messages.memory_failed, e);
                }
            }
        };
        write.setSystem(true);
    }

    @Override
    public String text(String key, String otherwise) {
        return node.get(key, otherwise);
    }

    @Override
    public void keep(String key, String value) {
        if (!value.equals(node.get(key, null))) {
            node.put(key, value);
            write.schedule(WRITE_AFTER_MILLIS);
        }
    }
}
