package org.freshet.engine.core.torrent;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.freshet.engine.PeerStatus;
import org.freshet.engine.PieceMap;
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.announce.RestingTrackers;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.TorrentRecord;

/**
 * What of a torrent is worked out only while somebody looks at it: peers, trackers, pieces. Whoever asks gets what was known last and is
 * never kept waiting; a first look makes the event loop work it out at once. {@link #update} is the event loop's, the rest any thread's.
 */
final class Watched {
    /** Nobody who asked so long ago still looks. */
    private static final long LOOKING = TimeUnit.SECONDS.toNanos(5);
    private static final long PIECES_EVERY = TimeUnit.MILLISECONDS.toNanos(900);
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final SessionServices session;
    private volatile long peersAskedAt = NEVER;
    private volatile long piecesAskedAt = NEVER;
    private volatile long updatedAt = NEVER;
    private volatile List<PeerStatus> peers = List.of();
    private volatile List<TrackerStatus> trackers;
    private RestingTrackers scraped;
    /** The running torrent's own bits: the loop sets bits while others copy them, and a bit may then be seen or not. */
    private volatile PieceBits live;
    /** What was had when it last stopped, or what the profile knows. */
    private volatile PieceBits resting;
    private volatile PieceMap pieces;
    private long piecesAt = NEVER;

    Watched(SessionServices session) {
        this.session = session;
    }

    List<PeerStatus> peers(TorrentLife life) {
        look(life);
        return peers;
    }

    List<TrackerStatus> trackers(TorrentLife life, TorrentRecord record) {
        look(life);
        List<TrackerStatus> known = trackers;
        return known != null ? known : RestingTrackers.unasked(record.trackers());
    }

    private void look(TorrentLife life) {
        long before = Math.min(peersAskedAt, updatedAt);
        peersAskedAt = session.now();
        if (session.now() - before > LOOKING) {
            onLoop(() -> update(life));
        }
    }

    private void onLoop(Runnable update) {
        try {
            session.loop().execute(update);
        } catch (RejectedExecutionException closed) {
            // the session is closed: what was known last is all there is
        }
    }

    BitSet have(Supplier<PieceBits> remembered) {
        PieceBits now = live;
        return now != null ? now.toBitSet() : rest(remembered).toBitSet();
    }

    private PieceBits rest(Supplier<PieceBits> remembered) {
        PieceBits known = resting;
        if (known == null) {
            known = remembered.get();
            if (known.size() > 0) {
                resting = known;
            }
        }
        return known;
    }

    PieceMap pieces(TorrentLife life, Supplier<PieceBits> remembered) {
        long before = piecesAskedAt;
        piecesAskedAt = session.now();
        if (session.now() - before > LOOKING) {
            onLoop(() -> update(life));
        }
        PieceBits now = live;
        PieceMap known = pieces;
        if (now != null && known != null && known.count() == now.size()) {
            return new PieceMap(known.count(), (BitSet) known.have().clone(), (BitSet) known.partial().clone(),
                    known.availability().clone());
        }
        PieceBits have = now != null ? now : rest(remembered);
        return new PieceMap(have.size(), have.toBitSet(), new BitSet(), new int[have.size()]);
    }

    /** It does not run: its trackers are asked for counts while somebody looks. */
    private void rest(TorrentLife life, boolean looking) {
        if (scraped == null) {
            trackers = null;
            if (!looking) {
                return;
            }
            scraped = new RestingTrackers(session, life.record().infoHashes().primary(), () -> update(life));
        }
        if (looking) {
            scraped.ask(life.record().trackers());
        }
        trackers = scraped.status(life.record().trackers());
    }

    /** Something changed, or time passed. */
    void update(TorrentLife life) {
        PieceBits had = life.data() == null ? null : life.data().have();
        if (had == null && live != null) {
            resting = live.copy();
            pieces = null;
        }
        live = had;
        long now = session.now();
        updatedAt = now;
        if (life.active() == null) {
            peers = List.of();
            rest(life, now - peersAskedAt <= LOOKING);
            return;
        }
        scraped = null;
        if (now - peersAskedAt <= LOOKING) {
            peers = life.active().peerStatuses();
            trackers = life.active().announcer().status();
        }
        if (now - piecesAskedAt <= LOOKING && life.active().transfer() != null && now - piecesAt >= PIECES_EVERY) {
            piecesAt = now;
            pieces = life.active().transfer().pieces();
        }
    }
}
