package org.freshet.plugins.drill;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.freshet.plugins.MemoryCheck;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Progress;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Itself a plugin: inside of the running product it installs a sample from a jar, a zip and a p2 repository by turns and uninstalls it
 * again, twenty times, tries what must fail, and looks that nothing stayed in memory. See the script {@code run} beside it.
 */
public final class Drill implements BundleActivator {
    private static final int TIMES = 20;
    private static final String SAMPLE = "org.example.drill.sample";

    private final List<String> faults = new ArrayList<>();

    @Override
    public void start(BundleContext context) {
        String folder = System.getProperty("freshet.drill");
        if (folder != null) {
            Thread.ofPlatform().daemon().name("drill").start(() -> {
                try {
                    run(context, Path.of(folder));
                } catch (Exception | LinkageError e) {
                    faults.add(e.toString());
                    e.printStackTrace();
                }
                System.err.println(faults.isEmpty() ? "drill: good" : "drill: BAD " + faults);
            });
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The thread ends with the process.
    }

    private void run(BundleContext context, Path folder) throws Exception {
        ServiceTracker<Plugins, Plugins> tracker = new ServiceTracker<>(context, Plugins.class, null);
        tracker.open();
        Plugins plugins = tracker.waitForService(30_000);
        List<URI> sources = List.of(folder.resolve("sample.jar").toUri(), folder.resolve("sample.zip").toUri(), folder.resolve("repository").toUri());
        List<String> before = names(plugins);
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            URI source = sources.get(i % sources.size());
            List<Plugin> installed = plugins.install(source, Set.of(), contents -> contents.size() == 1, Progress.NONE);
            expect(installed.size() == 1 && installed.getFirst().state() == Plugin.State.ACTIVE, "installed " + installed);
            expect(plugins.usage(installed.getFirst()).bundles().contains("org.freshet.engine.osgi"), "the engine uses it");
            long between = System.nanoTime();
            plugins.uninstall(SAMPLE, Progress.NONE);
            System.err.println("drill: " + (i + 1) + " " + source.getPath() + " " + (between - start) / 1_000_000 + " ms, "
                    + (System.nanoTime() - between) / 1_000_000 + " ms");
        }
        MemoryCheck check = plugins.memoryHeld(SAMPLE);
        expect(check.equals(new MemoryCheck(TIMES, 0)), check.toString());
        expect(names(plugins).equals(before), "left behind: " + names(plugins));
        fails(plugins, folder.resolve("lacking.jar"), PluginException.Reason.UNRESOLVED, "org.nowhere");
        fails(plugins, folder.resolve("failing.jar"), PluginException.Reason.NOT_STARTED, "on purpose");
        fails(plugins, folder.resolve("changed"), PluginException.Reason.UNREADABLE, "");
        fails(plugins, folder.resolve("none.jar"), PluginException.Reason.NOT_FOUND, "none.jar");
        refused(plugins, folder.resolve("sample.jar"));
        expect(names(plugins).equals(before), "a failure left something behind: " + names(plugins));
        for (Plugin part : plugins.list()) {
            if (part.origin() == Plugin.Origin.OPTIONAL && part.kind() != Plugin.Kind.OTHER) {
                plugins.uninstall(part.id(), Progress.NONE);
                expect(plugins.memoryHeld(part.id()).held() == 0, part.id() + " is still in memory");
                plugins.install(Plugins.PRODUCT, Set.of(part.id()), contents -> false, Progress.NONE);
            }
        }
        expect(names(plugins).equals(before), "parts of the product: " + names(plugins));
    }

    private static List<String> names(Plugins plugins) {
        return plugins.list().stream().map(plugin -> plugin.id() + " " + plugin.state()).sorted().toList();
    }

    private void expect(boolean good, String what) {
        if (!good) {
            faults.add(what);
        }
    }

    private void fails(Plugins plugins, Path source, PluginException.Reason reason, String words) {
        try {
            plugins.install(source.toUri(), Set.of(), contents -> true, Progress.NONE);
            faults.add(source + " was installed");
        } catch (PluginException e) {
            System.err.println("drill: as it should be: " + e.getMessage());
            expect(e.reason() == reason && e.getMessage().contains(words), source + ": " + e.reason() + " " + e.getMessage());
        }
    }

    private void refused(Plugins plugins, Path source) {
        try {
            plugins.install(source.toUri(), Set.of(), contents -> false, Progress.NONE);
            faults.add(source + " was installed without consent");
        } catch (PluginException e) {
            expect(e.reason() == PluginException.Reason.REFUSED, e.reason() + " " + e.getMessage());
        }
    }
}
