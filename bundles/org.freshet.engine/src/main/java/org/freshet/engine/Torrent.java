package org.freshet.engine;

import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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

    /** Where it is and how it does. The same instance as before while nothing of it has changed; costs nothing to ask. */
    TorrentStatus status();

    /** Its user's word for it, by which torrents are sorted and found; empty where it has none. */
    String label();

    /** Gives it a label; empty takes it away. Kept with the profile. */
    CompletionStage<Void> label(String text);

    /**
     * What happened to it since the session was opened, oldest first: states, faults of trackers and storages, bad pieces, banned peers.
     * At most the last 200 entries; the same list as before while nothing was added.
     */
    List<LogEntry> log();

    /** The pieces that are had: verified and committed. A copy. */
    BitSet have();

    /** All pieces: what is had, begun, and how often peers have it. Up to a second old. */
    PieceMap pieces();

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
    default CompletionStage<Void> prioritize(int file, FilePriority priority) {
        return prioritize(Map.of(file, priority));
    }

    /**
     * Sets the priorities of files, in one step: 100,000 of them cost about as much as one. Others keep theirs. Where one of the
     * files does not exist, none is changed.
     *
     * @param priorities by the file's index in {@link #files}; copied
     */
    CompletionStage<Void> prioritize(Map<Integer, FilePriority> priorities);

    /** Renames or moves one file below the root; the path's components are made safe as those of a torrent. */
    CompletionStage<Void> rename(int file, List<String> path);

    /** Moves all data to another root, also of another scheme's storage where that is possible. */
    CompletionStage<Void> move(URI root);

    /** Whether pieces are fetched in order. */
    boolean sequential();

    /** Fetches pieces in order, or rarest first. */
    CompletionStage<Void> sequential(boolean inOrder);

    /** Whether it seeds so that others spread the pieces. */
    boolean superSeeding();

    /** Seeds so that others spread the pieces (BEP 16); off by default. */
    CompletionStage<Void> superSeeding(boolean on);

    /** Its own limits. */
    RateLimits limits();

    /** Limits this torrent. */
    CompletionStage<Void> limit(RateLimits limits);

    /** Tries to connect to a peer. */
    CompletionStage<Void> addPeer(PeerAddress peer);

    /** Adds trackers as one more tier. */
    CompletionStage<Void> addTrackers(List<String> urls);

    /**
     * Takes a tracker out, also one of the torrent's own; it is told that we are gone. Adding the torrent again brings those of its
     * source back.
     *
     * @param url the whole address, or as {@link TrackerStatus#url} shows it
     */
    CompletionStage<Void> removeTracker(String url);

    /**
     * Asks the trackers now, as far as they allow: one that has set a minimum is asked when that has passed. Done when the requests are
     * on their way; a torrent that does not run asks nobody.
     */
    CompletionStage<Void> announce();

    /** Orders the queue: of two torrents the one with the smaller number goes first. See {@link Session#moveInQueue}. */
    long queuePosition();

    /** Where the data is. */
    URI root();

    /** Done once all that is wanted is complete, verified and durable; failed when the torrent is removed before. */
    CompletionStage<Void> completed();
}
