package org.freshet.engine.osgi.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.freshet.discovery.TrackerClient;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionListener;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.core.CoreSession;
import org.freshet.engine.core.disk.IoThreads;
import org.freshet.storage.StorageProvider;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.StreamTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.EventLoopGroup;

/**
 * Opens sessions and keeps them supplied. A provider that is withdrawn is let go of before its unbind method returns, or after
 * {@value #DRAIN_SECONDS} s at the latest, so that nothing of a plugin is in use when it stops.
 */
@Component(service = SessionFactory.class)
public final class SessionFactoryComponent implements SessionFactory {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFactoryComponent.class);
    private static final int DRAIN_SECONDS = 8;
    /** Enough to read, hash and write at once; more would only take turns on the same disk. */
    private static final int IO_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final EngineSettings settings;
    private final ProviderRegistry registry = new ProviderRegistry();
    private final List<CoreSession> sessions = new CopyOnWriteArrayList<>();
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

    /** Called by Declarative Services. */
    @Activate
    public SessionFactoryComponent(@Reference EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public CompletionStage<Session> open(Path profile, Restore restore) {
        SessionSettings now = settings.current();
        return open(profile, now, restore).thenApply(session -> {
            Runnable end = settings.follow(changed -> apply(session, changed));
            // Whoever closes the session ends the following with it.
            ((CoreSession) session).closedStage().thenRun(end);
            if (!settings.current().equals(now)) {
                apply(session, settings.current()); // changed while it opened
            }
            return session;
        });
    }

    private static void apply(Session session, SessionSettings changed) {
        session.apply(changed).whenComplete((nothing, error) -> {
            if (error != null) {
                LOG.warn("changed settings were not put in force: {}", error.toString());
            }
        });
    }

    @Override
    public SessionSettings configured() {
        return settings.current();
    }

    @Override
    public CompletionStage<Session> open(Path profile, SessionSettings first, Restore restore) {
        EventLoopGroup loops = EventLoops.one("freshet-session");
        IoThreads io = new IoThreads(IO_THREADS);
        return CoreSession.open(profile, first, restore, registry.snapshot(), loops.next(), io).handle((session, error) -> {
            if (error != null) {
                Thread.ofVirtual().start(io::close);
                loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
                return CompletableFuture.<Session>failedStage(error);
            }
            sessions.add(session);
            session.closedStage().thenRun(() -> {
                sessions.remove(session);
                loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            });
            session.providers(registry.snapshot()); // what changed while it opened
            session.listeners(listeners);
            return CompletableFuture.<Session>completedStage(session);
        }).thenCompose(s -> s);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addStreamTransport(StreamTransport service, Map<String, Object> properties) {
        added(service, properties);
    }

    void removeStreamTransport(StreamTransport service) {
        removed(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addDatagramTransport(DatagramTransport service, Map<String, Object> properties) {
        added(service, properties);
    }

    void removeDatagramTransport(DatagramTransport service) {
        removed(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addStorageProvider(StorageProvider service, Map<String, Object> properties) {
        added(service, properties);
    }

    void removeStorageProvider(StorageProvider service) {
        removed(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addTrackerClient(TrackerClient service, Map<String, Object> properties) {
        added(service, properties);
    }

    void removeTrackerClient(TrackerClient service) {
        removed(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addSessionListener(SessionListener listener) {
        listeners.add(listener);
        sessions.forEach(s -> s.listeners(listeners));
    }

    void removeSessionListener(SessionListener listener) {
        listeners.remove(listener);
        sessions.forEach(s -> s.listeners(listeners));
    }

    private void added(Object service, Map<String, Object> properties) {
        registry.add(service, properties);
        sessions.forEach(s -> s.providers(registry.snapshot()));
    }

    private void removed(Object service) {
        registry.remove(service);
        CompletableFuture<?>[] drained = sessions.stream().map(s -> s.providers(registry.snapshot()).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(drained), service.getClass().getName() + " is withdrawn while sessions still use it");
    }

    private static void await(CompletableFuture<Void> drained, String otherwise) {
        try {
            drained.get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{}: they did not let go within {} s", otherwise, DRAIN_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("{}: {}", otherwise, e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Deactivate
    void deactivate() {
        CompletableFuture<?>[] closing = sessions.stream().map(s -> s.close().toCompletableFuture()).toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(closing), "the engine stops while sessions are open");
    }
}
