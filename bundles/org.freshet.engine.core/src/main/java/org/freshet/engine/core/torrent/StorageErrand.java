package org.freshet.engine.core.torrent;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;

/** Something done to the storage of a torrent that does not run: opens it, does it, closes it. What was verified stays believed. */
final class StorageErrand {
    private final SessionServices session;
    private final TorrentRecord record;

    StorageErrand(SessionServices session, TorrentRecord record) {
        this.session = session;
        this.record = record;
    }

    /** Done on the event loop. */
    CompletionStage<Void> run(FenceOp op) {
        StorageProvider provider = session.providers().storages().get(record.root().getScheme());
        if (provider == null) {
            return CompletableFuture.failedStage(TorrentData.missing(record.root().getScheme()).asException());
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Executor io = session.io().serial(provider.traits().speed());
        io.execute(() -> {
            try {
                Metainfo metainfo = metainfo();
                FileSelection selection = new FileSelection(metainfo.layout(), record.wish().priorities(), record.wish().renamed());
                provider.open(new StorageRequest(record.root(), metainfo.layout(), selection.plans(), key().hex()))
                        .whenComplete((storage, error) -> {
                            if (error == null) {
                                io.execute(() -> fence(storage, op, done));
                            } else {
                                finish(done, Fault.from(error, Fault.Kind.IO, "the storage could not be opened"));
                            }
                        });
            } catch (MetainfoException | RuntimeException | LinkageError e) {
                finish(done, Fault.from(e, Fault.Kind.INTERNAL, "the storage could not be opened"));
            }
        });
        return done;
    }

    private InfoHash key() {
        return record.infoHashes().primary();
    }

    private Metainfo metainfo() throws MetainfoException {
        Optional<byte[]> bytes = session.store().metainfo(key());
        if (bytes.isEmpty()) {
            throw new CompletionException(new Fault(Fault.Kind.MISSING, "the metadata of \"" + record.name() + "\" is not known yet").asException());
        }
        return MetainfoReader.read(bytes.get());
    }

    private void fence(TorrentStorage storage, FenceOp op, CompletableFuture<Void> done) {
        storage.fence(op, new Completion<>() {
            @Override
            public void done(Void value) {
                storage.inspect(new Completion<>() {
                    @Override
                    public void done(Inventory inventory) {
                        storage.close();
                        session.loop().execute(() -> keep(inventory.token(), done));
                    }

                    @Override
                    public void failed(Fault fault) {
                        storage.close();
                        finish(done, fault);
                    }
                });
            }

            @Override
            public void failed(Fault fault) {
                storage.close();
                finish(done, fault);
            }
        });
    }

    /** After what the torrent itself recorded when it stopped, which may still be on its way to the state. */
    private void keep(byte[] token, CompletableFuture<Void> done) {
        session.state().change(state -> {
            try {
                state.resume(key()).filter(r -> r.clean()).ifPresent(r -> state.putResume(key(), r.withToken(token)));
            } finally {
                finish(done, null); // a token that is not kept costs a check, no data
            }
        });
    }

    private void finish(CompletableFuture<Void> done, Fault fault) {
        session.loop().execute(() -> {
            if (fault == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(fault.asException());
            }
        });
    }
}
