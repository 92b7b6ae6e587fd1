package org.freshet.plugins.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.engine.IProfile;
import org.eclipse.equinox.p2.engine.IProvisioningPlan;
import org.eclipse.equinox.p2.engine.ProvisioningContext;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.MetadataFactory;
import org.eclipse.equinox.p2.metadata.MetadataFactory.InstallableUnitDescription;
import org.eclipse.equinox.p2.metadata.Version;
import org.eclipse.equinox.p2.metadata.VersionRange;
import org.eclipse.equinox.p2.planner.ProfileInclusionRules;
import org.eclipse.equinox.p2.query.QueryUtil;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The product as p2 knows it, which plugins are planned against. What p2 wrote when the product was made is copied into the profile's area,
 * and a p2 profile is derived from it: the product, without the optional parts that the user removed, with the plugins of the list. When the
 * product or the list is another than that profile was made from, it is made anew.
 */
final class Base {

    /** The p2 profile of the product, as Tycho calls it. */
    static final String PRODUCT_PROFILE = "DefaultProfile";

    /** The p2 profile with the plugins. */
    private static final String PROFILE = "freshet";
    /** The feature without which there is no window; it is never removed from a profile, whose commands do not mind it. */
    private static final String DESKTOP = "org.freshet.desktop.feature.feature.group";
    /** The unit that stands for everything that cannot be removed. */
    private static final String ROOT = "org.freshet.base";
    private static final Logger LOG = LoggerFactory.getLogger(Base.class);

    private final P2 p2;
    private final Planning planning;
    private final Pool pool;
    private final IProfile product;
    private final List<IInstallableUnit> optional;
    private final Set<IInstallableUnit> units;
    private final IInstallableUnit root;

    private Base(P2 p2, Planning planning, Pool pool, IProfile product) {
        this.p2 = p2;
        this.planning = planning;
        this.pool = pool;
        this.product = product;
        this.units = Units.all(product).stream().filter(Base::isContent).collect(Collectors.toCollection(TreeSet::new));
        this.optional = Units.roots(product).stream().filter(units::contains).filter(unit -> !unit.getId().equals(DESKTOP)).toList();
        this.root = root();
        units.add(root);
    }

    /**
     * Not what Tycho adds to configure the product: a unit for each bundle, needed by the product as a whole, so that no bundle could be
     * removed. The framework is not configured by p2 here.
     */
    private static boolean isContent(IInstallableUnit unit) {
        return !QueryUtil.isProduct(unit) && !unit.getId().startsWith("tooling") && !unit.getId().endsWith(".feature.jar");
    }

    /** Needs all features that are not optional, in their very versions, and what no feature lists, such as the Java runtime. */
    private IInstallableUnit root() {
        Set<IInstallableUnit> listed = Units.closure(units.stream().filter(Units::isGroup).toList(), units);
        InstallableUnitDescription description = new InstallableUnitDescription();
        description.setId(ROOT);
        description.setVersion(Version.create("1.0.0"));
        description.setSingleton(true);
        description.addProvidedCapabilities(List.of(MetadataFactory.createProvidedCapability(IInstallableUnit.NAMESPACE_IU_ID, ROOT,
                description.getVersion())));
        description.addRequirements(units.stream().filter(unit -> Units.isGroup(unit) ? !optional.contains(unit) : !listed.contains(unit))
                .map(unit -> MetadataFactory.createRequirement(IInstallableUnit.NAMESPACE_IU_ID, unit.getId(),
                        new VersionRange(unit.getVersion(), true, unit.getVersion(), true), (String) null, false, false, true))
                .toList());
        return MetadataFactory.createInstallableUnit(description);
    }

