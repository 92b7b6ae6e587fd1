package org.freshet.app.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.osgi.service.runnable.ApplicationLauncher;
import org.eclipse.osgi.service.runnable.ParameterizedRunnable;
import org.freshet.app.cli.Desktop;
import org.freshet.app.desktop.DesktopRun;
import org.freshet.app.handover.Handover;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Runs the desktop's Eclipse application on the thread that calls. Its bundles wait at a start level that headless commands never reach;
 * {@code org.eclipse.equinox.app}, one of them, looks for the product's application when it starts and hands it to the launcher service
 * that this registers.
 */
final class DesktopStart implements Desktop {
    /** The bundle by whose presence a desktop is known. */
    static final String MARK = "org.freshet.ui.workbench";

    private static final int DESKTOP_LEVEL = 6;
    private static final int START_SECONDS = 60;

    private final BundleContext context;
    private final Optional<String> noDisplay;

    DesktopStart(BundleContext context, Optional<String> noDisplay) {
        this.context = context;
        this.noDisplay = noDisplay;
    }

    @Override
    public int run(Path profile, List<String> sources) throws IOException, InterruptedException {
        Optional<Handover> place = Handover.takeOrDeliver(profile, sources);
        if (place.isEmpty()) {
            return 0;
        }
        try (Handover handover = place.get()) {
            if (noDisplay.isPresent()) {
                throw new IOException("no window opens: " + noDisplay.get());
            }
            return run(new Run(profile, handover));
        }
    }

    private int run(Run run) throws IOException, InterruptedException {
        MainThread launcher = new MainThread();
        ServiceRegistration<DesktopRun> service = context.registerService(DesktopRun.class, run, null);
        ServiceRegistration<ApplicationLauncher> main = context.registerService(ApplicationLauncher.class, launcher, null);
        try {
            // What is not resolved when the extension registry starts would be missed by it. There is nothing to do unless bundles changed.
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).resolveBundles(null);
            raiseStartLevel();
            Application application = launcher.next();
            if (application == null) {
                throw new IOException("the window did not start within " + START_SECONDS + " s; the product may be damaged, unpack it anew");
            }
            Object result = application.runnable().run(application.argument());
            return result instanceof Integer code ? code : 0;
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the window failed: " + e, e);
        } finally {
            main.unregister();
            service.unregister();
        }
    }

    /** Starts the bundles of the desktop; at the end one of them has called the launcher. */
    private void raiseStartLevel() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class).setStartLevel(DESKTOP_LEVEL, event -> {
            if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                reached.countDown();
            }
        });
        // A bundle that takes longer need not keep the window waiting.
        reached.await(START_SECONDS, TimeUnit.SECONDS);
    }

    private record Run(Path profile, Handover handover) implements DesktopRun {

        @Override
        public void requests(Consumer<List<String>> receiver) {
            handover.receive(receiver);
        }
    }

    private record Application(ParameterizedRunnable runnable, Object argument) {
    }

    /** Takes what is to run on the main thread from whatever thread launches it. */
    private static final class MainThread implements ApplicationLauncher {
        private final BlockingQueue<Application> launched = new LinkedBlockingQueue<>();

        @Override
        public void launch(ParameterizedRunnable application, Object applicationContext) {
            launched.add(new Application(application, applicationContext));
        }

        @Override
        public void shutdown() {
            // The application itself is told to stop by its handle, and nothing else runs here.
        }

        Application next() throws InterruptedException {
            return launched.poll(START_SECONDS, TimeUnit.SECONDS);
        }
    }
}
