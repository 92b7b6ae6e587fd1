package org.freshet.engine.core.torrent;

import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.disk.PieceCheck;
import org.freshet.engine.core.disk.PieceStore;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.BootId;
import org.freshet.engine.core.state.ResumeData;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.Metainfo;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;

/**
 * A torrent's data from the opening of its storage to the close: what is there, what of it is believed, the check of the rest, and the
 * record of it all for the next start. Event loop only, save what says otherwise.
 */
final class TorrentData implements PieceStore.Events, PieceCheck.Events {

    /** Hears how it goes. */
    interface Owner {
        /** What is had is known; pieces can be traded. */
        void dataReady();

        /** The storage could not be opened. */
        void dataFailed(Fault why);
    }

    private static final byte[] OPEN = {};

    private final SessionServices session;
    private final Owner owner;
    private final InfoHash key;
    private final Metainfo metainfo;
    private final String boot = BootId.current();
    private FileSelection selection;
    private StorageProvider provider;
    private PieceStore store;
    private PieceBits have;
    private PieceBits flushed;
    private PieceStore.Events pieces;
    private PieceCheck check;
    private int toCheck;
    private int checkedPieces;
    private boolean ready;
    /** Its end was asked for: what was posted is still finished and recorded … */
    private boolean ending;
    /** … until it is closed. */
    private boolean closing;
    private boolean dirty;
    private boolean unflushed;

    TorrentData(SessionServices session, Owner owner, Metainfo metainfo, TorrentRecord record) {
        this.session = session;
        this.owner = owner;
        this.key = record.infoHashes().primary();
        this.metainfo = metainfo;
        this.selection = new FileSelection(metainfo.layout(), record.wish().priorities(), record.wish().renamed());
        this.have = new PieceBits(metainfo.layout().pieceCount());
        this.flushed = have.copy();
    }

    /** Opens the storage, and checks what must be checked; the owner hears the outcome. */
    void open(TorrentRecord record, ExistingData existing) {
        String scheme = record.root().getScheme();
        provider = session.providers().storages().get(scheme);
        if (provider == null) {
            owner.dataFailed(missing(scheme));
            return;
        }
        StorageProvider from = provider;
        Executor io = session.io().serial(from.traits().speed());
        StorageRequest request = new StorageRequest(record.root(), metainfo.layout(), selection.plans(), key.hex());
        CompletableFuture<TorrentStorage> opening = new CompletableFuture<>();
        io.execute(() -> {
            try {
                from.open(request).whenComplete((storage, error) -> {
                    if (error == null) {
                        opening.complete(storage);
                    } else {
                        opening.completeExceptionally(error);
                    }
                });
            } catch (RuntimeException | LinkageError e) {
                opening.completeExceptionally(e);
            }
        });
        CompletableFuture<Optional<ResumeData>> remembered = new CompletableFuture<>();
        session.state().change(state -> remembered.complete(state.resume(key))); // behind what the last close records
        opening.whenComplete((storage, error) -> session.loop().execute(() -> {
            if (error != null) {
                owner.dataFailed(Fault.from(error, Fault.Kind.INTERNAL, "the storage could not be opened"));
                return;
            }
            store = new PieceStore(storage, from.traits(), metainfo, session.loop(), io, this);
            if (closing) {
                store.close();
                return;
            }
            store.inspect().whenComplete((inventory, fault) -> {
                if (fault == null) {
                    remembered.thenAccept(r -> session.loop().execute(() -> plan(inventory, r, existing)));
                } else {
                    owner.dataFailed(Fault.from(fault, Fault.Kind.IO, "the storage could not be read"));
                }
            });
        }));
    }

    static Fault missing(String scheme) {
        return new Fault(Fault.Kind.GONE, "no storage for \"" + scheme + "\" is running; start or install the plugin that provides it");
    }

    private void plan(Inventory inventory, Optional<ResumeData> remembered, ExistingData existing) {
        if (ending) {
            return;
        }
        ResumePlan plan = ResumePlan.of(metainfo.layout(), inventory, remembered, existing, boot);
        have = plan.believed();
        flushed = remembered.isPresent() && plan.check().isEmpty() ? have.copy() : flushed;
        check(plan.check(), plan.maybeHoles());
    }

