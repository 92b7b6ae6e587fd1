package org.freshet.settings.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Sees that a bundle of the platform can be used although the framework has not reached its start level, as is so in a command without
 * a window: the bundle and those it is wired to are given the level reached, and are started when a class of theirs is first used.
 */
final class LazyBundle {

    private LazyBundle() {
    }

    static void makeUsable(Bundle bundle, Bundle system) throws BundleException {
        int reached = system.adapt(FrameworkStartLevel.class).getStartLevel();
        for (Bundle needed : withProviders(bundle)) {
            if (needed.getState() == Bundle.RESOLVED && !isFragment(needed)) {
                BundleStartLevel level = needed.adapt(BundleStartLevel.class);
                if (level.getStartLevel() > reached) {
                    level.setStartLevel(reached);
                }
                needed.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get("Fragment-Host") != null;
    }

    /** The bundle and all that it is wired to, the farthest first. */
    private static Iterable<Bundle> withProviders(Bundle bundle) {
        Set<Bundle> found = new LinkedHashSet<>();
        Deque<Bundle> waiting = new ArrayDeque<>(Set.of(bundle));
        while (!waiting.isEmpty()) {
            Bundle next = waiting.remove();
            BundleWiring wiring = next.getBundleId() == 0 || !found.add(next) ? null : next.adapt(BundleWiring.class);
            if (wiring != null) {
                for (BundleWire wire : wiring.getRequiredWires(null)) {
                    waiting.add(wire.getProvider().getBundle());
                }
            }
        }
        return new ArrayDeque<>(found)::descendingIterator;
    }
}
