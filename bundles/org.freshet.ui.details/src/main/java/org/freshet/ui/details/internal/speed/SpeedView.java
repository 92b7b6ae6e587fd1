package org.freshet.ui.details.internal.speed;

import java.util.Optional;

import org.freshet.engine.RateLimits;
import org.freshet.engine.Session;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The Speed view. */
public final class SpeedView extends DetailView<SpeedSnapshot> {
    private ServiceTracker<SpeedComponent, SpeedComponent> recorders;
    private ServiceTracker<Session, Session> sessions;

    @Override
    protected DetailPanel<SpeedSnapshot> panel() {
        BundleContext context = FrameworkUtil.getBundle(SpeedView.class).getBundleContext();
        recorders = new ServiceTracker<>(context, SpeedComponent.class, null);
        sessions = new ServiceTracker<>(context, Session.class, null);
        recorders.open();
        sessions.open();
        return new SpeedPanel(() -> Optional.ofNullable(recorders.getService()).map(SpeedComponent::history), this::limits);
    }

    private RateLimits limits() {
        Session session = sessions.getService();
        return session == null ? RateLimits.NONE : session.settings().limits();
    }

    @Override
    public void dispose() {
        super.dispose();
        recorders.close();
        sessions.close();
    }
}
