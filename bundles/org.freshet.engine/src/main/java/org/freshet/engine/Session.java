package org.freshet.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.freshet.metainfo.InfoHash;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All torrents of one profile and what they share: listening ports, limits, queue. Any thread; nothing blocks.
 */
@ProviderType
public interface Session {

    /**
     * Adds a torrent and, unless {@link AddTorrent#paused}, starts it. Adding one that is there already merges trackers and peers into
     * it and answers with it.
     */
    CompletionStage<Torrent> add(AddTorrent request);

    /** All torrents in queue order; a snapshot. */
    List<Torrent> torrents();

    /** The torrent of that info-hash, v1 or v2. */
    Optional<Torrent> torrent(InfoHash infoHash);

    /** Forgets a torrent, and deletes its files too if {@code withData}. Done when both have happened. */
    CompletionStage<Void> remove(Torrent torrent, boolean withData);

    /**
     * Gives a torrent another place in the queue; kept with the profile.
     *
     * @param place where it shall stand in {@link #torrents}, from 0; beyond the end means last
     */
    CompletionStage<Void> moveInQueue(Torrent torrent, int place);

    /** The settings in force. */
    SessionSettings settings();

    /** Puts other settings in force while everything runs; done when listeners are bound (or failed, naming the address). */
    CompletionStage<Void> apply(SessionSettings settings);

    /** Rates, totals, listening addresses; a snapshot. */
    SessionStatus status();

    /**
     * Stops everything in order: trackers are told (for a bounded time), storages flushed, state written. What was verified is known at
     * the next start without a recheck. Idempotent.
     */
    CompletionStage<Void> close();
}
