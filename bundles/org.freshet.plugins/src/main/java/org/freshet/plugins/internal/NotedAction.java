package org.freshet.plugins.internal;

import java.util.Map;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.equinox.p2.engine.spi.ProvisioningAction;

/** An instruction of a unit that needs no doing, since {@link RunningBundles} sees to it. */
public final class NotedAction extends ProvisioningAction {

    @Override
    public IStatus execute(Map<String, Object> parameters) {
        return Status.OK_STATUS;
    }

    @Override
    public IStatus undo(Map<String, Object> parameters) {
        return Status.OK_STATUS;
    }
}
