package org.freshet.plugins.internal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.equinox.p2.engine.IProfile;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.IRequirement;
import org.eclipse.equinox.p2.query.IQueryable;
import org.eclipse.equinox.p2.query.QueryUtil;

/** Questions to p2's installable units. */
final class Units {

    static final String BUNDLE = "osgi.bundle";

    private Units() {
    }

    static Set<IInstallableUnit> all(IQueryable<IInstallableUnit> of) {
        return of.query(QueryUtil.createIUAnyQuery(), null).toUnmodifiableSet();
    }

    /** The units that were asked for, as opposed to those that came because they are needed. */
    static List<IInstallableUnit> roots(IProfile profile) {
        return all(profile).stream().filter(unit -> profile.getInstallableUnitProperty(unit, IProfile.PROP_PROFILE_ROOT_IU) != null
                || profile.getInstallableUnitProperty(unit, Planning.INCLUSION) != null).sorted().toList();
    }

    /** The units among {@code from} that the given ones need, directly or not, themselves included. */
    static Set<IInstallableUnit> closure(Collection<IInstallableUnit> start, Collection<IInstallableUnit> from) {
        Set<IInstallableUnit> reached = new LinkedHashSet<>(start);
        Deque<IInstallableUnit> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            for (IRequirement requirement : open.pop().getRequirements()) {
                for (IInstallableUnit unit : from) {
                    if (requirement.getMin() > 0 && requirement.isMatch(unit) && reached.add(unit)) {
                        open.push(unit);
                    }
                }
            }
        }
        return reached;
    }

    /** The artifact of a unit that is a bundle. */
    static List<IArtifactKey> bundles(IInstallableUnit unit) {
        return unit.getArtifacts().stream().filter(key -> key.getClassifier().equals(BUNDLE)).toList();
    }

    /** The bundles of units, as a plugin list names them. */
    static List<String> bundleNames(Collection<IInstallableUnit> units) {
        Set<String> names = new TreeSet<>();
        units.forEach(unit -> bundles(unit).forEach(key -> names.add(key.getId() + "/" + key.getVersion())));
        return List.copyOf(names);
    }

    static boolean isGroup(IInstallableUnit unit) {
        return QueryUtil.isGroup(unit);
    }

    static String name(IInstallableUnit unit) {
        String name = property(unit, IInstallableUnit.PROP_NAME);
        return name.isBlank() ? unit.getId() : name;
    }

    static String provider(IInstallableUnit unit) {
        return property(unit, IInstallableUnit.PROP_PROVIDER);
    }

    static String description(IInstallableUnit unit) {
        return property(unit, IInstallableUnit.PROP_DESCRIPTION);
    }

    private static String property(IInstallableUnit unit, String name) {
        String value = unit.getProperty(name, Locale.getDefault().toString());
        return value == null || value.startsWith("%") ? "" : value.replaceAll("\\s+", " ").strip();
    }
}
