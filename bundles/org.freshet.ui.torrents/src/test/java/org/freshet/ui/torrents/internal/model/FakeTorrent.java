package org.freshet.ui.torrents.internal.model;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.TrackerStatus;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;

/** A torrent that is what a test says. */
final class FakeTorrent {
    static final Instant ADDED = Instant.parse("2026-11-21T06:00:00Z");

    volatile String name;
    volatile String label = "";
    volatile URI root = URI.create("file:///data");
    volatile TorrentStatus status = status(State.DOWNLOADING, 0, 0);
    volatile List<FileStatus> files = List.of();
    final Torrent torrent;

    FakeTorrent(String name) {
        this.name = name;
        torrent = (Torrent) Proxy.newProxyInstance(FakeTorrent.class.getClassLoader(), new Class<?>[] {Torrent.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString", "name" -> this.name;
                    case "label" -> label;
                    case "root" -> root;
                    case "status" -> status;
                    case "files" -> files;
                    case "metainfo" -> Optional.empty();
                    case "trackers" -> List.of(new TrackerStatus("http://tracker.example/announce", 0, true, "", 1, 1, null));
                    case "infoHashes" -> InfoHashes.of(InfoHash.parse("00112233445566778899aabbccddeeff00112233"));
                    default -> CompletableFuture.completedFuture(null);
                });
    }

    FakeTorrent state(State state) {
        status = status(state, status.downRate(), status.total());
        return this;
    }

    FakeTorrent down(long rate) {
        status = status(status.state(), rate, status.total());
        return this;
    }

    static TorrentStatus status(State state, long down, long total) {
        return new TorrentStatus(state, state == State.ERROR ? "The disk is full" : "", total, total, 0, 0, down, 0, 0, 0, 0, 0, 0,
                0, Optional.empty(), ADDED);
    }

    static FileStatus file(long done, String... path) {
        return new FileStatus(List.of(path), 10, done, FilePriority.NORMAL);
    }
}
