package org.freshet.engine;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens a profile as a {@link Session}. An OSGi service for applications that open a profile of their choice for a while, as headless
 * commands do. Any thread; nothing blocks.
 */
@ProviderType
public interface SessionFactory {

    /** The configuration that holds a session's settings. */
    String SETTINGS_PID = "org.freshet.engine";

    /** What happens to the torrents that the profile holds already. */
    enum Restore {
        /** All are there and go on as they were when the profile was last open. */
        ALL,
        /**
         * Only torrents that are added to this session are there; what the profile remembers of them is used. The others are neither
         * started nor changed, and go on the next time they are asked for.
         */
        NONE_BUT_ADDED
    }

    /**
     * Opens a profile, which is created if it is not there. One process can have it open at a time.
     *
     * @param profile the folder that holds the torrent list and what is known of their data
     * @param settings the settings in force, in place of those that the profile remembers
     * @param restore what happens to torrents that are in the profile
     * @return done with the session once its listeners are bound or listed in {@link SessionStatus#problems}; failed with a
     *     {@link org.freshet.transport.Fault.FaultException}: {@code IN_USE} with the message "profile X is in use by another process
     *     (pid N)", {@code DENIED} or {@code IO} if the folder cannot be used. Whoever opened the session closes it
     */
    CompletionStage<Session> open(Path profile, SessionSettings settings, Restore restore);

    /**
     * The same with the settings that the Configuration Admin service keeps (PID {@value #SETTINGS_PID}); a change of them there is put
     * in force at once, while the session is open. Without a configuration: {@link SessionSettings#defaults}.
     */
    CompletionStage<Session> open(Path profile, Restore restore);

    /**
     * The settings that the Configuration Admin service keeps now, for those who open a session with settings of their own on top of
     * them, as commands do with their options. Without a configuration: {@link SessionSettings#defaults}.
     */
    default SessionSettings configured() {
        return SessionSettings.defaults();
    }
}
