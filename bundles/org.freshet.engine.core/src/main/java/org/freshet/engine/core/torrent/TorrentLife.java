package org.freshet.engine.core.torrent;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.engine.core.state.TorrentRecord.Tally;
import org.freshet.metainfo.Metainfo;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;

/**
 * The life of a torrent: which of pause, queue, metadata, check, transfer it is in, and why. Wishes of the user, places in the queue,
 * providers that come and go, and faults all lead to {@link #evaluate}, which moves it on. Event loop only.
 */
final class TorrentLife implements TorrentData.Owner, ActiveTorrent.Owner {

    /** Hears of changes; on the event loop. */
    interface Observer {
        /** The state or its reason changed, or figures moved. */
        void changed();

        /** All that is wanted is complete, verified and durable. */
        void wholeAndDurable();

        /** Something for the torrent's log. */
        void note(String what);
    }

    private static final int MAX_KNOWN_PEERS = 1_000;
    private static final long RETRY = TimeUnit.SECONDS.toNanos(5);
    private static final long FLUSH_EVERY = TimeUnit.SECONDS.toNanos(30);

    private final SessionServices session;
    private final Observer observer;
    private TorrentRecord record;
    private ExistingData existing;
    private final TorrentMetainfo metainfo;
    private boolean metainfoAwaited;
    private List<PeerAddress> knownPeers;
    private ActiveTorrent active;
    private TorrentData data;
    private StorageMove moving;
    private final StatusView view;
    private boolean permitted;
    private boolean removed;
    private boolean closingData;
    private boolean completedTold;
    private boolean mustBeComplete;
    private Fault fault;
    private Fault parked;
    private long retryAt;
    private long lastFlush;
    private CompletableFuture<Void> recheck;
    private final List<CompletableFuture<Void>> whenStopped = new ArrayList<>();
    private final List<CompletionStage<Void>> farewells = new ArrayList<>();
    private final TorrentFigures figures;

    TorrentLife(SessionServices session, Observer observer, TorrentRecord record, ExistingData existing, List<PeerAddress> peers) {
        this.session = session;
        this.observer = observer;
        this.record = record;
        this.metainfo = new TorrentMetainfo(session, record.infoHashes().primary());
        this.figures = new TorrentFigures(this, record.tally());
        this.existing = existing;
        this.knownPeers = peers;
        this.view = new StatusView(session, this);
    }

    boolean permitted() {
        return permitted;
    }

    /** Why it waits for a provider, or null. */
    Fault parked() {
        return parked;
    }

    /** Why it cannot go on, or null. */
    Fault fault() {
        return fault;
    }

    /** Whether it is in the session no more. */
    boolean removed() {
        return removed;
    }

    /** The move of its data that is under way, or null. */
    StorageMove moving() {
        return moving;
    }

    /** How many addresses of peers it will begin with. */
    int knownPeers() {
        return knownPeers.size();
    }

    TorrentRecord record() {
        return record;
    }

    /** What it consists of, or null while that is not known. */
    Metainfo metainfo() {
        return metainfo.known();
    }

    /** Sees that the metainfo is known if the profile has it; answers whether it is. */
    CompletionStage<Boolean> loadMetainfo() {
        return metainfo.load();
    }

    ActiveTorrent active() {
        return active;
    }

    TorrentData data() {
        return data;
    }

    /** The metainfo is known from the start. */
    void metainfo(Metainfo known) {
        metainfo.known(known);
    }

    /** Somebody names peers: they are dialled now, or when the torrent runs. */
    void peersKnown(List<PeerAddress> peers) {
        if (active != null) {
            active.discovered(peers);
        } else {
            knownPeers = Stream.concat(knownPeers.stream(), peers.stream()).distinct().limit(MAX_KNOWN_PEERS).toList();
        }
    }

    /** Changes the record and sees that it is kept. */
    void update(UnaryOperator<TorrentRecord> change) {
        record = change.apply(record);
        TorrentRecord kept = record;
        if (!removed) {
            session.state().change(state -> state.put(kept));
        }
    }

    /** The queue grants a place, or takes it back. */
    void permit(boolean place) {
        if (permitted != place) {
            permitted = place;
            evaluate();
        }
    }

    /** The user lets it run, or tries again after a fault. */
    void start() {
        update(r -> r.withWish(r.wish().withPaused(false)));
        if (fault != null) {
            fault = null;
            retryAt = 0;
            if (data != null && data.ready()) {
                restartData();
                return;
            }
        }
        evaluate();
    }

    /** The user stops it; done when its traffic has ended and its data is flushed. */
    CompletionStage<Void> pause() {
        update(r -> r.withWish(r.wish().withPaused(true)));
        fault = null;
        evaluate();
        return stopped();
    }

    /** Done when its traffic has ended and its storage is closed. */
    CompletionStage<Void> stopped() {
        if (data == null && !closingData && active == null) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        whenStopped.add(done);
        return done;
    }

    private boolean shouldRun() {
        return !removed && !record.wish().paused() && permitted && moving == null;
    }

