package org.freshet.engine.core.torrent;

import java.time.Duration;
import java.util.Optional;

import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.state.TorrentRecord.Tally;

/** What a torrent's life looks like to others at this moment. Event loop only. */
final class StatusView {
    private final SessionServices session;
    private final TorrentLife life;

    StatusView(SessionServices session, TorrentLife life) {
        this.session = session;
        this.life = life;
    }

    TorrentStatus status() {
        Tally t = life.tally();
        ActiveTorrent active = life.active();
        State state = state();
        long down = active == null ? 0 : active.downRate();
        long left = t.wanted() - t.done();
        Optional<Duration> timeLeft = state == State.DOWNLOADING && down > 0 && left > 0 ? Optional.of(Duration.ofSeconds(left / down + 1))
                : Optional.empty();
        return new TorrentStatus(state, reason(state), t.total(), t.wanted(), t.done(), checked(), down,
                active == null ? 0 : active.upRate(), t.downloaded(), t.uploaded(), t.wasted(),
                active == null ? 0 : active.swarm().peers().size(), active == null ? 0 : active.seeds(),
                active == null ? life.knownPeers() : active.swarm().known(), timeLeft, life.record().added());
    }

    private double checked() {
        if (life.moving() != null) {
            return life.moving().progress();
        }
        return life.data() == null ? 1 : life.data().checkProgress();
    }

    private State state() {
        if (life.moving() != null) {
            return State.CHECKING;
        }
        if (life.record().wish().paused()) {
            return State.PAUSED;
        }
        if (!life.permitted()) {
            return State.QUEUED;
        }
        if (life.parked() != null || session.providers().streams().isEmpty()) {
            return State.PARKED;
        }
        if (life.fault() != null) {
            return State.ERROR;
        }
        if (life.metainfo() == null) {
            return State.METADATA;
        }
        if (life.data() == null || !life.data().ready()) {
            return State.CHECKING;
        }
        ActiveTorrent active = life.active();
        return active != null && active.transfer() != null && active.transfer().complete() ? State.SEEDING : State.DOWNLOADING;
    }

    private String reason(State state) {
        ActiveTorrent active = life.active();
        return switch (state) {
            case PARKED -> life.parked() != null ? life.parked().message()
                    : "no transport is running; start or install a plugin that provides one";
            case ERROR -> life.fault().message();
            case QUEUED -> "waits for a place among the active torrents";
            case METADATA -> active == null || active.swarm().peers().isEmpty() ? "looks for peers that have the metadata" : "";
            case DOWNLOADING -> active.swarm().peers().isEmpty() ? "looks for peers" : "";
            case CHECKING -> life.moving() != null ? "its data moves to " + life.moving().target() : "";
            default -> "";
        };
    }
}
