package org.freshet.ui.workbench.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.freshet.engine.SessionListener;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.ui.Reasons;

/**
 * Tells what a person who looks elsewhere would want to hear: a torrent that was being fetched is complete, or one cannot go on. What is so
 * from the start, or is said already, is not told.
 */
final class TorrentNotices implements SessionListener {

    /**
     * A thing to tell.
     *
     * @param failed whether the torrent cannot go on; otherwise it is complete
     * @param reason of the failure
     */
    record Notice(String torrent, boolean failed, String reason) {
    }

    private final Consumer<Notice> told;
    private final Map<Torrent, State> last = new ConcurrentHashMap<>();

    /** @param told called on a thread of the engine */
    TorrentNotices(Consumer<Notice> told) {
        this.told = told;
    }

    @Override
    public void added(Torrent torrent) {
        last.put(torrent, torrent.status().state());
    }

    @Override
    public void removed(Torrent torrent) {
        last.remove(torrent);
    }

    @Override
    public void stateChanged(Torrent torrent, TorrentStatus status) {
        State before = last.put(torrent, status.state());
        if (before == null || before == status.state()) {
            return;
        }
        if (status.state() == State.ERROR) {
            told.accept(new Notice(torrent.name(), true, Reasons.of(status, torrent.root())));
        } else if (before == State.DOWNLOADING && status.complete()) {
            told.accept(new Notice(torrent.name(), false, ""));
        }
    }
}
