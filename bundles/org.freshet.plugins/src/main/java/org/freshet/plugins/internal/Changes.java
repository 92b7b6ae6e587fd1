package org.freshet.plugins.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.equinox.p2.engine.IProfile;
import org.eclipse.equinox.p2.engine.IProvisioningPlan;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.osgi.signedcontent.SignedContentFactory;
import org.freshet.plugins.Consent;
import org.freshet.plugins.Consent.Content;
import org.freshet.plugins.Offer;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Update;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * One change: plan it, fetch what is new, ask for consent, put it into the running framework, write it down. Each step can fail, and
 * nothing of the steps before is left then.
 */
final class Changes {

    /** What a change works on, apart from p2. */
    record Place(BundleContext context, ProfileFolders folders, Inventory inventory, RunningBundles running, LoaderWatch watch) {
    }

    private static final int LEVEL = 4;
    /** The workbench starts at this level, and whatever needs it. */
    private static final int UI_LEVEL = 6;

    private final P2 p2;
    private final Place at;
    private final PluginList list;
    private final Planning planning;
    private final Pool pool;
    private final Base base;
    private final String stamp;

    private Changes(P2 p2, Place at, PluginList list, String stamp) throws PluginException {
        this.p2 = p2;
        this.at = at;
        this.list = list;
        this.stamp = stamp;
        this.planning = new Planning(p2);
        this.pool = Pool.open(p2, at.folders().pool());
        this.base = Base.open(p2, planning, pool);
    }

