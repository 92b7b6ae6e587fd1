package org.freshet.engine.core.torrent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.FilePriority;
import org.freshet.engine.core.state.TorrentRecord;
import org.freshet.metainfo.HostPort;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;

/**
 * A request to add a torrent, worked out into what the session keeps.
 *
 * @param metainfo null for a magnet
 */
public record NewTorrent(TorrentRecord record, Metainfo metainfo, ExistingData existing, List<PeerAddress> peers) {

    /** Under what it is kept. */
    public InfoHash key() {
        return record.infoHashes().primary();
    }

    /**
     * @param remembered what the profile knows of a torrent that is not in this session
     * @throws Fault.FaultException where the request makes no sense: no file matches, version 2 without version 1
     */
    public static NewTorrent of(AddTorrent request, Function<InfoHash, Optional<TorrentRecord>> remembered) throws Fault.FaultException {
        Metainfo metainfo = request.source().metainfo().orElse(null);
        Magnet magnet = request.source().magnet().orElse(null);
        InfoHashes hashes = metainfo != null ? metainfo.infoHashes() : magnet.infoHashes();
        if (hashes.optionalV1().isEmpty()) {
            throw new Fault(Fault.Kind.UNSUPPORTED, "this torrent has version 2 hashes alone (BEP 52), which cannot be downloaded or"
                    + " seeded yet; hybrid torrents can").asException();
        }
        List<List<String>> trackers = new ArrayList<>();
        if (metainfo != null) {
            trackers.addAll(metainfo.trackerTiers());
        } else {
            magnet.trackers().forEach(t -> trackers.add(List.of(t)));
        }
        trackers.addAll(request.trackers());
        List<PeerAddress> peers = new ArrayList<>(request.peers());
        if (magnet != null) {
            for (HostPort p : magnet.peers()) {
                peers.add(PeerAddress.tcp(p.host(), p.port()));
            }
        }
        Optional<TorrentRecord> known = remembered.apply(hashes.primary()).filter(r -> r.root().equals(request.root()));
        TorrentRecord.Wish wish = new TorrentRecord.Wish(request.paused(), request.sequential(), false, request.limits(),
                request.wantedGlob(), priorities(request, metainfo), known.map(r -> r.wish().renamed()).orElse(Map.of()),
                request.label().isEmpty() ? known.map(r -> r.wish().label()).orElse("") : request.label().strip());
        String name = metainfo != null ? metainfo.name()
                : magnet.displayName() == null || magnet.displayName().isBlank() ? hashes.primary().hex() : magnet.displayName();
        TorrentRecord.Tally tally = known.map(TorrentRecord::tally).orElse(TorrentRecord.Tally.NONE);
        if (metainfo != null) {
            FileSelection selection = new FileSelection(metainfo.layout(), wish.priorities(), wish.renamed());
            tally = new TorrentRecord.Tally(metainfo.layout().totalLength(), selection.wantedBytes(), tally.done(), tally.downloaded(),
                    tally.uploaded(), tally.wasted());
        }
        Instant added = known.map(TorrentRecord::added).orElseGet(Instant::now);
        TorrentRecord record = new TorrentRecord(hashes, name, request.root(), trackers, wish, tally, added,
                known.map(TorrentRecord::position).orElse(0L));
        return new NewTorrent(record, metainfo, request.data(), peers);
    }

    private static Map<Integer, FilePriority> priorities(AddTorrent request, Metainfo metainfo) throws Fault.FaultException {
        Map<Integer, FilePriority> priorities = new HashMap<>();
        if (metainfo != null && !request.wantedGlob().isEmpty()) {
            priorities.putAll(FileSelection.byGlob(metainfo.layout(), request.wantedGlob()));
        }
        request.unwanted().forEach(file -> priorities.put(file, FilePriority.SKIP));
        return priorities;
    }
}
