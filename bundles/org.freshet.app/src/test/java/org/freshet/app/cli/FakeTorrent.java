package org.freshet.app.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.FileStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.InfoHashes;

/** A torrent whose figures a test sets. */
final class FakeTorrent {
    private final AddTorrent request;
    private final CompletableFuture<Void> completed = new CompletableFuture<>();
    private final List<String> calls = new ArrayList<>();
    private List<FileStatus> files = List.of();
    private TorrentStatus status = status(State.DOWNLOADING, "", 0);

    FakeTorrent(AddTorrent request) {
        this.request = request;
    }

    /** Of 1000 bytes, so many done. */
    static TorrentStatus status(State state, String reason, long done) {
        return new TorrentStatus(state, reason, 1000, 1000, done, 0.5, 100, 10, done, 20, 0, 3, 1, 5,
                state == State.DOWNLOADING ? Optional.of(Duration.ofSeconds(7)) : Optional.empty(), Instant.EPOCH);
    }

    void is(State state, String reason, long done) {
        status = status(state, reason, done);
    }

    void complete() {
        is(State.SEEDING, "", 1000);
        completed.complete(null);
    }

    void files(List<FileStatus> known) {
        files = known;
    }

    AddTorrent request() {
        return request;
    }

    /** Names of the methods that changed something. */
    List<String> calls() {
        return calls;
    }

    private InfoHashes hashes() {
        return request.source().metainfo().isPresent() ? request.source().metainfo().get().infoHashes()
                : request.source().magnet().get().infoHashes();
    }

    private String name() {
        return request.source().metainfo().isPresent() ? request.source().metainfo().get().name()
                : String.valueOf(request.source().magnet().get().displayName());
    }

    Torrent proxy() {
        return (Torrent) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Torrent.class}, (proxy, method,
                args) ->
            switch (method.getName()) {
                case "status" -> status;
                case "completed" -> completed;
                case "files" -> files;
                case "trackers", "peers" -> List.of();
                case "infoHashes" -> hashes();
                case "name" -> name();
                case "start", "pause" -> {
                    calls.add(method.getName());
                    yield CompletableFuture.completedFuture(null);
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> throw new UnsupportedOperationException(method.getName());
            });
    }
}
