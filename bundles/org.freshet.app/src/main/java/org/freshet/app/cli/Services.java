package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.freshet.discovery.TrackerHost;
import org.freshet.engine.SessionFactory;
import org.freshet.plugins.Plugins;

/** What commands need of other bundles; none of it is touched before a command asks. */
public interface Services {

    /** Says that the engine will be asked for soon, so that it can be loaded while the command line is still being read. */
    void expectSession();

    /** The engine; waits a bounded time for it to appear. Empty if none is installed that works. */
    Optional<SessionFactory> sessions() throws InterruptedException;

    /** The program that starts Freshet, to run further processes of it. Empty if it is not known. */
    Optional<Path> launcher();

    /** Starts a tracker on a free port of 127.0.0.1. Empty if none is installed. */
    Optional<TrackerHost.Hosted> tracker() throws IOException, InterruptedException;

    /** The plugins of the profile. Empty if the product cannot change them. */
    Optional<Plugins> plugins() throws InterruptedException;

    /** The desktop. Empty if none is installed. */
    Optional<Desktop> desktop();

    /** Why no window can be shown here, in words; empty if one can. */
    Optional<String> noDisplay();
}
