package org.example.drill.sample;

import java.util.Map;

import org.freshet.engine.SessionListener;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plugin that the engine uses: it hears of torrents. Its twin {@code failing} does not start. */
public final class Sample implements BundleActivator, SessionListener {

    @Override
    public void start(BundleContext context) {
        if (context.getBundle().getSymbolicName().endsWith("failing")) {
            throw new IllegalStateException("on purpose");
        }
        context.registerService(SessionListener.class, this, new java.util.Hashtable<>(Map.of("sample", "yes")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }

    @Override
    public void added(Torrent torrent) {
        torrent.name();
    }

    @Override
    public void removed(Torrent torrent) {
        torrent.name();
    }

    @Override
    public void stateChanged(Torrent torrent, TorrentStatus status) {
        torrent.name();
    }
}
