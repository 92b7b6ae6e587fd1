package org.freshet.engine;

import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Metainfo;
import org.freshet.transport.PeerAddress;
import org.osgi.annotation.versioning.ProviderType;

/** One torrent of a session. Any thread; nothing blocks; values are snapshots. */
@ProviderType
public interface Torrent {

    /** Its identity. */
    InfoHashes infoHashes();

    /** The name to show: the torrent's, else the magnet's, else the info-hash. */
    String name();

    /** The whole metainfo once it is known; a magnet's comes from peers. Loaded on demand, may take a read from the state store. */
    Optional<Metainfo> metainfo();

    /** Where it is and how it does. */
    TorrentStatus status();

    /** The pieces that are had: verified and committed. A copy. */
    BitSet have();

    /** Files with progress and priority; empty until the metadata is known. */
    List<FileStatus> files();

    /** Connected peers. */
    List<PeerStatus> peers();

    /** Trackers in tier order. */
    List<TrackerStatus> trackers();

    /** Lets it run, as far as the queue allows. */
    CompletionStage<Void> start();

    /** Stops its traffic; done when connections are closed and data is flushed. */
    CompletionStage<Void> pause();

    /** Reads and verifies everything again; done when the check ended. */
    CompletionStage<Void> recheck();

    /** Sets one file's priority. */
    CompletionStage<Void> prioritize(int file, FilePriority priority);

    /** Renames or moves one file below the root; the path's components are made safe as those of a torrent. */
    CompletionStage<Void> rename(int file, List<String> path);

    /** Moves all data to another root, also of another scheme's storage where that is possible. */
    CompletionStage<Void> move(URI root);

    /** Fetches pieces in order, or rarest first. */
    CompletionStage<Void> sequential(boolean inOrder);

    /** Seeds so that others spread the pieces (BEP 16); off by default. */
    CompletionStage<Void> superSeeding(boolean on);

    /** Limits this torrent. */
    CompletionStage<Void> limit(RateLimits limits);

    /** Tries to connect to a peer. */
    CompletionStage<Void> addPeer(PeerAddress peer);

    /** Adds trackers as one more tier. */
    CompletionStage<Void> addTrackers(List<String> urls);

    /** Where the data is. */
    URI root();

    /** Done once all that is wanted is complete, verified and durable; failed when the torrent is removed before. */
    CompletionStage<Void> completed();
}
