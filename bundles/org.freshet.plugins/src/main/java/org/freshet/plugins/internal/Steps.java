package org.freshet.plugins.internal;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Progress;

/** Tells a {@link Progress} where a change is, and p2 whether it was cancelled. */
final class Steps extends NullProgressMonitor {

    private final Progress progress;

    Steps(Progress progress) {
        this.progress = progress;
    }

    /** @throws PluginException {@code CANCELLED} if the user does not want to go on */
    void at(String what, double share) throws PluginException {
        if (!progress.at(what, share)) {
            setCanceled(true);
        }
        if (isCanceled()) {
            throw new PluginException(Reason.CANCELLED, Messages.cancelled);
        }
    }

    /** Remarks that nobody can object to. */
    void remark(String what) {
        if (!progress.at(what, -1)) {
            setCanceled(true);
        }
    }

    @Override
    public void subTask(String name) {
        if (name != null && !name.isBlank() && !progress.at(name, -1)) {
            setCanceled(true);
        }
    }
}
