package org.freshet.ui.internal;

import java.util.Optional;

import org.freshet.engine.Session;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Follows the session in the service registry. Any thread. Outside a framework there is never one. */
public final class SessionTracker implements AutoCloseable {
    private final Runnable changed;
    private final ServiceTracker<Session, Session> tracker;

    /** @param changed called on any thread after a session came or went, also while this is being made */
    public SessionTracker(Runnable changed) {
        this.changed = changed;
        Bundle bundle = FrameworkUtil.getBundle(SessionTracker.class);
        if (bundle == null) {
            tracker = null;
        } else {
            BundleContext context = bundle.getBundleContext();
            tracker = new ServiceTracker<>(context, Session.class, new Customizer(context));
            tracker.open();
        }
    }

    /** The session that is registered now; the first of them if there should be more. */
    public Optional<Session> session() {
        return tracker == null ? Optional.empty() : Optional.ofNullable(tracker.getService());
    }

    @Override
    public void close() {
        if (tracker != null) {
            tracker.close();
        }
    }

    private final class Customizer implements ServiceTrackerCustomizer<Session, Session> {
        private final BundleContext context;

        Customizer(BundleContext context) {
            this.context = context;
        }

        @Override
        public Session addingService(ServiceReference<Session> reference) {
            Session session = context.getService(reference);
            changed.run();
            return session;
        }

        @Override
        public void modifiedService(ServiceReference<Session> reference, Session session) {
            changed.run();
        }

        @Override
        public void removedService(ServiceReference<Session> reference, Session session) {
            changed.run();
            context.ungetService(reference);
        }
    }
}
