package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.IRequirement;
import org.eclipse.equinox.p2.query.QueryUtil;
import org.freshet.plugins.PluginException;

/** Where plugins come from. Used by one change, then closed. */
interface Source extends AutoCloseable {

    /** All units that it has. */
    Collection<IInstallableUnit> units();

    /** Brings jars into the pool, verified by the checksums that the source names. */
    void fetch(List<IArtifactKey> keys, Pool pool, IProgressMonitor monitor) throws PluginException;

    /** Forgets what was only needed for this change. */
    @Override
    default void close() throws PluginException {
    }

    /**
     * What a user may choose from: features, each in its newest version; bundles where there are none. First those that no other of them
     * needs.
     */
    default List<IInstallableUnit> offered() {
        Map<String, IInstallableUnit> newest = new HashMap<>();
        for (IInstallableUnit unit : units()) {
            if (!QueryUtil.isProduct(unit) && !QueryUtil.isCategory(unit) && !QueryUtil.isPatch(unit)) {
                newest.merge(unit.getId(), unit, (a, b) -> a.getVersion().compareTo(b.getVersion()) >= 0 ? a : b);
            }
        }
        List<IInstallableUnit> features = newest.values().stream().filter(Units::isGroup).toList();
        List<IInstallableUnit> choice = !features.isEmpty() ? features
                : newest.values().stream().filter(unit -> !Units.bundles(unit).isEmpty()).toList();
        List<IInstallableUnit> sorted = new ArrayList<>(choice);
        sorted.sort(Comparator.comparing((IInstallableUnit unit) -> !isTop(unit, choice)).thenComparing(IInstallableUnit::getId));
        return sorted;
    }

    /** Whether none of the others needs it. */
    static boolean isTop(IInstallableUnit unit, Collection<IInstallableUnit> others) {
        for (IInstallableUnit other : others) {
            if (other != unit) {
                for (IRequirement requirement : other.getRequirements()) {
                    if (requirement.getMin() > 0 && requirement.isMatch(unit)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
