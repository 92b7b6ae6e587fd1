package org.freshet.engine.core.torrent;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.LogEntry;
import org.freshet.engine.PeerStatus;
import org.freshet.engine.PieceMap;
import org.freshet.engine.RateLimits;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.announce.Announcer;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.ResumeData;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.metainfo.SafeNames;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.Handshake;

import io.netty.channel.Channel;

/**
 * A torrent as other threads see it: snapshots that the event loop publishes, and calls that it carries out. The methods after the
 * comment "the session's side" are the event loop's.
 */
public final class CoreTorrent implements Torrent, TorrentLife.Observer {

    /** Hears of changes; on the event loop. */
    public interface Events {
        /** The state or its reason changed. */
        void stateChanged(CoreTorrent torrent, TorrentStatus status);
    }

    private final SessionServices session;
    private final Events events;
    private final TorrentLife life;
    private volatile TorrentRecord record;
    private volatile TorrentStatus status;
    private final TorrentLog log = new TorrentLog();
    private final Watched watched;
    private volatile SoftReference<Metainfo> loaded;
    private volatile Metainfo metainfo;
    private long countedDown;
    private long countedUp;
    private volatile CompletableFuture<Void> completed = new CompletableFuture<>();

    /**
     * @param metainfo what is known of it, or null
     * @param existing what to do about data that is there
     */
    public CoreTorrent(SessionServices session, Events events, TorrentRecord record, Metainfo metainfo, ExistingData existing,
            List<PeerAddress> peers) {
        this.session = session;
        this.events = events;
        this.record = record;
        this.watched = new Watched(session);
        this.life = new TorrentLife(session, this, record, existing, peers);
        if (metainfo != null) {
            this.metainfo = metainfo;
            life.metainfo(metainfo);
        }
        this.status = life.status();
        movedSinceLast();
    }

    @Override
    public InfoHashes infoHashes() {
        return record.infoHashes();
    }

    @Override
    public String name() {
        return record.name();
    }

    @Override
    public URI root() {
        return record.root();
    }

