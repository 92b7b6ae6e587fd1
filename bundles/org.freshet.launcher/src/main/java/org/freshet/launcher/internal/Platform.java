package org.freshet.launcher.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
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

    private static final String START_LEVEL = "4";

    /** The service that is the application: the component of the bundle {@code org.freshet.app}. */
    private static final String APPLICATION = "(eclipse.application=freshet)";

    private final Installation installation;
    private final PrintStream errors;

    Platform(Installation installation, PrintStream errors) {
        this.installation = installation;
        this.errors = errors;
    }

    /** Installs and resolves every bundle of the product into its own configuration folder. Returns the exit code. */
    int bake() throws IOException, BundleException, InterruptedException {
        Path framework = installation.framework();
        UnsignedFramework.copy(framework, installation.configuration().resolve(framework.getFileName()));
        Framework platform = new EquinoxFactory().newFramework(properties(installation.configuration()));
        platform.init();
        update(platform.getBundleContext());
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
     * @param storage the folder of this process; bundles that it lacks are taken from the product's configuration folder
     * @return the exit code of the application, 0 if it gives none
     */
    int run(Path storage, String[] arguments) throws Exception {
        Map<String, String> properties = properties(storage);
        properties.put("osgi.sharedConfiguration.area", installation.configuration().toUri().toString());
        Framework framework = new EquinoxFactory().newFramework(properties);
        framework.init(this::reportFailure);
        BundleContext context = framework.getBundleContext();
        update(context);
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

    private Map<String, String> properties(Path storage) {
        Map<String, String> properties = new HashMap<>();
        properties.put("osgi.install.area", installation.home().toUri().toString());
        properties.put("osgi.configuration.area", storage.toUri().toString());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, START_LEVEL);
        // Strict OSGi: a bundle sees what it imports, the JDK's packages included.
        properties.put("osgi.compatibility.bootdelegation", "false");
        // Warnings of the framework belong on stderr with all others, not into a file in the storage area.
        properties.put("eclipse.log.enabled", "false");
        return properties;
    }

    /** Makes the installed set of product bundles the one that config.ini names: nothing to do unless p2 has changed it. */
    private void update(BundleContext context) throws IOException, BundleException {
        Map<String, Bundle> superfluous = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(Installation.LOCATION_PREFIX)) {
                superfluous.put(bundle.getLocation(), bundle);
            }
        }
        boolean changed = false;
        for (Installation.Entry entry : installation.bundles()) {
            if (superfluous.remove(entry.location()) == null) {
                install(context, entry);
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

    private static void install(BundleContext context, Installation.Entry entry) throws BundleException {
        Bundle bundle = context.installBundle(entry.location());
        bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
        if (entry.started()) {
            // The framework is not running yet: this only notes that the bundle is to be started with it.
            bundle.start();
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
