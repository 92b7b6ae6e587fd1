package org.freshet.engine.osgi.tests;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** The configuration of one PID in Configuration Admin, for the time of a test; gone when it is closed. */
final class Configured implements AutoCloseable {
    private static final long DEADLINE_S = 60;

    /** A Configuration Admin that is given back works no more, so it is kept for the whole test. */
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admin = new ServiceTracker<>(
            FrameworkUtil.getBundle(Configured.class).getBundleContext(), ConfigurationAdmin.class, null);
    private final Configuration configuration;

    Configured(String pid) throws IOException, InterruptedException {
        admin.open();
        configuration = admin.waitForService(TimeUnit.SECONDS.toMillis(DEADLINE_S)).getConfiguration(pid, "?");
    }

    /** Has these values from now on, and no others. */
    void update(Map<String, ?> values) throws IOException {
        configuration.update(new Hashtable<>(values));
    }

    @Override
    public void close() throws IOException {
        configuration.delete();
        admin.close();
    }
}