    /** Moves on to whatever comes next. */
    void evaluate() {
        if (!shouldRun()) {
            stop("the torrent was stopped");
        } else if (closingData) {
            // goes on when the storage is closed
        } else if (fault != null && data == null && session.now() - retryAt < 0) {
            // waits for the next try
        } else if (metainfo.known() == null) {
            fetchMetainfo();
        } else if (data == null) {
            openData();
        }
        observer.changed();
    }

    private void fetchMetainfo() {
        if (record.tally().total() == 0 && active != null || metainfoAwaited) {
            return;
        }
        metainfoAwaited = true;
        metainfo.load().whenComplete((found, error) -> {
            metainfoAwaited = false;
            if (!shouldRun() || metainfo.known() != null) {
                evaluate();
            } else if (error == null) {
                activate(); // a magnet: peers have the metadata
                observer.changed();
            } else {
                fail(Fault.from(error, Fault.Kind.INTERNAL, "the engine failed"));
            }
        });
    }

    private void activate() {
        if (active == null) {
            active = new ActiveTorrent(session, this,
                    new ActiveTorrent.TorrentSource(record.infoHashes(), record.trackers(), record.wish().limits()));
            if (metainfo.known() != null) {
                active.metainfo(metainfo.known());
            }
            active.start(knownPeers);
        }
    }

    @Override
    public void metadataFetched(byte[] info) {
        try {
            TorrentRecord fetched = metainfo.fetched(info, record);
            update(r -> fetched);
            if (active != null) { // else a paused magnet whose torrent was added
                active.metainfo(metainfo.known());
            }
            evaluate();
        } catch (Fault.FaultException e) {
            fail(e.fault());
        }
    }

    private void openData() {
        parked = null;
        fault = null;
        data = new TorrentData(session, this, metainfo.known(), record);
        mustBeComplete |= existing == ExistingData.MUST_BE_COMPLETE;
        ExistingData how = existing == ExistingData.MUST_BE_COMPLETE ? ExistingData.RESUME : existing;
        existing = ExistingData.RESUME;
        data.open(record, how);
    }

    @Override
    public void dataReady() {
        Tally there = tally();
        if (mustBeComplete && !there.complete()) {
            figures.concluded(null);
            update(r -> r.withTally(there));
            note("Paused, since " + (there.wanted() - there.done())
                    + " bytes of its data are missing or bad and nothing shall be fetched");
            pause();
            return;
        }
        activate();
        active.open(data);
        active.transfer().sequential(record.wish().sequential());
        active.slots().superSeeding(record.wish().superSeeding());
        if (recheck != null) {
            note("The check found " + data.have().cardinality() + " of " + data.have().size() + " pieces good");
            recheck.complete(null);
            recheck = null;
        }
        if (active.transfer().complete()) {
            data.sealWhileComplete();
            tellCompleted();
        }
        observer.changed();
    }

    @Override
    public void dataFailed(Fault why) {
        data = null;
        if (why.kind() == Fault.Kind.GONE) {
            parked = why;
            end(active, "the storage is not there");
            active = null;
            observer.changed();
        } else {
            fail(why);
        }
    }

    private void fail(Fault why) {
        fault = why;
        retryAt = session.now() + RETRY;
        observer.changed();
    }

    @Override
    public void stalled(Fault why) {
        if (fault == null) {
            fail(why);
        }
    }

    @Override
    public void note(String what) {
        observer.note(what);
    }

    @Override
    public void piecesChanged() {
        if (active != null && !active.transfer().isStalled()) { // else it was one that was written before the fault
            fault = null;
        }
    }

    @Override
    public void finished() {
        if (active == null || data == null) {
            return; // the last piece came with the pause; the next start tells of it
        }
        active.announcer().completed();
        active.slots().superSeeding(record.wish().superSeeding());
        conclude();
        observer.changed();
    }

    private void conclude() {
        TorrentData whole = data;
        whole.flush().whenComplete((v, error) -> {
            if (data != whole) {
                return; // it was stopped meanwhile; the next start tells of it
            }
            if (error == null) {
                whole.sealWhileComplete();
                tellCompleted();
            } else {
                fail(Fault.from(error, Fault.Kind.IO, "the last data could not be written to the disk"));
            }
        });
        observer.changed();
    }

    private void tellCompleted() {
        if (!completedTold) {
            completedTold = true;
            TorrentRecord kept = record.withTally(tally());
            record = kept;
            session.state().change(state -> state.put(kept));
            session.state().sync().thenRun(() -> session.loop().execute(observer::wholeAndDurable));
        }
    }

    @Override
    public long left() {
        Tally t = tally();
        return t.total() == 0 ? 1 << 14 : Math.max(0, t.wanted() - t.done());
    }

    /** Verifies everything again. */
    CompletionStage<Void> recheck() {
        if (recheck == null) {
            recheck = new CompletableFuture<>();
        }
        CompletionStage<Void> done = recheck;
        existing = ExistingData.CHECK;
        completedTold = false;
        fault = null;
        if (data != null) {
            restartData();
        } else {
            evaluate();
        }
        return done;
    }

