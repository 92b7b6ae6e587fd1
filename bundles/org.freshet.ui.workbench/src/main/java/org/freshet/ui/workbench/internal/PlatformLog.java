package org.freshet.ui.workbench.internal;

import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the workbench logs goes where everything else does. Any thread. */
final class PlatformLog implements ILogListener {

    @Override
    public void logging(IStatus status, String plugin) {
        Logger log = LoggerFactory.getLogger(plugin == null ? "org.eclipse" : plugin);
        if (status.matches(IStatus.ERROR)) {
            log.error("{}", status.getMessage(), status.getException());
        } else if (status.matches(IStatus.WARNING)) {
            log.warn("{}", status.getMessage(), status.getException());
        } else {
            log.info("{}", status.getMessage(), status.getException());
        }
        for (IStatus part : status.getChildren()) {
            logging(part, plugin);
        }
    }
}
