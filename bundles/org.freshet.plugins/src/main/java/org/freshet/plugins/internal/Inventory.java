package org.freshet.plugins.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Origin;
import org.freshet.plugins.Plugin.Part;
import org.freshet.plugins.Plugin.Service;
import org.freshet.plugins.Plugin.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/** Tells what is installed from what the framework runs and what the plugin list says; needs no p2. */
final class Inventory {

    private static final String OWN = "org.freshet.";

    private final BundleContext context;
    private final ProfileFolders folders;
    private final RunningBundles running;

    Inventory(BundleContext context, ProfileFolders folders, RunningBundles running) {
        this.context = context;
        this.folders = folders;
        this.running = running;
    }

    /**
     * Everything that is worth a line.
     *
     * @param list what the profile has and does without
     * @param parts the optional parts of the product
     */
    List<Plugin> all(PluginList list, Collection<PluginList.Entry> parts) {
        List<Plugin> all = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (PluginList.Entry plugin : list.plugins()) {
            all.add(plugin(plugin, Origin.INSTALLED, list));
            told.addAll(plugin.bundleNames());
        }
        for (PluginList.Entry part : parts) {
            boolean removed = list.removed(part.id()).isPresent();
            boolean own = list.plugin(part.id()).isPresent();
            if (!own) {
                all.add(removed ? removed(part) : plugin(part, Origin.OPTIONAL, list));
            }
            told.addAll(part.bundleNames());
        }
        for (Bundle bundle : context.getBundles()) {
            String name = bundle.getSymbolicName();
            if (name != null && name.startsWith(OWN) && !told.contains(name) && Contributions.worthALine(bundle)) {
                all.add(builtIn(bundle));
            }
        }
        all.sort(Comparator.comparing(Plugin::origin).thenComparing(p -> p.name().toLowerCase(Locale.getDefault())));
        return all;
    }

    private static Plugin removed(PluginList.Entry part) {
        return new Plugin(part.id(), part.name(), part.version(), part.provider(), Plugin.Kind.OTHER, State.REMOVED, "", List.of(), List.of(),
                Origin.OPTIONAL, "");
    }

    private Plugin plugin(PluginList.Entry entry, Origin origin, PluginList list) {
        List<Part> parts = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        List<Bundle> bundles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String named : entry.bundles()) {
            int slash = named.indexOf('/');
            Optional<Bundle> found = bundle(named.substring(0, slash), named.substring(slash + 1));
            found.ifPresentOrElse(bundle -> {
                bundles.add(bundle);
                parts.add(part(bundle));
                services.addAll(Contributions.services(bundle));
                problems.addAll(problems(bundle, list));
            }, () -> {
                parts.add(new Part(named.substring(0, slash), named.substring(slash + 1), "ABSENT", List.of()));
                problems.add(Messages.bind(Messages.absent, named.replace('/', ' ')));
            });
        }
        boolean stopped = bundles.stream().anyMatch(bundle -> list.stopped().contains(bundle.getSymbolicName()));
        State state = !problems.isEmpty() ? State.FAULTY : stopped ? State.STOPPED
                : bundles.stream().anyMatch(running::isLater) ? State.WAITING : State.ACTIVE;
        return new Plugin(entry.id(), entry.name(), entry.version(), entry.provider(), Contributions.kind(bundles, services), state,
                String.join("; ", problems), parts, services, origin, entry.signature());
    }

    private Plugin builtIn(Bundle bundle) {
        List<Service> services = Contributions.services(bundle);
        List<String> problems = bundle.getState() == Bundle.INSTALLED ? running.missing(bundle) : List.of();
        State state = !problems.isEmpty() ? State.FAULTY : running.isLater(bundle) ? State.WAITING
                : bundle.getState() == Bundle.RESOLVED ? State.STOPPED : State.ACTIVE;
        String name = bundle.getHeaders().get(Constants.BUNDLE_NAME);
        String vendor = bundle.getHeaders().get(Constants.BUNDLE_VENDOR);
        return new Plugin(bundle.getSymbolicName(), name == null ? bundle.getSymbolicName() : name, bundle.getVersion().toString(),
                vendor == null ? "" : vendor, Contributions.kind(List.of(bundle), services), state, String.join("; ", problems),
                List.of(part(bundle)), services, Origin.BUILT_IN, "");
    }

    private List<String> problems(Bundle bundle, PluginList list) {
        if (bundle.getState() == Bundle.INSTALLED) {
            return running.missing(bundle);
        }
        boolean idle = bundle.getState() == Bundle.RESOLVED && !RunningBundles.isFragment(bundle) && !running.isLater(bundle);
        boolean wanted = bundle.adapt(org.osgi.framework.startlevel.BundleStartLevel.class).isPersistentlyStarted();
        return idle && wanted && !list.stopped().contains(bundle.getSymbolicName()) ? List.of(Messages.bind(Messages.notRunning,
                bundle.getSymbolicName())) : List.of();
    }

    private static Part part(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return new Part(bundle.getSymbolicName(), bundle.getVersion().toString(), state(bundle),
                revision == null ? List.of() : Requirements.of(revision.getDeclaredRequirements(null)));
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.INSTALLED -> "INSTALLED";
            default -> "UNINSTALLED";
        };
    }

    /** The bundle of that name and version; of that name alone if the product brings another version now. */
    Optional<Bundle> bundle(String name, String version) {
        Bundle other = null;
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                if (bundle.getVersion().toString().equals(version)) {
                    return Optional.of(bundle);
                }
                other = bundle.getLocation().startsWith(ProfileFolders.PRODUCT_LOCATION) ? bundle : other;
            }
        }
        return Optional.ofNullable(other);
    }

    /** The bundles of a plugin or part that the framework has. */
    List<Bundle> bundles(PluginList.Entry entry) {
        return entry.bundles().stream().map(named -> bundle(named.substring(0, named.indexOf('/')), named.substring(named.indexOf('/') + 1)))
                .flatMap(Optional::stream).toList();
    }

    /** What is remembered of the product's optional parts; empty if it is of another product. */
    Optional<List<PluginList.Entry>> rememberedParts() throws IOException {
        List<String> lines = TextFile.read(folders.product());
        return lines.isEmpty() || !lines.getFirst().equals("# " + Base.stamp(folders)) ? Optional.empty()
                : Optional.of(PluginList.parse(lines).plugins());
    }

    void rememberParts(List<PluginList.Entry> parts) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# " + Base.stamp(folders));
        lines.addAll(new PluginList(parts, List.of(), List.of(), new java.util.TreeSet<>()).lines());
        TextFile.write(folders.product(), lines);
    }
}
