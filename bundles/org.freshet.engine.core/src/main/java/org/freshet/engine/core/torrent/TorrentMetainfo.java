package org.freshet.engine.core.torrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.engine.FilePriority;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.transport.Fault;

/**
 * The metainfo of a torrent: known from the start, kept in the profile and read when it is needed, or sent by peers and kept from then
 * on. Event loop only; stages are done on the loop.
 */
final class TorrentMetainfo {
    private final SessionServices session;
    private final InfoHash key;
    private Metainfo known;
    private CompletableFuture<Boolean> loading;

    TorrentMetainfo(SessionServices session, InfoHash key) {
        this.session = session;
        this.key = key;
    }

    /** The metainfo, or null while it is not known. */
    Metainfo known() {
        return known;
    }

    /** It is known from the start, and kept by whoever knows it. */
    void known(Metainfo metainfo) {
        known = metainfo;
    }

    /** Reads it from the profile; answers whether it is known then. Fails where what is kept cannot be read. */
    CompletionStage<Boolean> load() {
        if (known != null) {
            return CompletableFuture.completedStage(true);
        }
        if (loading == null) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            loading = done;
            CompletableFuture.supplyAsync(() -> session.store().metainfo(key), session.io().pool())
                    .whenCompleteAsync((bytes, error) -> loaded(bytes, error, done), session.loop());
        }
        return loading;
    }

    private void loaded(Optional<byte[]> bytes, Throwable error, CompletableFuture<Boolean> done) {
        loading = null;
        try {
            if (error == null && known == null && bytes.isPresent()) {
                known = MetainfoReader.read(bytes.get());
            }
        } catch (MetainfoException e) {
            error = e;
        }
        if (error == null) {
            done.complete(known != null);
        } else {
            done.completeExceptionally(Fault.of(Fault.Kind.IO, "the torrent kept in the profile cannot be read", error).asException());
        }
    }

    /**
     * Peers have sent it, or whoever added the torrent once more: it is kept. Answers the record of the torrent with what is known now.
     *
     * @throws Fault.FaultException where it is of no use, or none of its files is wanted
     */
    TorrentRecord fetched(byte[] info, TorrentRecord record) throws Fault.FaultException {
        Metainfo fetched;
        try {
            fetched = MetainfoReader.fromInfo(info, record.trackers(), List.of());
        } catch (MetainfoException e) {
            throw Fault.of(Fault.Kind.PROTOCOL, "the metadata of this magnet is of no use", e).asException();
        }
        TorrentRecord.Wish wish = record.wish();
        if (!wish.wantedGlob().isEmpty()) {
            Map<Integer, FilePriority> skipped = FileSelection.byGlob(fetched.layout(), wish.wantedGlob());
            wish = wish.withPriorities(skipped);
        }
        known = fetched;
        byte[] file = fetched.toBencode();
        session.state().change(state -> state.putMetainfo(key, file));
        long wanted = new FileSelection(fetched.layout(), wish.priorities(), wish.renamed()).wantedBytes();
        return record.withWish(wish).withName(fetched.name())
                .withTally(new TorrentRecord.Tally(fetched.layout().totalLength(), wanted, 0, 0, 0, 0));
    }
}
