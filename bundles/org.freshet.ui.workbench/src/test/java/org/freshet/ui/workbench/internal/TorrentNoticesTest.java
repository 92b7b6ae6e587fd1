package org.freshet.ui.workbench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.ui.workbench.internal.TorrentNotices.Notice;
import org.junit.jupiter.api.Test;

class TorrentNoticesTest {
    private static final long SIZE = 100;

    private final List<Notice> told = new ArrayList<>();
    private final TorrentNotices notices = new TorrentNotices(told::add);
    private TorrentStatus now = status(State.DOWNLOADING, 0, "");
    private final Torrent torrent = (Torrent) Proxy.newProxyInstance(Torrent.class.getClassLoader(), new Class<?>[] {Torrent.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "name" -> "debian.iso";
                case "status" -> now;
                case "root" -> URI.create("file:///data");
                case "hashCode" -> 1;
                case "equals" -> proxy == arguments[0];
                default -> throw new UnsupportedOperationException(method.toString());
            });

    @Test
    void aTorrentThatWasFetchedIsToldWhenItIsComplete() {
        notices.added(torrent);
        become(State.SEEDING, SIZE, "");
        assertEquals(List.of(new Notice("debian.iso", false, "")), told);
    }

    @Test
    void oneThatIsCompleteFromTheStartIsNotTold() {
        now = status(State.CHECKING, 0, "");
        notices.added(torrent);
        become(State.SEEDING, SIZE, "");
        become(State.PAUSED, SIZE, "");
        become(State.SEEDING, SIZE, "");
        assertEquals(List.of(), told);
    }

    @Test
    void oneThatIsPausedHalfWayIsNotTold() {
        notices.added(torrent);
        become(State.PAUSED, SIZE / 2, "");
        assertEquals(List.of(), told);
    }

    @Test
    void aFailureIsToldOnceWithItsReason() {
        notices.added(torrent);
        become(State.ERROR, 10, "the disk is full");
        become(State.ERROR, 10, "the disk is full");
        assertEquals(List.of(new Notice("debian.iso", true, "the disk is full")), told);
    }

    @Test
    void aTorrentThatIsGoneIsForgotten() {
        notices.added(torrent);
        notices.removed(torrent);
        become(State.ERROR, 10, "late");
        assertEquals(List.of(), told);
    }

    private void become(State state, long done, String reason) {
        now = status(state, done, reason);
        notices.stateChanged(torrent, now);
    }

    private static TorrentStatus status(State state, long done, String reason) {
        return new TorrentStatus(state, reason, SIZE, SIZE, done, 0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Instant.EPOCH);
    }
}
