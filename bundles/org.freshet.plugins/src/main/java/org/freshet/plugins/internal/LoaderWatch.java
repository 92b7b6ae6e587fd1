package org.freshet.plugins.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.freshet.plugins.MemoryCheck;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Remembers, weakly, the class loaders that the framework has given up. Any thread. */
final class LoaderWatch {

    private static final int TRIES = 10;
    private static final long PAUSE_MS = 100;

    private final Map<String, List<WeakReference<ClassLoader>>> loaders = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> plugins = new ConcurrentHashMap<>();

    /** Remembers which bundles a plugin has had. */
    void plugin(String id, Collection<String> bundles) {
        plugins.computeIfAbsent(id, name -> ConcurrentHashMap.newKeySet()).addAll(bundles);
    }

    /** The bundles that a plugin has had since the process started, as far as it was changed. */
    Set<String> bundlesOf(String id) {
        return Set.copyOf(plugins.getOrDefault(id, Set.of()));
    }

    /** Notes the class loader of a bundle that is about to lose it; one that never had one has nothing to lose. */
    void note(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        // A lazy bundle that nobody used has a wiring and no loader; asking for it would only make one, which is harmless.
        if (wiring != null && wiring.getClassLoader() != null) {
            loaders.computeIfAbsent(bundle.getSymbolicName(), name -> new CopyOnWriteArrayList<>())
                    .add(new WeakReference<>(wiring.getClassLoader()));
        }
    }

    /** Collects garbage until nothing is left of the named bundles' former selves, or for about a second. */
    MemoryCheck check(Collection<String> bundles) {
        List<WeakReference<ClassLoader>> watched = new ArrayList<>();
        bundles.forEach(name -> watched.addAll(loaders.getOrDefault(name, List.of())));
        int held = held(watched);
        for (int i = 0; i < TRIES && held > 0; i++) {
            System.gc();
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            held = held(watched);
        }
        return new MemoryCheck(watched.size() - held, held);
    }

    private static int held(List<WeakReference<ClassLoader>> watched) {
        return (int) watched.stream().filter(loader -> !loader.refersTo(null)).count();
    }
}
