package org.freshet.app.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.eclipse.osgi.service.runnable.ParameterizedRunnable;
import org.freshet.app.cli.Desktop;
import org.freshet.app.cli.Freshet;
import org.freshet.app.cli.Services;
import org.freshet.discovery.TrackerHost;
import org.freshet.engine.SessionFactory;
import org.freshet.plugins.Plugins;
import org.freshet.transport.StreamTransport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The application {@code freshet}, which Equinox runs on the main thread. Refers to the engine without getting it, so that a
 * command that needs no session does not start it.
 */
@Component(service = ParameterizedRunnable.class, property = "eclipse.application=freshet")
public final class FreshetApplication implements ParameterizedRunnable, Services {
    private static final int ENGINE_SECONDS = 10;
    private static final int TRACKER_SECONDS = 10;
    private static final Duration DEMO_INTERVAL = Duration.ofSeconds(5);

    private final BundleContext context;
    private final String version;
    private final Object lock = new Object();
    private ComponentServiceObjects<SessionFactory> engine;
    private volatile ComponentServiceObjects<StreamTransport> tcp;
    private volatile ComponentServiceObjects<TrackerHost> trackers;
    private volatile ComponentServiceObjects<Plugins> plugins;

    /** Called by Declarative Services. */
    @Activate
    public FreshetApplication(BundleContext context) {
        this.context = context;
        Version bundle = context.getBundle().getVersion();
        this.version = bundle.getMajor() + "." + bundle.getMinor() + "." + bundle.getMicro();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEngine(ComponentServiceObjects<SessionFactory> appeared) {
        synchronized (lock) {
            engine = appeared;
            lock.notifyAll();
        }
    }

    void unsetEngine(ComponentServiceObjects<SessionFactory> gone) {
        synchronized (lock) {
            // The new one is bound before the old one is unbound.
            if (engine == gone) {
                engine = null;
            }
        }
    }

    @Reference(target = "(transport.scheme=tcp)", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTcp(ComponentServiceObjects<StreamTransport> appeared) {
        tcp = appeared;
    }

    void unsetTcp(ComponentServiceObjects<StreamTransport> gone) {
        if (tcp == gone) {
            tcp = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTrackers(ComponentServiceObjects<TrackerHost> appeared) {
        trackers = appeared;
    }

    void unsetTrackers(ComponentServiceObjects<TrackerHost> gone) {
        if (trackers == gone) {
            trackers = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setPlugins(ComponentServiceObjects<Plugins> appeared) {
        plugins = appeared;
    }

    void unsetPlugins(ComponentServiceObjects<Plugins> gone) {
        if (plugins == gone) {
            plugins = null;
        }
    }

    @Override
    public Object run(Object arguments) throws InterruptedException {
        List<String> line = arguments instanceof String[] given ? List.of(given) : List.of();
        return Freshet.ofProcess(version, this, defaultProfile()).run(line);
    }

    private static Path defaultProfile() {
        String resolved = System.getProperty("freshet.profile");
        return resolved != null ? Path.of(resolved) : Path.of(System.getProperty("user.home"), ".local", "share", "freshet");
    }

    @Override
    public void expectSession() {
        Thread.ofPlatform().daemon().name("freshet-expect").start(() -> {
            try {
                sessions();
            } catch (InterruptedException e) {
                // Nobody interrupts it; and if, the command itself will wait.
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public Optional<SessionFactory> sessions() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENGINE_SECONDS);
        ComponentServiceObjects<SessionFactory> present;
        synchronized (lock) {
            while (engine == null) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return Optional.empty();
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            present = engine;
        }
        // Starts the engine, so not under the lock. Never given back: the process ends with the command.
        return Optional.ofNullable(present.getService());
    }

    /** The script says so, or it lies in the product's folder. */
    @Override
    public Optional<Path> launcher() {
        String said = System.getProperty("freshet.launcher", System.getenv("FRESHET_LAUNCHER"));
        String home = System.getProperty("freshet.home");
        Path path = said != null ? Path.of(said) : home != null ? Path.of(home, "freshet") : null;
        return path != null && Files.isExecutable(path) ? Optional.of(path.toAbsolutePath()) : Optional.empty();
    }

    @Override
    public Optional<TrackerHost.Hosted> tracker() throws IOException, InterruptedException {
        ComponentServiceObjects<StreamTransport> transport = tcp;
        ComponentServiceObjects<TrackerHost> hosts = trackers;
        StreamTransport listening = transport == null ? null : transport.getService();
        TrackerHost host = listening == null || hosts == null ? null : hosts.getService();
        if (host == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(host.start(listening, DEMO_INTERVAL).toCompletableFuture().get(TRACKER_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new IOException("the tracker does not start: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the tracker has not started within " + TRACKER_SECONDS + " s", e);
        }
    }

    /** The bundle org.freshet.plugins may be missing, and its classes with it. */
    @Override
    public Optional<Plugins> plugins() throws InterruptedException {
        ComponentServiceObjects<Plugins> present = plugins;
        return present == null ? Optional.empty() : Optional.ofNullable(present.getService());
    }

    @Override
    public Optional<Desktop> desktop() {
        for (Bundle bundle : context.getBundles()) {
            if (DesktopStart.MARK.equals(bundle.getSymbolicName())) {
                return Optional.of(new DesktopStart(context, noDisplay()));
            }
        }
        return Optional.empty();
    }

    /** GTK asks the same variables. */
    @Override
    public Optional<String> noDisplay() {
        boolean display = Stream.of("WAYLAND_DISPLAY", "DISPLAY").map(System::getenv).anyMatch(value -> value != null && !value.isEmpty());
        return display ? Optional.empty() : Optional.of("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }
}