    /** @param list what the profile has now */
    static Changes open(P2 p2, Place at, PluginList list) throws PluginException {
        try {
            return new Changes(p2, at, list, Base.stamp(at.folders()));
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.productUnknown, at.folders().home()), e);
        }
    }

    /** The product's optional parts, remembered for those who only list. */
    List<PluginList.Entry> parts() throws PluginException {
        List<PluginList.Entry> parts = base.optional().stream().map(base::entry).toList();
        try {
            at.inventory().rememberParts(parts);
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.listBroken, at.folders().product(), e.getMessage()), e);
        }
        return parts;
    }

    /** Runs something with a source open, and clears up behind it. */
    private <T> T with(URI uri, Steps steps, Use<T> use) throws PluginException {
        Path work = at.folders().work();
        try {
            Archive.delete(work);
            steps.at(Messages.bind(Messages.reading, uri), -1);
            try (Source source = new Sources(p2, base, pool, work).open(uri, steps)) {
                return use.of(source);
            } finally {
                Archive.delete(work);
            }
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.notWritable, work), e);
        }
    }

    /** What is done with a source. */
    private interface Use<T> {
        T of(Source source) throws PluginException;
    }

    List<Offer> offers(URI uri, Steps steps) throws PluginException {
        Set<String> installed = installed();
        return with(uri, steps, source -> source.offered().stream().map(unit -> new Offer(unit.getId(), Units.name(unit),
                unit.getVersion().toString(), Units.provider(unit), Units.description(unit), installed.contains(key(unit)))).toList());
    }

    private Set<String> installed() throws PluginException {
        Set<String> installed = new HashSet<>();
        Units.all(profile()).forEach(unit -> installed.add(key(unit)));
        return installed;
    }

    private static String key(IInstallableUnit unit) {
        return unit.getId() + "/" + unit.getVersion();
    }

    private IProfile profile() throws PluginException {
        return base.profile(list, stamp);
    }

    Collection<String> install(URI uri, Set<String> ids, Consent consent, Steps steps) throws PluginException {
        return with(uri, steps, source -> {
            List<IInstallableUnit> chosen = choose(uri, source, ids);
            List<IInstallableUnit> older = new ArrayList<>();
            for (IInstallableUnit unit : chosen) {
                roots(unit.getId()).forEach(older::add);
            }
            carryOut(new Wish(chosen, older, uri.toString()), source, consent, steps);
            return chosen.stream().map(IInstallableUnit::getId).toList();
        });
    }

    private List<IInstallableUnit> choose(URI uri, Source source, Set<String> ids) throws PluginException {
        List<IInstallableUnit> offered = source.offered();
        Set<String> installed = installed();
        if (ids.isEmpty()) {
            List<IInstallableUnit> top = offered.stream().filter(unit -> Source.isTop(unit, offered)).toList();
            List<IInstallableUnit> fresh = top.stream().filter(unit -> !installed.contains(key(unit))).toList();
            if (fresh.isEmpty() && !top.isEmpty()) {
                throw already(top.getFirst());
            }
            if (fresh.size() != 1) {
                List<String> names = offered.stream().filter(unit -> !installed.contains(key(unit))).map(IInstallableUnit::getId).toList();
                throw names.isEmpty() ? new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.nothingThere, uri))
                        : new PluginException(Reason.AMBIGUOUS, Messages.bind(Messages.ambiguous, uri, String.join(", ", names)), names, null);
            }
            return fresh;
        }
        List<IInstallableUnit> chosen = new ArrayList<>();
        for (String id : ids) {
            IInstallableUnit unit = offered.stream().filter(u -> u.getId().equals(id) || u.getId().equals(id + ".feature.group")).findFirst()
                    .orElseThrow(() -> new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.notOffered, uri, id)));
            if (installed.contains(key(unit))) {
                throw already(unit);
            }
            chosen.add(unit);
        }
        return chosen;
    }

    private static PluginException already(IInstallableUnit unit) {
        return new PluginException(Reason.FAILED, Messages.bind(Messages.installedAlready, Units.name(unit), unit.getVersion()));
    }

    private List<IInstallableUnit> roots(String id) throws PluginException {
        return Units.roots(profile()).stream().filter(unit -> unit.getId().equals(id)).toList();
    }

    void uninstall(String id, Steps steps) throws PluginException {
        List<IInstallableUnit> roots = roots(id);
        boolean plugin = list.plugin(id).isPresent();
        if (!plugin && base.optional().stream().noneMatch(unit -> unit.getId().equals(id))) {
            throw new PluginException(Reason.NEEDED, Messages.bind(Messages.builtIn, id));
        }
        if (roots.isEmpty() && !plugin) {
            throw new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.notInstalled, id));
        }
        carryOut(new Wish(List.of(), roots, ""), new ProductSource(base), contents -> true, steps, id);
    }

    List<Update> updates(Steps steps) throws PluginException {
        List<Update> updates = new ArrayList<>();
        for (PluginList.Entry plugin : list.plugins()) {
            try {
                newer(plugin, steps, (source, unit) -> {
                    updates.add(new Update(plugin.id(), plugin.name(), plugin.version(), unit.getVersion().toString()));
                    return true;
                });
            } catch (PluginException e) {
                if (e.reason() == Reason.CANCELLED) {
                    throw e;
                }
                steps.remark(e.getMessage());
            }
        }
        return updates;
    }

    /** What is done with a newer unit. */
    private interface Newer {
        boolean found(Source source, IInstallableUnit unit) throws PluginException;
    }

    private boolean newer(PluginList.Entry plugin, Steps steps, Newer then) throws PluginException {
        if (plugin.source().isEmpty()) {
            throw new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.noSource, plugin.name()));
        }
        return with(URI.create(plugin.source()), steps, source -> {
            Optional<IInstallableUnit> newest = source.units().stream().filter(unit -> unit.getId().equals(plugin.id()))
                    .max(Comparator.comparing(IInstallableUnit::getVersion));
            boolean newer = newest.isPresent()
                    && newest.get().getVersion().compareTo(org.eclipse.equinox.p2.metadata.Version.create(plugin.version())) > 0;
            return newer && then.found(source, newest.get());
        });
    }

    void update(String id, Consent consent, Steps steps) throws PluginException {
        PluginList.Entry plugin = list.plugin(id)
                .orElseThrow(() -> new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.notInstalled, id)));
        newer(plugin, steps, (source, unit) -> {
            carryOut(new Wish(List.of(unit), roots(id), plugin.source()), source, consent, steps);
            return true;
        });
    }

    /**
     * What is asked for.
     *
     * @param come roots to install
     * @param gone roots to remove
     * @param source of what comes
     */
    private record Wish(List<IInstallableUnit> come, List<IInstallableUnit> gone, String source) {
    }

    private void carryOut(Wish wish, Source source, Consent consent, Steps steps) throws PluginException {
        carryOut(wish, source, consent, steps, null);
    }

    /** @param orphan the id of a plugin to be removed that p2 may not know any more, or null */
    private void carryOut(Wish wish, Source source, Consent consent, Steps steps, String orphan) throws PluginException {
        steps.at(Messages.planning, -1);
        IProfile profile = profile();
        IProvisioningPlan plan = planning.plan(profile, wish.come(), wish.gone(), pool.context(List.copyOf(source.units())));
        List<IInstallableUnit> additions = Units.all(plan.getAdditions()).stream().sorted().toList();
        List<IInstallableUnit> removals = Units.all(plan.getRemovals()).stream().sorted().toList();
        PlanCheck.check(base, wish.come(), wish.gone(), additions, removals);
        if (wish.come().isEmpty()) {
            PlanCheck.checkGone(Units.roots(profile), Units.all(profile), wish.gone(), removals);
        }
        List<IArtifactKey> fresh = additions.stream().flatMap(unit -> Units.bundles(unit).stream())
                .filter(key -> !isProduct(key) && !pool.has(key)).distinct().toList();
        boolean kept = false;
        try {
            List<Content> contents = fetch(fresh, source, steps);
            if (!contents.isEmpty() && !consent.given(contents)) {
                throw new PluginException(Reason.REFUSED, Messages.refused);
            }
            steps.at(Messages.bind(Messages.starting, names(wish)), -1);
            PluginList next = next(wish, additions, removals, contents, orphan);
            RunningBundles.Done done = at.running().change(gone(removals, orphan), places(next, additions));
            try {
                pool.remember(additions.stream().filter(unit -> !base.units().contains(unit)).toList());
                write(next);
                kept = true;
                planning.write(plan);
            } catch (PluginException | RuntimeException e) {
                if (kept) {
                    write(list);
                    kept = false;
                }
                done.undo();
                throw e;
            }
        } finally {
            if (!kept) {
                pool.remove(fresh.stream().filter(pool::has).toList());
            }
        }
        clear();
    }

    /** Drops what is not needed any more; were it left, nothing would be wrong but space. */
    private void clear() throws PluginException {
        base.forgetHistory();
        PluginList now;
        try {
            now = PluginList.parse(TextFile.read(at.folders().list()));
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.listBroken, at.folders().list(), e.getMessage()), e);
        }
        Set<String> bundles = new HashSet<>();
        now.bundles().forEach(jar -> bundles.add(jar.file()));
        Set<IInstallableUnit> planned = Units.all(base.profile(now, stamp));
        pool.keepOnly(pool.units().stream().filter(unit -> planned.contains(unit)
                || Units.bundles(unit).stream().anyMatch(key -> pool.has(key) && bundles.contains(pool.relative(key)))).toList());
    }

    private static String names(Wish wish) {
        return String.join(", ", (wish.come().isEmpty() ? wish.gone() : wish.come()).stream().map(Units::name).toList());
    }

    private boolean isProduct(IArtifactKey key) {
        return java.nio.file.Files.exists(at.folders().productJar(key.getId(), key.getVersion().toString()));
    }

    private List<Content> fetch(List<IArtifactKey> keys, Source source, Steps steps) throws PluginException {
        for (int i = 0; i < keys.size(); i++) {
            steps.at(Messages.bind(Messages.fetching, keys.get(i).getId()), (double) i / keys.size());
            source.fetch(List.of(keys.get(i)), pool, steps);
        }
        if (!keys.isEmpty()) {
            steps.at(Messages.checking, 1);
        }
        ServiceReference<SignedContentFactory> reference = at.context().getServiceReference(SignedContentFactory.class);
        Signatures signatures = new Signatures(at.context().getService(reference));
        List<Content> contents = new ArrayList<>();
        for (IArtifactKey key : keys) {
            Content content = signatures.content(pool.file(key));
            String expected = key.getId() + " " + key.getVersion();
            if (!expected.equals(content.name() + " " + content.version())) {
                throw new PluginException(Reason.UNREADABLE,
                        Messages.bind(Messages.foreignContent, key.getId(), content.name() + " " + content.version(), expected));
            }
            contents.add(content);
        }
        return contents;
    }

    private List<Bundle> gone(List<IInstallableUnit> removals, String orphan) {
        List<Bundle> gone = new ArrayList<>();
        for (IInstallableUnit unit : removals) {
            for (IArtifactKey key : Units.bundles(unit)) {
                for (Bundle bundle : at.context().getBundles()) {
                    if (key.getId().equals(bundle.getSymbolicName()) && key.getVersion().toString().equals(bundle.getVersion().toString())) {
                        gone.add(bundle);
                    }
                }
            }
        }
        if (orphan != null) {
            Set<String> others = new HashSet<>();
            list.plugins().stream().filter(plugin -> !plugin.id().equals(orphan)).forEach(plugin -> others.addAll(plugin.bundles()));
            list.plugin(orphan).ifPresent(plugin -> at.inventory().bundles(plugin).stream()
                    .filter(bundle -> !others.contains(bundle.getSymbolicName() + "/" + bundle.getVersion()))
                    .filter(bundle -> !bundle.getLocation().startsWith(ProfileFolders.PRODUCT_LOCATION)).filter(bundle -> !gone.contains(bundle))
                    .forEach(gone::add));
        }
        return gone;
    }

    private List<RunningBundles.Place> places(PluginList next, List<IInstallableUnit> additions) {
        List<RunningBundles.Place> places = new ArrayList<>();
        for (IInstallableUnit unit : additions) {
            for (IArtifactKey key : Units.bundles(unit)) {
                if (isProduct(key)) {
                    String location = ProfileFolders.productLocation(key.getId(), key.getVersion().toString());
                    places.add(new RunningBundles.Place(location, LEVEL, true));
                } else {
                    next.bundles().stream().filter(jar -> jar.file().equals(pool.relative(key))).findFirst().ifPresent(jar -> places.add(
                            new RunningBundles.Place(at.folders().poolLocation(jar.file()), jar.level(), jar.start())));
                }
            }
        }
        return places;
    }

    private PluginList next(Wish wish, List<IInstallableUnit> additions, List<IInstallableUnit> removals, List<Content> contents,
            String orphan) throws PluginException {
        PluginList next = orphan == null ? list : list.without(orphan);
        for (IInstallableUnit unit : wish.gone()) {
            list.plugin(unit.getId()).ifPresent(plugin -> at.watch().plugin(plugin.id(), plugin.bundleNames()));
            next = next.without(unit.getId());
            if (wish.come().isEmpty() && base.optional().contains(unit)) {
                PluginList.Entry part = base.entry(unit);
                at.watch().plugin(part.id(), part.bundleNames());
                next = next.withRemoved(part);
            }
        }
        for (IInstallableUnit unit : wish.come()) {
            next = next.without(unit.getId());
            if (!base.units().contains(unit)) {
                List<IInstallableUnit> own = new ArrayList<>(wish.come().size() == 1 ? additions : Units.closure(List.of(unit), additions));
                own.addAll(Units.closure(List.of(unit), pool.units()));
                String signature = String.join("; ", contents.stream().flatMap(content -> content.publishers().stream())
                        .map(publisher -> publisher.chain().getFirst()).distinct().toList());
                boolean all = contents.stream().noneMatch(content -> content.publishers().isEmpty());
                next = next.with(new PluginList.Entry(unit.getId(), unit.getVersion().toString(), Units.name(unit), Units.provider(unit),
                        wish.source().equals(Plugins.PRODUCT.toString()) ? "" : wish.source(), all ? signature : "", Units.bundleNames(own)));
            }
        }
        Set<String> goneFiles = new HashSet<>();
        gone(removals, orphan).forEach(bundle -> goneFiles.add(ProfileFolders.fileName(bundle.getSymbolicName(), bundle.getVersion().toString())));
        List<PluginList.Jar> come = new ArrayList<>();
        for (IInstallableUnit unit : additions) {
            for (IArtifactKey key : Units.bundles(unit)) {
                if (!isProduct(key)) {
                    come.add(jar(unit, key));
                }
            }
        }
        return next.withBundles(jar -> goneFiles.contains(jar.file().substring(jar.file().lastIndexOf('/') + 1)), come);
    }

    private PluginList.Jar jar(IInstallableUnit unit, IArtifactKey key) throws PluginException {
        boolean ui = unit.getRequirements().stream().map(Requirements::words).anyMatch(words -> words.contains("org.eclipse.ui"));
        try {
            return new PluginList.Jar(pool.relative(key), ui ? UI_LEVEL : LEVEL, !BundleUnit.isFragment(pool.file(key)));
        } catch (IOException e) {
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.unreadable, key.getId(), e.getMessage()), e);
        }
    }

    private void write(PluginList next) throws PluginException {
        try {
            TextFile.write(at.folders().list(), next.lines());
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.listBroken, at.folders().list(), e.getMessage()), e);
        }
    }
}