    /** Copies what the product's own p2 profile holds, if it is new. To be called before p2 is asked for profiles. */
    static void copyProduct(ProfileFolders folders) throws PluginException {
        try {
            Path latest = latest(folders.productProfiles());
            Path copies = Files.createDirectories(folders.productProfilesCopy());
            Path copy = copies.resolve(latest.getFileName());
            if (!Files.exists(copy) || Files.size(copy) != Files.size(latest)) {
                try (DirectoryStream<Path> old = Files.newDirectoryStream(copies, "*.profile*")) {
                    for (Path file : old) {
                        Files.delete(file);
                    }
                }
                Files.copy(latest, copy);
            }
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.productUnknown, folders.home()), e);
        }
    }

    /** What tells one product from another. */
    static String stamp(ProfileFolders folders) throws IOException {
        return folders.home() + " " + latest(folders.productProfiles()).getFileName();
    }

    private static Path latest(Path profiles) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(profiles, "*.profile*")) {
            files.forEach(found::add);
        }
        return found.stream().max(Comparator.comparing(file -> file.getFileName().toString()))
                .orElseThrow(() -> new IOException(profiles + " is empty"));
    }

    static Base open(P2 p2, Planning planning, Pool pool) throws PluginException {
        IProfile product = p2.profiles().getProfile(PRODUCT_PROFILE);
        if (product == null) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.productUnknown, PRODUCT_PROFILE));
        }
        return new Base(p2, planning, pool, product);
    }

    /** Every unit of the product, with or without its optional parts. */
    Set<IInstallableUnit> units() {
        return units;
    }

    /** The parts that a profile may do without. */
    List<IInstallableUnit> optional() {
        return optional;
    }

    /** An optional part for lists: with those of its bundles that the product would not have without any optional part. */
    PluginList.Entry entry(IInstallableUnit part) {
        List<IInstallableUnit> others = new ArrayList<>(units);
        others.removeAll(optional);
        Set<IInstallableUnit> needed = Units.closure(List.of(root), others);
        List<IInstallableUnit> own = Units.closure(List.of(part), units).stream().filter(unit -> !needed.contains(unit)).toList();
        return new PluginList.Entry(part.getId(), part.getVersion().toString(), Units.name(part), Units.provider(part), "", "",
                Units.bundleNames(own));
    }

    /** The p2 profile with the product and the plugins of the list, made anew if it is not what it should be. */
    IProfile profile(PluginList list, String stamp) throws PluginException {
        IProfile profile = p2.profiles().getProfile(PROFILE);
        if (profile != null && stamp.equals(profile.getProperty(PROFILE)) && names(Units.roots(profile)).equals(expected(list))) {
            return profile;
        }
        if (profile != null) {
            p2.profiles().removeProfile(PROFILE);
        }
        try {
            profile = p2.profiles().addProfile(PROFILE, Map.of(IProfile.PROP_ENVIRONMENTS,
                    String.valueOf(product.getProperty(IProfile.PROP_ENVIRONMENTS)), PROFILE, stamp));
        } catch (ProvisionException e) {
            throw new PluginException(Reason.FAILED, e.getMessage(), e);
        }
        fill(profile);
        for (PluginList.Entry part : list.removed()) {
            take(profile, List.of(), optional.stream().filter(unit -> unit.getId().equals(part.id())).toList());
        }
        for (PluginList.Entry plugin : list.plugins()) {
            List<IInstallableUnit> known = pool.units().stream().filter(unit -> unit.getId().equals(plugin.id())
                    && unit.getVersion().toString().equals(plugin.version())).toList();
            take(profile, known, List.of());
        }
        return p2.profiles().getProfile(PROFILE);
    }

    /** Deletes what p2 keeps to go back to, which is never done here. */
    void forgetHistory() throws PluginException {
        long[] states = p2.profiles().listProfileTimestamps(PROFILE);
        for (int i = 0; i < states.length - 1; i++) {
            try {
                p2.profiles().removeProfile(PROFILE, states[i]);
            } catch (ProvisionException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
    }

    private Set<String> expected(PluginList list) {
        Set<String> expected = names(optional);
        expected.addAll(names(List.of(root)));
        list.removed().forEach(part -> expected.removeIf(name -> name.startsWith(part.id() + "/")));
        list.plugins().forEach(plugin -> expected.add(plugin.id() + "/" + plugin.version()));
        return expected;
    }

    private static Set<String> names(Collection<IInstallableUnit> units) {
        Set<String> names = new TreeSet<>();
        units.forEach(unit -> names.add(unit.getId() + "/" + unit.getVersion()));
        return names;
    }

    private void fill(IProfile profile) throws PluginException {
        IProvisioningPlan plan = p2.engine().createPlan(profile, new ProvisioningContext(p2.agent()));
        units.forEach(plan::addInstallableUnit);
        List<IInstallableUnit> roots = new ArrayList<>(optional);
        roots.add(root);
        for (IInstallableUnit each : roots) {
            plan.setInstallableUnitProfileProperty(each, Planning.INCLUSION, ProfileInclusionRules.createStrictInclusionRule(each));
            plan.setInstallableUnitProfileProperty(each, IProfile.PROP_PROFILE_ROOT_IU, Boolean.TRUE.toString());
        }
        planning.write(plan);
    }

    /** A plugin that no longer goes with the product is left out; the framework says what its bundles miss. */
    private void take(IProfile profile, List<IInstallableUnit> add, List<IInstallableUnit> remove) throws PluginException {
        try {
            planning.write(planning.plan(profile, add, remove, pool.context(List.of())));
        } catch (PluginException e) {
            LOG.warn("{} does not go with this version of Freshet: {} {}", names(add.isEmpty() ? remove : add), e.getMessage(), e.details());
        }
    }

    /** For a status that must be good. */
    static void require(IStatus status) throws PluginException {
        if (status.getSeverity() == IStatus.CANCEL) {
            throw new PluginException(Reason.CANCELLED, Messages.cancelled);
        }
        if (!status.isOK() && status.getSeverity() == IStatus.ERROR) {
            throw new PluginException(Reason.FAILED, Planning.words(status), status.getException());
        }
    }

    static NullProgressMonitor unwatched() {
        return new NullProgressMonitor();
    }
}
