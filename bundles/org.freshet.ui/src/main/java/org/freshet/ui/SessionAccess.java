package org.freshet.ui;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.freshet.engine.Session;
import org.freshet.ui.internal.SessionTracker;

/**
 * The session of the desktop for one part of the user interface. It opens in the background, so it may be absent for a while after the
 * start, and it is absent again while the program ends. To be made, used and closed on the UI thread.
 */
public final class SessionAccess implements AutoCloseable {
    private final Display display;
    private final Consumer<Optional<Session>> changed;
    private final SessionTracker tracker;
    private Optional<Session> session;
    private boolean closed;

    /**
     * Starts to follow the session.
     *
     * @param display whose thread calls {@code changed}
     * @param changed hears of the session when it appears and of its absence when it goes; called before this constructor returns if it
     *     is there already, and never after {@link #close}
     */
    public SessionAccess(Display display, Consumer<Optional<Session>> changed) {
        this.display = Objects.requireNonNull(display);
        this.changed = Objects.requireNonNull(changed);
        this.session = Optional.empty();
        this.tracker = new SessionTracker(this::later);
        update();
    }

    /** The session that is open now. */
    public Optional<Session> session() {
        return session;
    }

    /** Ends it; nothing is called any more. Idempotent. */
    @Override
    public void close() {
        closed = true;
        tracker.close();
        session = Optional.empty();
    }

    /** Any thread. */
    private void later() {
        try {
            display.asyncExec(this::update);
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The window is gone, and nobody is left to be told.
        }
    }

    private void update() {
        if (closed) {
            return;
        }
        Optional<Session> present = tracker.session();
        if (!present.equals(session)) {
            session = present;
            changed.accept(present);
        }
    }
}
