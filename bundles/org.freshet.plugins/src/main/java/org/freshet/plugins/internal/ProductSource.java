package org.freshet.plugins.internal;

import java.util.Collection;
import java.util.List;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/**
 * The product's own folder, whose jars need no fetching.
 *
 * @param base what it consists of
 */
record ProductSource(Base base) implements Source {

    @Override
    public Collection<IInstallableUnit> units() {
        return base.units();
    }

    @Override
    public List<IInstallableUnit> offered() {
        return base.optional();
    }

    @Override
    public void fetch(List<IArtifactKey> keys, Pool pool, IProgressMonitor monitor) throws PluginException {
        if (!keys.isEmpty()) {
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.notThere, keys.getFirst().getId()));
        }
    }
}
