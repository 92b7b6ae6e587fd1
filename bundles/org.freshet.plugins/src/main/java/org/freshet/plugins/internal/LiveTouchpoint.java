package org.freshet.plugins.internal;

import org.eclipse.equinox.p2.engine.spi.Touchpoint;

/**
 * What p2's engine finds for units of the type {@code org.eclipse.equinox.p2.osgi}: nothing but names of actions. The bundles of a plan
 * are put into the running framework by {@link RunningBundles} as a whole, before the engine writes the plan down.
 */
public final class LiveTouchpoint extends Touchpoint {

    @Override
    public String qualifyAction(String name) {
        return "org.freshet.plugins." + name;
    }
}
