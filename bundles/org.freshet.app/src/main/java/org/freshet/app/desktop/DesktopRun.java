package org.freshet.app.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The run of the program that the desktop belongs to. An OSGi service while the desktop runs. Any thread.
 */
@ProviderType
public interface DesktopRun {

    /** The folder of the profile, absolute. */
    Path profile();

    /**
     * Says who opens what this command line, and those of later processes of the same profile, name. Those that came before are handed
     * over at once, in order.
     *
     * @param receiver gets absolute paths, magnet links and URLs; an empty list asks to bring the window to the front. Called on any
     *     thread, returns quickly
     */
    void requests(Consumer<List<String>> receiver);
}