    private void restartData() {
        end(active, "its data is checked");
        active = null;
        closeData();
    }

    // ---- stopping

    private void stop(String why) {
        end(active, why);
        active = null;
        closeData();
    }

    private void end(ActiveTorrent ending, String why) {
        if (ending != null) {
            knownPeers = ending.swarm().peers().stream().filter(p -> !p.origin().incoming()).map(p -> p.origin().address()).toList();
            Tally reached = figures.concluded(ending);
            update(r -> r.withTally(reached));
            ending.close(why);
            farewells.removeIf(f -> f.toCompletableFuture().isDone());
            farewells.add(ending.told());
        }
    }

    /** Trackers that are still being told of the end. */
    List<CompletionStage<Void>> farewells() {
        return farewells;
    }

    private void closeData() {
        if (data == null) {
            if (!closingData) {
                nowStopped();
            }
            return;
        }
        TorrentData closing = data;
        data = null;
        closingData = true;
        closing.close().thenRun(() -> {
            closingData = false;
            Tally settled = figures.settled(closing);
            update(r -> r.withTally(settled));
            nowStopped();
            evaluate();
        });
    }

    private void nowStopped() {
        List<CompletableFuture<Void>> waiting = List.copyOf(whenStopped);
        whenStopped.clear();
        waiting.forEach(w -> w.complete(null));
    }

    /** The session ends or the torrent is removed: everything is closed; done when the storage is. */
    CompletionStage<Void> close(boolean forget) {
        permitted = false;
        removed |= forget;
        stop("the session ends");
        return moving == null ? stopped() : stopped().thenCombine(moved(), (a, b) -> null);
    }

    /** Its data goes to another kind of storage from now on, and it rests; or, with null, that is over. */
    void moving(StorageMove move) {
        moving = move;
        evaluate();
    }

    /** Ends the move that is under way; done when it has ended, whatever came of it. */
    private CompletionStage<Void> moved() {
        moving.cancel();
        return moving.ended().exceptionally(e -> null);
    }

    // ---- providers

    /** Providers came or went. Done when nothing of those that went is used any more. */
    CompletionStage<Void> providersChanged(List<StreamTransport> gone) {
        CompletionStage<Void> drained = CompletableFuture.completedStage(null);
        if (active != null) {
            for (StreamTransport transport : gone) {
                long lost = active.swarm().peers().stream().filter(p -> p.origin().transport() == transport).count();
                if (lost > 0) {
                    note("A transport was stopped; it carried " + lost + (lost == 1 ? " peer" : " peers"));
                }
                drained = drained.thenCombine(active.transportGone(transport), (a, b) -> null);
            }
            active.announcer().providersChanged();
            active.swarm().dial();
        }
        if (data != null && data.provider() != null
                && session.providers().storages().get(record.root().getScheme()) != data.provider()) {
            restartData(); // evaluate() parks it, or opens it with the new provider
            drained = drained.thenCombine(stopped(), (a, b) -> null);
        } else if (parked != null) {
            evaluate();
        }
        if (moving != null && moving.stale()) {
            drained = drained.thenCombine(moved(), (a, b) -> null);
        }
        observer.changed();
        return drained.thenRun(observer::changed);
    }

    /** What the user changes about files. */
    FileChanges files() {
        return new FileChanges(session, this);
    }

    /** Other files are wanted than before. */
    void wantedChanged(FileSelection selection) {
        if (data == null || !data.ready()) {
            figures.wanted(selection.wantedBytes());
        } else if (active != null && active.transfer() != null) {
            completedTold &= active.transfer().complete();
            active.transfer().priorities(selection.piecePriorities());
            active.transfer().tick();
        }
        observer.changed();
    }

    // ---- time

    /** Once a second while it runs. */
    void tick() {
        long now = session.now();
        if (active != null) {
            active.tick();
        }
        if (data != null) {
            data.saveIfDirty();
            if (now - lastFlush > FLUSH_EVERY && data.ready()) {
                lastFlush = now;
                data.flush();
            }
        }
        if (fault != null && now - retryAt >= 0) {
            retry(now);
        }
    }

    private void retry(long now) {
        retryAt = now; // evaluate() lets it pass; whoever fails again sets the next time
        if (active != null && active.transfer() != null && !active.transfer().complete()) {
            retryAt = now + RETRY;
            active.transfer().resume();
        } else if (data != null && data.ready()) {
            retryAt = now + RETRY;
            data.store().inspect().thenAccept(inventory -> {
                BitSet there = ResumePlan.of(metainfo().layout(), inventory, Optional.empty(), ExistingData.COMPLETE, "").believed().toBitSet();
                BitSet missing = data == null ? new BitSet() : data.have().toBitSet();
                missing.andNot(there);
                if (missing.isEmpty()) {
                    fault = null;
                    if (data != null && !completedTold) {
                        conclude();
                    }
                    observer.changed();
                }
            });
        } else {
            evaluate();
        }
    }

    // ---- figures

    /** What it has come to. */
    Tally tally() {
        return figures.now();
    }

    /** A snapshot for other threads. */
    TorrentStatus status() {
        return view.status();
    }
}
