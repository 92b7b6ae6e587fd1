package org.freshet.app.cli;

import java.net.URI;

/** A tracker that runs in this process until it is closed. */
public interface LocalTracker extends AutoCloseable {

    /** Its announce URL. */
    URI announce();

    /** Ends it, in the background. */
    @Override
    void close();
}
