package org.freshet.engine;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what happens in the session. Registered as an OSGi service (whiteboard). Methods are called one at a time on a thread of the
 * engine; they return quickly and do not throw. For figures that change all the time (rates, progress) poll {@link Torrent#status()}.
 */
@ConsumerType
public interface SessionListener {

    /** A torrent is new in the session; also called for each torrent that is there when the listener appears. */
    default void added(Torrent torrent) {
    }

    /** A torrent is gone. */
    default void removed(Torrent torrent) {
    }

    /** A torrent's state or its reason changed. */
    default void stateChanged(Torrent torrent, TorrentStatus status) {
    }
}
