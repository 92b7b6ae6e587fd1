package org.freshet.launcher.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.eclipse.osgi.service.runnable.ParameterizedRunnable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** The OSGi framework of one process, from its start to its stop. Used by one thread, for one {@link #bake} or one {@link #run}. */
final class Platform {

    /** How long the bundles may take to stop, in milliseconds. */
    private static final long STOP_TIMEOUT = 20_000;

    /** Bundles above this level belong to what only the desktop, or the management of plugins, starts. */
    private static final int HEADLESS_LEVEL = 4;

    /** The extension that names and decorates the program in the desktop; see the bundle {@code org.freshet.ui.workbench}. */
    private static final String PRODUCT = "org.freshet.ui.workbench.product";

    /** The service that is the application: the component of the bundle {@code org.freshet.app}. */
    private static final String APPLICATION = "(eclipse.application=freshet)";

    private final Installation installation;
    private final PrintStream errors;

    Platform(Installation installation, PrintStream errors) {
        this.installation = installation;
        this.errors = errors;
    }

    /**
     * Installs and resolves every bundle of the product into its own configuration folder, and copies the framework there. What is resolved
     * holds for the very framework that runs, so the product is baked twice: for the copy to be there, and with it. Returns the exit code.
     */
    int bake() throws IOException, BundleException, InterruptedException {
        Path framework = installation.framework();
        Path unsigned = installation.configuration().resolve(framework.getFileName());
        if (Files.notExists(unsigned)) {
            UnsignedFramework.copy(framework, unsigned);
        }
        Framework platform = newFramework(properties(installation.configuration()));
        platform.init();
        update(platform.getBundleContext(), ProfileBundles.none());
        boolean resolved = platform.adapt(FrameworkWiring.class).resolveBundles(null);
        if (!resolved) {
            explainUnresolved(platform.getBundleContext());
        }
        stop(platform);
        return resolved ? 0 : Launcher.FAILED;
    }

    /**
     * Starts the framework, runs the application with the given arguments on this thread and stops the framework again.
     *
     * @param profile the profile's folder
     * @param storage the folder of this process; bundles that it lacks are taken from the product's configuration folder
     * @return the exit code of the application, 0 if it gives none
     */
    int run(Path profile, Path storage, String[] arguments) throws Exception {
        Map<String, String> properties = properties(storage);
        // Where the workbench keeps its layout and preferences. Nothing is there before it asks.
        properties.put("osgi.instance.area", profile.resolve("workspace").toUri().toString());
        // Settings outlive the bundle that keeps them. A profile that cannot be written has none that could be lost.
        properties.put("felix.cm.dir", (Files.isWritable(profile) ? profile : storage).resolve("settings").toString());
        properties.put("osgi.sharedConfiguration.area", installation.configuration().toUri().toString());
        Framework framework = newFramework(properties);
        framework.init(this::reportFailure);
        BundleContext context = framework.getBundleContext();
        update(context, bundlesOf(profile));
        framework.start();
        try {
            ServiceReference<?> application = application(context);
            if (application == null) {
                errors.println("freshet: the application did not start; the product may be damaged, unpack it anew");
                explainUnresolved(context);
                return Launcher.FAILED;
            }
            Object result = ((ParameterizedRunnable) context.getService(application)).run(arguments);
            return result instanceof Integer code ? code : 0;
        } finally {
            stop(framework);
        }
    }

    /** The framework makes the locale of its configuration that of the JVM; the user's own is what texts are to be in. */
    private static Framework newFramework(Map<String, String> properties) {
        Locale language = Locale.getDefault();
        Locale display = Locale.getDefault(Locale.Category.DISPLAY);
        Locale format = Locale.getDefault(Locale.Category.FORMAT);
        Framework framework = new EquinoxFactory().newFramework(properties);
        Locale.setDefault(language);
        Locale.setDefault(Locale.Category.DISPLAY, display);
        Locale.setDefault(Locale.Category.FORMAT, format);
        return framework;
    }

    private Map<String, String> properties(Path storage) {
        Map<String, String> properties = new HashMap<>();
        properties.put("osgi.install.area", installation.home().toUri().toString());
        properties.put("osgi.configuration.area", storage.toUri().toString());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(HEADLESS_LEVEL));
        // Strict OSGi: a bundle sees what it imports, the JDK's packages included.
        properties.put("osgi.compatibility.bootdelegation", "false");
        // p2's bundles parse XML without importing the packages of the JDK that they do it with.
        properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "javax.xml.parsers,org.xml.sax,org.xml.sax.helpers,org.w3c.dom");
        // Warnings of the framework belong on stderr with all others, not into a file in the storage area.
        properties.put("eclipse.log.enabled", "false");
        // The locale is a capability of the platform, and a change of capabilities would void all that was resolved when the product was made.
        properties.put("osgi.nl", "en");
        // Whoever installs a bundle by hand gets it with those that need no level of their own.
        properties.put("osgi.bundles.defaultStartLevel", String.valueOf(HEADLESS_LEVEL));
        // For org.eclipse.equinox.app, which is started for the desktop only.
        properties.put("eclipse.product", PRODUCT);
        properties.put("eclipse.application", "org.freshet.ui.workbench.desktop");
        return properties;
    }

    /** The profile's own bundles. A list that cannot be read costs the plugins, not the program. */
    private ProfileBundles bundlesOf(Path profile) {
        try {
            return ProfileBundles.of(profile);
        } catch (IOException e) {
            errors.println("freshet: running without plugins: " + e.getMessage());
            return ProfileBundles.none();
        }
    }

    /** Makes the installed set of bundles the one that config.ini and the profile name: nothing to do unless one of them has changed. */
    private void update(BundleContext context, ProfileBundles profile) throws IOException, BundleException {
        Map<String, Bundle> superfluous = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(Installation.LOCATION_PREFIX) || ProfileBundles.isOfProfile(bundle.getLocation())) {
                superfluous.put(bundle.getLocation(), bundle);
            }
        }
        boolean changed = false;
        for (Installation.Entry entry : profile.appliedTo(installation.bundles())) {
            if (superfluous.remove(entry.location()) == null) {
                tryInstall(context, entry);
                changed = true;
            }
        }
        for (Bundle bundle : superfluous.values()) {
            bundle.uninstall();
            changed = true;
        }
        if (changed) {
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).refreshBundles(superfluous.values());
        }
    }

    /** A plugin's jar that is gone or broken is complained of; without one of its own the product is of no use. */
    private void tryInstall(BundleContext context, Installation.Entry entry) throws BundleException {
        try {
            install(context, entry);
        } catch (BundleException e) {
            if (!ProfileBundles.isOfProfile(entry.location())) {
                throw e;
            }
            errors.println("freshet: a plugin is not there: " + e.getMessage());
        }
    }

    private static void install(BundleContext context, Installation.Entry entry) throws BundleException {
        Bundle bundle = context.installBundle(entry.location());
        bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
        // The framework is not running yet: starting only notes that the bundle is to be started with it.
        if (entry.started()) {
            bundle.start();
        } else if (entry.startLevel() > HEADLESS_LEVEL && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
            // Eclipse's bundles are active from the first use of one of their classes on.
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    private static ServiceReference<?> application(BundleContext context) throws InvalidSyntaxException {
        return context.getServiceReferences(ParameterizedRunnable.class, APPLICATION).stream().findFirst().orElse(null);
    }

    private void reportFailure(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            errors.println("freshet: bundle " + event.getBundle().getSymbolicName() + ": " + event.getThrowable());
        }
    }

    /** Tries the bundles that are not resolved once more, for the framework's own words on what they miss. */
    private void explainUnresolved(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.INSTALLED && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                try {
                    bundle.start(Bundle.START_TRANSIENT);
                } catch (BundleException e) {
                    errors.println("freshet: " + e.getMessage());
                }
            }
        }
    }

    private void stop(Framework framework) throws BundleException, InterruptedException {
        framework.stop();
        FrameworkEvent end = framework.waitForStop(STOP_TIMEOUT);
        if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            errors.println("freshet: some part did not stop within " + STOP_TIMEOUT / 1000 + " s; leaving without it");
        }
    }
}
