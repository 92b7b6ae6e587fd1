package org.freshet.ui.settings.internal.model;

import java.util.Set;

/** What a group of settings is about. The order is that of the pages; those of the window itself come after {@link #PROGRAM}. */
public enum Section {
    /** How torrents run. */
    PROGRAM,
    TRANSPORT,
    STORAGE,
    DISCOVERY,
    /** Whatever else plugins do. */
    OTHER;

    private static final String ENGINE = "org.freshet.engine";

    /**
     * Where a group belongs.
     *
     * @param pid the PID of the group
     * @param packages what its bundle imports: who implements an interface of the engine needs its package
     */
    public static Section of(String pid, Set<String> packages) {
        if (pid.equals(ENGINE)) {
            return PROGRAM;
        }
        if (packages.contains(ENGINE)) {
            return OTHER; // it uses the engine, which uses the others
        }
        // Every provider tells faults in the words of transports.
        return packages.contains("org.freshet.discovery") ? DISCOVERY : packages.contains("org.freshet.storage") ? STORAGE
                : packages.contains("org.freshet.transport") ? TRANSPORT : OTHER;
    }
}