    @Override
    public Optional<Metainfo> metainfo() {
        SoftReference<Metainfo> before = loaded;
        Metainfo known = metainfo != null || before == null ? metainfo : before.get();
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Optional<byte[]> bytes = session.store().metainfo(infoHashes().primary());
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            Metainfo read = MetainfoReader.read(bytes.get());
            loaded = new SoftReference<>(read); // who looks at a torrent that rests looks more than once
            return Optional.of(read);
        } catch (MetainfoException e) {
            return Optional.empty();
        }
    }

    @Override
    public TorrentStatus status() {
        return status;
    }

    @Override
    public String label() {
        return record.wish().label();
    }

    @Override
    public CompletionStage<Void> label(String text) {
        String clean = text.strip();
        return change(l -> l.update(r -> r.withWish(r.wish().withLabel(clean))));
    }

    @Override
    public List<LogEntry> log() {
        return log.entries();
    }

    @Override
    public void note(String what) {
        log.add(what);
    }

    @Override
    public BitSet have() {
        return watched.have(this::remembered);
    }

    /** What the profile knows of a torrent that has not run in this session. */
    private PieceBits remembered() {
        Optional<ResumeData> r = session.store().resume(infoHashes().primary());
        return metainfo().map(m -> r.isPresent() && r.get().have().length == (m.layout().pieceCount() + 7) / 8
                ? PieceBits.fromWire(r.get().have(), m.layout().pieceCount()) : new PieceBits(m.layout().pieceCount()))
                .orElseGet(() -> new PieceBits(0));
    }

    @Override
    public PieceMap pieces() {
        return watched.pieces(life, this::remembered);
    }

    @Override
    public List<FileStatus> files() {
        Optional<Metainfo> known = metainfo();
        if (known.isEmpty()) {
            return List.of();
        }
        PieceBits have = PieceBits.of(have(), known.get().layout().pieceCount());
        TorrentRecord.Wish wish = record.wish();
        return new FileSelection(known.get().layout(), wish.priorities(), wish.renamed()).statuses(have);
    }

    @Override
    public List<PeerStatus> peers() {
        return watched.peers(life);
    }

    @Override
    public List<TrackerStatus> trackers() {
        return watched.trackers(life, record);
    }

    @Override
    public CompletionStage<Void> start() {
        return call(l -> {
            l.start();
            return CompletableFuture.completedStage(null);
        });
    }

    @Override
    public CompletionStage<Void> pause() {
        return call(TorrentLife::pause);
    }

    @Override
    public CompletionStage<Void> recheck() {
        return call(TorrentLife::recheck);
    }

    @Override
    public CompletionStage<Void> prioritize(Map<Integer, FilePriority> priorities) {
        Map<Integer, FilePriority> wanted = Map.copyOf(priorities);
        return call(l -> l.files().prioritize(wanted));
    }

    @Override
    public CompletionStage<Void> rename(int file, List<String> path) {
        return call(l -> l.files().rename(file, path.stream().map(SafeNames.forThisSystem()::component).toList()));
    }

    @Override
    public CompletionStage<Void> move(URI root) {
        return call(l -> l.files().move(root));
    }

    @Override
    public boolean sequential() {
        return record.wish().sequential();
    }

    @Override
    public boolean superSeeding() {
        return record.wish().superSeeding();
    }

    @Override
    public RateLimits limits() {
        return record.wish().limits();
    }

    @Override
    public long queuePosition() {
        return record.position();
    }

    @Override
    public CompletionStage<Void> sequential(boolean inOrder) {
        return change(l -> {
            l.update(r -> r.withWish(r.wish().withSequential(inOrder)));
            if (l.active() != null && l.active().transfer() != null) {
                l.active().transfer().sequential(inOrder);
            }
        });
    }

    @Override
    public CompletionStage<Void> superSeeding(boolean on) {
        return change(l -> {
            l.update(r -> r.withWish(r.wish().withSuperSeeding(on)));
            if (l.active() != null && l.active().slots() != null) {
                l.active().slots().superSeeding(on);
            }
        });
    }

    @Override
    public CompletionStage<Void> limit(RateLimits limits) {
        return change(l -> {
            l.update(r -> r.withWish(r.wish().withLimits(limits)));
            if (l.active() != null) {
                l.active().limit(limits);
            }
        });
    }

    @Override
    public CompletionStage<Void> addPeer(PeerAddress peer) {
        return change(l -> l.peersKnown(List.of(peer)));
    }

    @Override
    public CompletionStage<Void> addTrackers(List<String> urls) {
        return change(l -> {
            List<List<String>> all = new ArrayList<>(l.record().trackers());
            List<String> fresh = urls.stream().filter(u -> all.stream().noneMatch(tier -> tier.contains(u))).toList();
            if (!fresh.isEmpty()) {
                all.add(fresh);
                l.update(r -> r.withTrackers(all));
                if (l.active() != null) {
                    l.active().announcer().add(fresh);
                }
            }
        });
    }

    @Override
    public CompletionStage<Void> removeTracker(String url) {
        return change(l -> {
            l.update(r -> r.withTrackers(Announcer.without(r.trackers(), url)));
            if (l.active() != null) {
                l.active().announcer().remove(url);
            }
        });
    }

    @Override
    public CompletionStage<Void> announce() {
        return change(l -> {
            if (l.active() != null) {
                l.active().announcer().announceSoon();
            }
        });
    }

    @Override
    public CompletionStage<Void> completed() {
        return completed.minimalCompletionStage();
    }

    private CompletionStage<Void> change(Consumer<TorrentLife> what) {
        return call(l -> {
            what.accept(l);
            changed();
            return CompletableFuture.completedStage(null);
        });
    }

    private interface Call {
        CompletionStage<Void> on(TorrentLife life);
    }

    private CompletionStage<Void> call(Call what) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                what.on(life).whenComplete((v, error) -> {
                    changed();
                    if (error == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(Fault.from(error, Fault.Kind.INTERNAL, "the engine failed").asException());
                    }
                });
            } catch (RuntimeException e) {
                done.completeExceptionally(Fault.of(Fault.Kind.INTERNAL, "the engine failed", e).asException());
            }
        };
        try {
            session.loop().execute(task);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new Fault(Fault.Kind.GONE, "the session is closed").asException());
        }
        return done;
    }

    // ---- the session's side

    /** What is kept of it. */
    public TorrentRecord record() {
        return life.record();
    }

    /** Whether it would take a place in the queue. */
    public boolean wantsPlace() {
        return !life.record().wish().paused();
    }

    /** Whether the place it takes is a seed's. */
    public boolean wantsSeedPlace() {
        return life.tally().complete();
    }

    public void permit(boolean place) {
        life.permit(place);
    }

    public CompletionStage<Void> providersChanged(List<StreamTransport> gone) {
        return life.providersChanged(gone);
    }

    /** A peer dialled us and named this torrent. */
    public void accept(Channel channel, PeerConnection.Origin origin, Handshake theirs) {
        if (life.active() == null) {
            channel.close();
        } else {
            life.active().swarm().accept(channel, origin, theirs);
        }
    }

    /** Adding what is there already brings peers, trackers, and for a magnet perhaps the metadata. */
    public void merge(List<List<String>> moreTrackers, List<PeerAddress> morePeers, Metainfo known) {
        if (known != null && life.metainfo() == null && life.record().tally().total() == 0) {
            life.metadataFetched(known.infoBytes());
        }
        moreTrackers.forEach(this::addTrackers);
        life.peersKnown(morePeers);
    }

    public CompletionStage<Void> deleteFiles() {
        return life.files().delete();
    }

    /** Ends its traffic and closes its storage; forgotten ones leave no trace in the state. */
    public CompletionStage<Void> close(boolean forget) {
        if (forget) {
            completed.completeExceptionally(
                    new Fault(Fault.Kind.GONE, "\"" + name() + "\" was removed before it was complete").asException());
        }
        return life.close(forget);
    }

    public List<CompletionStage<Void>> farewells() {
        return life.farewells();
    }

    /** Payload bytes. */
    public record Moved(long down, long up) {
    }

    /** What was received and sent since the last call. */
    public Moved movedSinceLast() {
        TorrentStatus now = status;
        Moved moved = new Moved(now.downloaded() - countedDown, now.uploaded() - countedUp);
        countedDown = now.downloaded();
        countedUp = now.uploaded();
        return moved;
    }

    /** Gives it another place in the queue. */
    public void position(long place) {
        life.update(r -> r.withPosition(place));
        changed();
    }

    /** Once a second while it runs. */
    public void tick() {
        life.tick();
        changed();
    }

    public void chokeRound() {
        if (life.active() != null) {
            life.active().chokeRound();
        }
    }

    /** The session's limits are others now. */
    public void limitsChanged() {
        if (life.active() != null) {
            life.active().limitsChanged();
        }
    }

    public void limitsGrant() {
        if (life.active() != null) {
            life.active().limitsGrant();
        }
    }

    /** Whether it has anything to do from second to second. */
    public boolean running() {
        State s = status.state();
        return s != State.PAUSED && s != State.QUEUED;
    }

    /** Whether its figures may change more often than {@link #tick} comes. */
    public boolean moving() {
        ActiveTorrent active = life.active();
        return active != null && !active.swarm().peers().isEmpty() || status.peers() > 0 || status.state() == State.CHECKING;
    }

    @Override
    public void changed() {
        TorrentStatus old = status;
        TorrentStatus now = life.status();
        record = life.record();
        if (metainfo == null && life.metainfo() != null) {
            metainfo = life.metainfo();
        }
        watched.update(life);
        if (!now.equals(old)) {
            status = now;
        }
        if (old.state() != now.state() || !old.reason().equals(now.reason())) {
            noteState(old.state(), now);
            events.stateChanged(this, now);
        }
    }

    private void noteState(State before, TorrentStatus now) {
        boolean telling = now.state() == State.PARKED || now.state() == State.ERROR;
        if (before != now.state() || telling) {
            String word = now.state().name().charAt(0) + now.state().name().substring(1).toLowerCase(Locale.ROOT);
            log.add(telling || now.state() == State.QUEUED ? word + ": " + now.reason() : word);
        }
    }

    @Override
    public void wholeAndDurable() {
        completed.complete(null);
        changed();
    }

    @Override
    public String toString() {
        return name() + " (" + infoHashes().primary() + ")";
    }
}
