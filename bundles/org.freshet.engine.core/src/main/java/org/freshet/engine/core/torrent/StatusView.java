package org.freshet.engine.core.torrent;

import java.time.Duration;
import java.util.Optional;

import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.Cause;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.state.TorrentRecord.Tally;
import org.freshet.transport.Fault;

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
        Cause cause = cause(state);
        return new TorrentStatus(state, reason(cause), t.total(), t.wanted(), t.done(), checked(), down,
                active == null ? 0 : active.upRate(), t.downloaded(), t.uploaded(), t.wasted(),
                active == null ? 0 : active.swarm().peers().size(), active == null ? 0 : active.seeds(),
                active == null ? life.knownPeers() : active.swarm().known(), timeLeft, life.record().added(), cause);
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

    private Cause cause(State state) {
        ActiveTorrent active = life.active();
        return switch (state) {
            case PARKED -> life.parked() == null ? Cause.NO_TRANSPORT
                    : life.parked().kind() == Fault.Kind.GONE ? Cause.NO_STORAGE : Cause.OTHER;
            case ERROR -> switch (life.fault().kind()) {
                case FULL -> Cause.FULL;
                case MISSING -> Cause.MISSING;
                case DENIED -> Cause.DENIED;
                default -> Cause.OTHER;
            };
            case QUEUED -> Cause.QUEUE;
            case METADATA -> active == null || active.swarm().peers().isEmpty() ? Cause.NO_METADATA : Cause.NONE;
            case DOWNLOADING -> active.swarm().peers().isEmpty() ? Cause.NO_PEERS : Cause.NONE;
            case CHECKING -> life.moving() != null ? Cause.MOVING : Cause.NONE;
            default -> Cause.NONE;
        };
    }

    private String reason(Cause cause) {
        return switch (cause) {
            case NONE -> "";
            case QUEUE -> "waits for a place among the active torrents";
            case NO_TRANSPORT -> "no transport is running; start or install a plugin that provides one";
            case NO_METADATA -> "looks for peers that have the metadata";
            case NO_PEERS -> "looks for peers";
            case MOVING -> "its data moves to " + life.moving().target();
            case NO_STORAGE, FULL, MISSING, DENIED, OTHER -> life.parked() != null ? life.parked().message() : life.fault().message();
        };
    }
}
