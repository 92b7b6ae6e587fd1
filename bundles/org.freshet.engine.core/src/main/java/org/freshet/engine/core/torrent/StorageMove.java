package org.freshet.engine.core.torrent;

import java.net.URI;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.disk.PieceCopy;
import org.freshet.engine.core.disk.PieceCopy.Await;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.BootId;
import org.freshet.engine.core.state.ResumeData;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a torrent's data to a storage of another kind while the torrent rests: every piece is read, verified and written, then the torrent
 * is switched over, then the old data is deleted. Whatever fails before the switch leaves the old data as it was and nothing at the new
 * place. Made, asked and cancelled on the event loop; its work is the session's mover's, one move at a time.
 */
final class StorageMove {
    private static final Logger LOG = LoggerFactory.getLogger(StorageMove.class);

    /** Puts the new place in force, for good; called on the loop. */
    interface Switch {
        CompletionStage<Void> to(URI root, ResumeData known);
    }

    private final SessionServices session;
    private final TorrentRecord record;
    private final URI target;
    private final StorageProvider source;
    private final StorageProvider destination;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile PieceCopy copy;

    /** @throws Fault.FaultException where nobody provides one of the storages */
    StorageMove(SessionServices session, TorrentRecord record, URI target) throws Fault.FaultException {
        this.session = session;
        this.record = record;
        this.target = target;
        this.source = provider(record.root());
        this.destination = provider(target);
    }

    private StorageProvider provider(URI root) throws Fault.FaultException {
        StorageProvider provider = root.getScheme() == null ? null : session.providers().storages().get(root.getScheme());
        if (provider == null) {
            throw TorrentData.missing(String.valueOf(root.getScheme())).asException();
        }
        return provider;
    }

    /** Where to. */
    URI target() {
        return target;
    }

    /** 0…1. */
    double progress() {
        PieceCopy now = copy;
        return now == null ? 0 : now.progress();
    }

    /** Whether it stands on providers that are not those of this moment. */
    boolean stale() {
        return session.providers().storages().get(record.root().getScheme()) != source
                || session.providers().storages().get(target.getScheme()) != destination;
    }

    /** Ends it soon; the data stays where it was, unless it has been switched over already. */
    void cancel() {
        cancelled = true;
        PieceCopy now = copy;
        if (now != null) {
            now.cancel();
        }
    }

    /** Done on the loop when nothing of the storages is used any more. */
    CompletionStage<Void> ended() {
        return ended;
    }

    /** Begins; the torrent's own storage is closed. Done, on the loop, as {@link #ended} is. */
    CompletionStage<Void> run(Switch switching) {
        session.mover().execute(() -> {
            Fault fault = null;
            try {
                move(switching);
            } catch (Fault.FaultException e) {
                fault = e.fault();
            } catch (MetainfoException | RuntimeException | LinkageError e) {
                fault = Fault.from(e, Fault.Kind.INTERNAL, "the data could not be moved");
            }
            Fault outcome = fault;
            session.loop().execute(() -> {
                if (outcome == null) {
                    ended.complete(null);
                } else {
                    ended.completeExceptionally(outcome.asException());
                }
            });
        });
        return ended;
    }

    private void move(Switch switching) throws Fault.FaultException, MetainfoException {
        InfoHash key = record.infoHashes().primary();
        Optional<byte[]> file = session.store().metainfo(key);
        if (cancelled) {
            throw new Fault(Fault.Kind.GONE, "the move was ended before it began").asException();
        }
        if (file.isEmpty()) {
            throw new Fault(Fault.Kind.MISSING, "the metadata of \"" + record.name() + "\" is not known yet").asException();
        }
        Metainfo metainfo = MetainfoReader.read(file.get());
        FileSelection selection = new FileSelection(metainfo.layout(), record.wish().priorities(), record.wish().renamed());
        TorrentStorage old = open(source, record.root(), metainfo.layout(), selection);
        try {
            TorrentStorage fresh = open(destination, target, metainfo.layout(), selection);
            ResumeData known = fill(metainfo, old, fresh);
            CompletableFuture<Void> switched = new CompletableFuture<>();
            session.loop().execute(() -> switching.to(target, known).whenComplete((v, e) -> {
                if (e == null) {
                    switched.complete(null);
                } else {
                    switched.completeExceptionally(e);
                }
            }));
            try {
                Await.stage(switched);
            } catch (Fault.FaultException e) {
                clear(open(destination, target, metainfo.layout(), selection));
                throw e;
            }
            delete(old);
        } finally {
            close(old);
        }
    }

    private TorrentStorage open(StorageProvider provider, URI root, Layout layout, FileSelection selection) throws Fault.FaultException {
        StorageRequest request = new StorageRequest(root, layout, selection.plans(), record.infoHashes().primary().hex());
        return Await.stage(provider.open(request).toCompletableFuture());
    }

    /** Copies all that is good into the new storage and closes it. */
    private ResumeData fill(Metainfo metainfo, TorrentStorage old, TorrentStorage fresh) throws Fault.FaultException {
        boolean ours = false;
        try {
            if (!Await.<Inventory>on(fresh::inspect).isEmpty()) {
                throw new Fault(Fault.Kind.IN_USE, "files of \"" + record.name() + "\" are at " + target + " already").asException();
            }
            ours = true;
            PieceCopy copying = new PieceCopy(metainfo, destination.traits().writes());
            copy = copying;
            if (cancelled) {
                copying.cancel();
            }
            BitSet copied = copyAll(metainfo, copying, old, fresh);
            Await.<Void>on(done -> fresh.fence(new FenceOp.Flush(), done));
            byte[] token = Await.<Inventory>on(fresh::inspect).token();
            close(fresh);
            byte[] bits = PieceBits.of(copied, metainfo.layout().pieceCount()).toWire();
            return new ResumeData(bits, token, BootId.current(), bits);
        } catch (Fault.FaultException | RuntimeException | LinkageError e) {
            if (ours) {
                clear(fresh);
            } else {
                close(fresh);
            }
            throw e;
        }
    }

    /** All that may be there: what is remembered, which must be good, and what a check would look at, which may be. */
    private BitSet copyAll(Metainfo metainfo, PieceCopy copying, TorrentStorage old, TorrentStorage fresh) throws Fault.FaultException {
        ResumePlan plan = ResumePlan.of(metainfo.layout(), Await.<Inventory>on(old::inspect),
                session.store().resume(record.infoHashes().primary()), ExistingData.RESUME, BootId.current());
        BitSet believed = plan.believed().toBitSet();
        BitSet all = (BitSet) believed.clone();
        all.or(plan.check());
        BitSet copied = copying.copy(all, old, fresh);
        believed.andNot(copied);
        if (!believed.isEmpty()) {
            throw new Fault(Fault.Kind.IO, believed.cardinality() + " of its pieces are damaged; check the torrent before it is moved")
                    .asException();
        }
        return copied;
    }

    private void clear(TorrentStorage storage) {
        delete(storage);
        close(storage);
    }

    private void delete(TorrentStorage storage) {
        try {
            Await.<Void>on(done -> storage.fence(new FenceOp.Delete(), done));
        } catch (Fault.FaultException e) {
            LOG.warn("after moving \"{}\" to {}, files that are no longer needed could not be deleted: {}", record.name(), target,
                    e.getMessage());
        }
    }

    private static void close(TorrentStorage storage) {
        storage.close().ifPresent(fault -> LOG.warn("a storage reported while it was closed: {}", fault.message()));
    }
}