    private void check(BitSet candidates, BitSet maybeHoles) {
        toCheck = candidates.cardinality();
        checkedPieces = 0;
        if (toCheck == 0) {
            becomeReady();
            return;
        }
        check = store.check(metainfo, session.io().pool(), this);
        check.start(candidates, maybeHoles);
    }

    @Override
    public void checked(int piece, boolean good) {
        checkedPieces++;
        if (good) {
            have.set(piece);
        }
    }

    @Override
    public void finished(boolean cancelled) {
        check = null;
        if (!ending && !cancelled) {
            becomeReady();
        }
    }

    private void becomeReady() {
        ready = true;
        save(OPEN);
        owner.dataReady();
    }

    /** Whether the check is over. */
    boolean ready() {
        return ready;
    }

    /** The share of the check that is done, 0…1. */
    double checkProgress() {
        return toCheck == 0 ? 1 : (double) checkedPieces / toCheck;
    }

    /** Whose storage it is. */
    StorageProvider provider() {
        return provider;
    }

    PieceStore store() {
        return store;
    }

    /** Pieces that are had. Once a transfer has begun, the transfer's own set counts; see {@link #deliverTo}. */
    PieceBits have() {
        return have;
    }

    FileSelection selection() {
        return selection;
    }

    /** Another choice or naming of files. */
    void selection(FileSelection other) {
        selection = other;
    }

    /** From now on a transfer keeps what is had, and hears of pieces. */
    void deliverTo(Transfer transfer) {
        pieces = transfer;
        have = transfer.have();
    }

    @Override
    public void pieceVerified(int piece) {
        if (pieces != null) {
            dirty = true;
            unflushed = true;
            pieces.pieceVerified(piece);
        }
    }

    @Override
    public void pieceCorrupt(int piece) {
        if (pieces != null) {
            pieces.pieceCorrupt(piece);
        }
    }

    @Override
    public void pieceLost(int piece, Fault why) {
        if (pieces != null) {
            pieces.pieceLost(piece, why);
        }
    }

    @Override
    public void drained() {
        if (pieces != null) {
            pieces.drained();
        }
    }

    /** Once a second: new pieces are recorded, so that the death of the process loses none. */
    void saveIfDirty() {
        if (dirty && ready && !closing) {
            dirty = false;
            save(OPEN);
        }
    }

    /** Now and then, and at the end of a download: makes what is had survive the loss of power. Done on the loop. */
    CompletionStage<Void> flush() {
        if (!unflushed || closing) {
            return CompletableFuture.completedStage(null);
        }
        unflushed = false;
        PieceBits safe = have.copy();
        return store.fence(new FenceOp.Flush()).whenComplete((v, error) -> {
            if (error == null) {
                flushed = safe;
                dirty = true;
                saveIfDirty();
            } else {
                unflushed = true;
            }
        });
    }

    private void save(byte[] token) {
        ResumeData data = new ResumeData(have.toWire(), token, boot, flushed.toWire());
        session.state().change(state -> state.putResume(key, data));
    }

    /** All is had and the files will not change any more: what they look like is recorded, so that even a crash needs no check. */
    void sealWhileComplete() {
        if (ready && !closing) {
            store.inspect().whenComplete((inventory, error) -> {
                if (error == null && !closing && !dirty) {
                    save(inventory.token());
                }
            });
        }
    }

    /** Finishes what is posted, flushes, records what is had, closes. Done on the loop when nothing of the storage is used any more. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean trusted = ready;
        ending = true;
        if (check != null) {
            check.cancel();
        }
        if (store == null) {
            closing = true;
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<Void> flushing = trusted && unflushed ? store.fence(new FenceOp.Flush()) : CompletableFuture.completedStage(null);
        flushing.handle((v, error) -> error == null).thenAccept(safe -> store.inspect().whenComplete((inventory, error) -> {
            closing = true;
            if (trusted && error == null) {
                if (safe) {
                    flushed = have.copy();
                }
                save(inventory.token());
            }
            store.close().whenComplete((fault, e) -> // and what was recorded can be read
                    session.state().change(state -> session.loop().execute(() -> done.complete(null))));
        }));
        return done;
    }
}
