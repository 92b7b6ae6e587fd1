package org.freshet.plugins;

import java.util.List;

/**
 * A plugin at one moment.
 *
 * @param id its installable unit's id, or for a part of the product that cannot be removed the bundle's symbolic name
 * @param name for people
 * @param version as its unit says
 * @param provider who made it; empty if it does not say
 * @param kind what it is for
 * @param state what it does
 * @param problem why it does not run, for a person; empty where nothing needs saying
 * @param bundles its bundles
 * @param services what it offers, or would if it ran
 * @param origin where it came from
 * @param signature who signed it, for a person; empty if not everything is signed or nothing is known
 */
public record Plugin(String id, String name, String version, String provider, Kind kind, State state, String problem, List<Part> bundles,
        List<Service> services, Origin origin, String signature) {

    /** What plugins are for. */
    public enum Kind {
        /** Carries connections or datagrams. */
        TRANSPORT,
        /** Keeps the data of torrents. */
        STORAGE,
        /** Finds peers. */
        DISCOVERY,
        /** Contributes to the desktop's user interface. */
        UI,
        /** Anything else. */
        OTHER
    }

    /** What plugins do. */
    public enum State {
        /** All its bundles run. */
        ACTIVE,
        /** Stopped by its user. */
        STOPPED,
        /** Does not run though it should; {@link Plugin#problem} says why. */
        FAULTY,
        /** Belongs to the desktop, which is not running. */
        WAITING,
        /** An optional part of the product that this profile does without. */
        REMOVED
    }

    /** Where a plugin came from, and so what can be done with it. */
    public enum Origin {
        /** Installed into this profile. */
        INSTALLED,
        /** A part of the product that can be removed from this profile and put back. */
        OPTIONAL,
        /** A part of the product that cannot be removed. */
        BUILT_IN
    }

    /**
     * A bundle of a plugin.
     *
     * @param name symbolic name
     * @param version of the bundle
     * @param state the framework's word for its state, in capitals, such as {@code ACTIVE}; {@code ABSENT} if it is not installed
     * @param requirements what it needs of others, one line each
     */
    public record Part(String name, String version, String state, List<String> requirements) {
    }

    /**
     * A service of a plugin.
     *
     * @param type name of the interface
     * @param scheme the scheme that it serves, such as {@code tcp}; empty if it has none
     * @param running whether it is registered now
     */
    public record Service(String type, String scheme, boolean running) {
    }

    /** Whether {@link Plugins#uninstall} can remove it. */
    public boolean removable() {
        return origin != Origin.BUILT_IN && state != State.REMOVED;
    }
}
