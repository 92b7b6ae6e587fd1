package org.freshet.app.cli;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.SessionStatus;
import org.freshet.transport.Fault;

/** An engine that remembers what it was asked for and does what a test says. */
final class FakeEngine implements SessionFactory {
    final List<FakeTorrent> torrents = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    Path profile;
    SessionSettings configured = SessionSettings.defaults();
    SessionSettings settings;
    Restore restore;
    Fault openFault;
    Fault addFault;
    List<URI> listening;
    List<String> problems = List.of();
    CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);
    Consumer<FakeTorrent> onAdd = torrent -> {
    };

    @Override
    public SessionSettings configured() {
        return configured;
    }

    @Override
    public CompletionStage<Session> open(Path where, Restore what) {
        return open(where, configured, what);
    }

    @Override
    public CompletionStage<Session> open(Path where, SessionSettings with, Restore what) {
        calls.add("open");
        profile = where;
        settings = with;
        restore = what;
        if (openFault != null) {
            return CompletableFuture.failedFuture(openFault.asException());
        }
        if (listening == null) {
            listening = with.listen();
        }
        return CompletableFuture.completedFuture(session());
    }

    private CompletionStage<?> add(AddTorrent request) {
        if (addFault != null) {
            return CompletableFuture.failedFuture(addFault.asException());
        }
        FakeTorrent torrent = new FakeTorrent(request);
        torrents.add(torrent);
        onAdd.accept(torrent);
        return CompletableFuture.completedFuture(torrent.proxy());
    }

    private Session session() {
        return (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method,
                args) ->
            switch (method.getName()) {
                case "add" -> add((AddTorrent) args[0]);
                case "status" -> new SessionStatus(listening, problems, 100, 10, 3, 0, 0, torrents.size(), torrents.size());
                case "apply" -> {
                    settings = (SessionSettings) args[0];
                    listening = List.of(URI.create("tcp://0.0.0.0:40001"));
                    calls.add("apply");
                    yield CompletableFuture.completedFuture(null);
                }
                case "remove" -> {
                    calls.add("remove");
                    yield CompletableFuture.completedFuture(null);
                }
                case "close" -> {
                    calls.add("close");
                    yield closing;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });
    }
}
