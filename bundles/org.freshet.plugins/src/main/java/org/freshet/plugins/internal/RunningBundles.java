package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts bundles into the running framework and takes them out, so that a failure leaves it as it was. */
final class RunningBundles {

    private static final Logger LOG = LoggerFactory.getLogger(RunningBundles.class);
    private static final long REFRESH_SECONDS = 60;

    private final BundleContext context;
    private final LoaderWatch watch;

    RunningBundles(BundleContext context, LoaderWatch watch) {
        this.context = context;
        this.watch = watch;
    }

    /**
     * A bundle as it is to be in the framework.
     *
     * @param location where the framework finds it
     * @param level start level
     * @param start whether it is started with the framework
     */
    record Place(String location, int level, boolean start) {
    }

    /** A bundle that has been installed and is to be started once all are there. */
    private record Arrived(Bundle bundle, boolean start) {
    }

    /** What was done, to be undone if what follows fails. */
    final class Done {
        private final List<Place> gone;
        private final List<Arrived> come;

        private Done(List<Place> gone, List<Arrived> come) {
            this.gone = gone;
            this.come = come;
        }

        /** Puts everything back. What cannot be put back is told to the log: the next start of the program does it. */
        void undo() {
            List<Bundle> removed = come.stream().map(Arrived::bundle).toList();
            removed.forEach(RunningBundles.this::remove);
            List<Arrived> back = new ArrayList<>();
            for (Place place : gone) {
                try {
                    back.add(install(place));
                } catch (BundleException e) {
                    LOG.warn("{} cannot be put back before the next start of Freshet: {}", place.location(), e.getMessage());
                }
            }
            refresh(removed);
            for (Arrived again : back) {
                try {
                    resolve(List.of(again));
                    start(again);
                } catch (PluginException e) {
                    LOG.warn("{}: {}", again.bundle().getSymbolicName(), e.getMessage());
                }
            }
        }
    }

    /**
     * Removes some bundles, adds others, and starts these.
     *
     * @throws PluginException {@code UNRESOLVED} or {@code NOT_STARTED}; everything is as it was then
     */
    Done change(Collection<Bundle> gone, Collection<Place> come) throws PluginException {
        List<Place> places = gone.stream().map(this::place).toList();
        gone.forEach(this::remove);
        List<Arrived> installed = new ArrayList<>();
        try {
            for (Place place : come) {
                installed.add(install(place));
            }
            refresh(gone);
            resolve(installed);
            for (Arrived arrived : installed) {
                start(arrived);
            }
        } catch (BundleException e) {
            new Done(places, installed).undo();
            throw new PluginException(Reason.FAILED, e.getMessage(), e);
        } catch (PluginException | RuntimeException e) {
            new Done(places, installed).undo();
            throw e;
        }
        return new Done(places, installed);
    }

    private Place place(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return new Place(bundle.getLocation(), level.getStartLevel(), level.isPersistentlyStarted());
    }

    private Arrived install(Place place) throws BundleException {
        Bundle bundle = context.installBundle(place.location());
        bundle.adapt(BundleStartLevel.class).setStartLevel(place.level());
        return new Arrived(bundle, place.start() && !isFragment(bundle));
    }

    private void remove(Bundle bundle) {
        try {
            watch.note(bundle);
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} does not go in peace: {}", bundle.getSymbolicName(), e.getMessage());
        }
    }

    private void resolve(Collection<Arrived> arrived) throws PluginException {
        List<Bundle> bundles = arrived.stream().map(Arrived::bundle).toList();
        if (bundles.isEmpty() || context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).resolveBundles(bundles)) {
            return;
        }
        List<String> missing = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.INSTALLED) {
                names.add(bundle.getSymbolicName());
                missing.addAll(missing(bundle));
            }
        }
        throw new PluginException(Reason.UNRESOLVED,
                Messages.bind(Messages.missing, String.join(", ", names), String.join("; ", missing)), missing, null);
    }

    /** What a bundle that cannot be resolved lacks, in words; the framework's own where ours know nothing. */
    List<String> missing(Bundle bundle) {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        FrameworkWiring framework = system.adapt(FrameworkWiring.class);
        if (isLater(bundle) || framework.resolveBundles(List.of(bundle))) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        for (BundleRequirement requirement : revision == null ? List.<BundleRequirement>of() : revision.getDeclaredRequirements(null)) {
            boolean optional = Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
            boolean passive = Constants.EFFECTIVE_ACTIVE.equals(requirement.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE));
            if (!optional && !passive && framework.findProviders(requirement).isEmpty()) {
                String words = Requirements.words(requirement);
                missing.add(Messages.bind(Messages.needs, bundle.getSymbolicName() + " " + bundle.getVersion(), words));
            }
        }
        if (missing.isEmpty() && !isFragment(bundle)) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                missing.add(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            }
        }
        return missing;
    }

    /** Whether its start level is not reached: it belongs to the desktop, and a command is running. */
    boolean isLater(Bundle bundle) {
        FrameworkStartLevel framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        return bundle.adapt(BundleStartLevel.class).getStartLevel() > framework.getStartLevel();
    }

    private static void start(Arrived arrived) throws PluginException {
        if (arrived.start()) {
            start(arrived.bundle());
        }
    }

    /** Starts a bundle for now and for later. */
    static void start(Bundle bundle) throws PluginException {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PluginException(Reason.NOT_STARTED, Messages.bind(Messages.notStarted, bundle.getSymbolicName(), cause), e);
        }
    }

    static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** Lets go of what is uninstalled; bundles that used it are started anew, without it. */
    private void refresh(Collection<Bundle> gone) {
        FrameworkWiring framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (gone.isEmpty()) {
            return;
        }
        for (Bundle user : framework.getDependencyClosure(gone)) {
            if (user.getState() == Bundle.UNINSTALLED) {
                continue;
            }
            if (isEssential(user)) {
                LOG.warn("{} uses what was removed and cannot be restarted now; it stays in memory until the next start", user.getSymbolicName());
                return;
            }
            watch.note(user);
        }
        CountDownLatch done = new CountDownLatch(1);
        framework.refreshBundles(gone, event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the framework did not let go of {} within {} s", gone, REFRESH_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The framework, this bundle, and the one whose command is running: to stop them would pull the rug from under ourselves. */
    boolean isEssential(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.equals(context.getBundle()) || runsApplication(bundle);
    }

    private static boolean runsApplication(Bundle bundle) {
        if (bundle.getRegisteredServices() == null) {
            return false;
        }
        for (var service : bundle.getRegisteredServices()) {
            if (service.getProperty("eclipse.application") != null) {
                return true;
            }
        }
        return false;
    }
}
