package org.freshet.ui.workbench.internal;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionFactory.Restore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the session: opened in the background, a service while it is open, closed at the end. Any thread; nothing blocks.
 */
final class SessionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);
    private static final long ENGINE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    /** Where it is. */
    enum Phase {
        OPENING, OPEN, FAILED, CLOSED
    }

    /**
     * Where it is, and why it is not open.
     *
     * @param session the session while it is open, else null
     * @param problem for a person, where the phase is {@code FAILED}; else empty
     */
    record Now(Phase phase, Session session, String problem) {
    }

    private final BundleContext context;
    private final Path profile;
    private final ServiceTracker<SessionFactory, SessionFactory> factories;
    private Runnable changed = () -> { };
    private Now now = new Now(Phase.OPENING, null, "");
    private CompletableFuture<Session> opening = new CompletableFuture<>();
    private ServiceRegistration<Session> service;
    private CompletableFuture<Void> closing;

    SessionKeeper(BundleContext context, Path profile) {
        this.context = context;
        this.profile = profile;
        this.factories = new ServiceTracker<>(context, SessionFactory.class, null);
    }

    synchronized Now now() {
        return now;
    }

    /** Says who hears of every later change, on any thread. */
    synchronized void onChange(Runnable listener) {
        changed = Objects.requireNonNull(listener);
    }

    /** Opens the profile; again, if it failed before. */
    void open() {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            opening = new CompletableFuture<>();
        }
        become(new Now(Phase.OPENING, null, ""));
        Thread.ofVirtual().name("freshet-open").start(() -> {
            try {
                factories.open();
                SessionFactory factory = factories.waitForService(ENGINE_MILLIS);
                if (factory == null) {
                    failed(Messages.session_noEngine);
                } else {
                    factory.open(profile, Restore.ALL).whenComplete(this::opened);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed(e.toString());
            } catch (RuntimeException e) {
                LOG.error("the profile {} cannot be opened", profile, e);
                failed(e.toString());
            }
        });
    }

    private void opened(Session session, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            LOG.info("the profile {} cannot be opened: {}", profile, cause.toString());
            failed(cause.getMessage() == null ? cause.toString() : cause.getMessage());
            return;
        }
        synchronized (this) {
            if (closing == null) {
                service = context.registerService(Session.class, session, null);
            }
        }
        become(new Now(Phase.OPEN, session, ""));
        opening.complete(session);
    }

    private void failed(String why) {
        become(new Now(Phase.FAILED, null, NLS.bind(Messages.session_failed, why)));
        opening.complete(null);
    }

    private void become(Now next) {
        Runnable listener;
        synchronized (this) {
            if (now.phase() == Phase.CLOSED) {
                return;
            }
            now = next;
            listener = changed;
        }
        listener.run();
    }

    /** Withdraws the service and closes the session, also one that is just being opened. Idempotent; never fails. */
    CompletionStage<Void> close() {
        ServiceRegistration<Session> registered;
        CompletableFuture<Session> opened;
        CompletableFuture<Void> done;
        synchronized (this) {
            if (closing != null) {
                return closing;
            }
            closing = new CompletableFuture<>();
            done = closing;
            registered = service;
            opened = now.phase() == Phase.OPENING ? opening : CompletableFuture.completedFuture(now.session());
        }
        if (registered != null) {
            registered.unregister();
        }
        opened.thenCompose(session -> session == null ? CompletableFuture.completedFuture(null) : session.close())
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        LOG.error("the profile {} was not closed in order", profile, failure);
                    }
                    become(new Now(Phase.CLOSED, null, ""));
                    factories.close();
                    done.complete(null);
                });
        return done;
    }
}
