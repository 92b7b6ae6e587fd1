package org.freshet.ui.torrents.internal;

import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.freshet.engine.Session;
import org.freshet.ui.torrents.internal.model.TorrentFeed;

/** Looks at the torrents that run once a second while the view can be seen, off the UI thread. */
final class PollJob extends Job {
    private static final long PERIOD_MILLIS = 1000;
    /** Every so many rounds it is made sure that no torrent was missed. */
    private static final int RECONCILE = 15;

    private final TorrentFeed feed;
    private volatile Optional<Session> session = Optional.empty();
    private volatile boolean active = true;
    private volatile int round;

    PollJob(TorrentFeed feed) {
        super(Messages.poll_name);
        this.feed = feed;
        setSystem(true);
        setPriority(SHORT);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        session.ifPresent(open -> {
            int now = round;
            round = (now + 1) % RECONCILE;
            if (now == 0 && !feed.knows(open.torrents())) {
                feed.reconcile(open::torrents);
            }
            feed.poll();
            feed.places(open.torrents());
        });
        if (active && session.isPresent()) {
            schedule(PERIOD_MILLIS);
        }
        return Status.OK_STATUS;
    }

    /** Another session, or none. */
    void session(Optional<Session> now) {
        session = now;
        round = 0;
        schedule();
    }

    /** Whether anybody can see the figures. */
    void active(boolean now) {
        active = now;
        if (now) {
            schedule();
        }
    }

    /** Ends it. */
    void stop() {
        active = false;
        session = Optional.empty();
        cancel();
    }
}
