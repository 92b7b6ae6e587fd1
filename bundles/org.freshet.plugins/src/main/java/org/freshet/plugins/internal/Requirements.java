package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.equinox.internal.p2.metadata.IRequiredCapability;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.IRequirement;
import org.eclipse.equinox.p2.metadata.VersionRange;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;

/** What units and bundles need, in words, and what of it nobody has. */
final class Requirements {

    private static final String UNIT = "org.eclipse.equinox.p2.iu";
    private static final String BUNDLE = "osgi.bundle";
    private static final String PACKAGE = "java.package";
    private static final int MOST = 20;

    private Requirements() {
    }

    /**
     * What the given units need, directly or through others, and none of the available ones provides.
     *
     * @param environment properties that decide which needs apply
     */
    static List<String> missing(Collection<IInstallableUnit> units, Collection<IInstallableUnit> available, Map<String, String> environment) {
        Set<String> missing = new LinkedHashSet<>();
        IInstallableUnit context = org.eclipse.equinox.p2.metadata.MetadataFactory.createInstallableUnit(environment(environment));
        for (IInstallableUnit unit : Units.closure(units, available)) {
            for (IRequirement requirement : unit.getRequirements()) {
                boolean applies = requirement.getFilter() == null || requirement.getFilter().isMatch(context);
                if (applies && requirement.getMin() > 0 && available.stream().noneMatch(requirement::isMatch) && missing.size() < MOST) {
                    missing.add(Messages.bind(Messages.needs, unit.getId() + " " + unit.getVersion(), words(requirement)));
                }
            }
        }
        return List.copyOf(missing);
    }

    private static org.eclipse.equinox.p2.metadata.MetadataFactory.InstallableUnitDescription environment(Map<String, String> properties) {
        org.eclipse.equinox.p2.metadata.MetadataFactory.InstallableUnitDescription unit =
                new org.eclipse.equinox.p2.metadata.MetadataFactory.InstallableUnitDescription();
        unit.setId("environment");
        for (String pair : properties.getOrDefault(org.eclipse.equinox.p2.engine.IProfile.PROP_ENVIRONMENTS, "").split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                unit.setProperty(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return unit;
    }

    static String words(IRequirement requirement) {
        if (requirement instanceof IRequiredCapability capability) {
            return words(capability.getNamespace(), capability.getName(), range(capability.getRange()));
        }
        return requirement.getDescription() != null ? requirement.getDescription() : plainMatch(requirement.toString());
    }

    private static String range(VersionRange range) {
        if (range == null || range.equals(VersionRange.emptyRange)) {
            return "";
        }
        return range.toString();
    }

    private static String plainMatch(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** The needs of a bundle of the framework, those that may be unmet included. */
    static List<String> of(Collection<BundleRequirement> requirements) {
        List<String> words = new ArrayList<>();
        for (BundleRequirement requirement : requirements) {
            String text = words(requirement);
            if (!text.isEmpty()) {
                boolean optional = Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
                words.add(optional ? Messages.bind(Messages.optional, text) : text);
            }
        }
        return words;
    }

    /** One need of a bundle; empty if it says nothing to people. */
    static String words(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return words(PACKAGE, value(filter, namespace), versions(filter));
        }
        if (namespace.equals(BundleNamespace.BUNDLE_NAMESPACE) || namespace.equals(HostNamespace.HOST_NAMESPACE)) {
            return words(BUNDLE, value(filter, namespace), versions(filter));
        }
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            String version = value(filter, "version");
            return Messages.bind(Messages.java, version.isEmpty() ? filter : version);
        }
        return Messages.bind(Messages.capability, namespace, filter);
    }

    private static String words(String namespace, String name, String range) {
        String named = range.isEmpty() ? name : name + " " + range;
        return switch (namespace) {
            case PACKAGE -> Messages.bind(Messages.packageNamed, named);
            case BUNDLE -> Messages.bind(Messages.bundleNamed, named);
            case UNIT -> Messages.bind(Messages.unitNamed, named);
            default -> Messages.bind(Messages.capability, namespace, named);
        };
    }

    /** The value of an attribute in an LDAP filter that the framework made of a header; empty if it has none. */
    private static String value(String filter, String attribute) {
        int at = filter.indexOf("(" + attribute + "=");
        int start = at + attribute.length() + 2;
        return at < 0 ? "" : filter.substring(start, filter.indexOf(')', start));
    }

    private static String versions(String filter) {
        int floor = Math.max(filter.indexOf("(version>="), filter.indexOf("(bundle-version>="));
        if (floor < 0) {
            return "";
        }
        int from = filter.indexOf(">=", floor) + 2;
        String least = filter.substring(from, filter.indexOf(')', from));
        int not = filter.indexOf("version>=", from);
        if (not < 0) {
            return "\u2265 " + least;
        }
        return "[" + least + "," + filter.substring(not + 9, filter.indexOf(')', not)) + ")";
    }
}
