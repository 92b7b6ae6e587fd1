package org.freshet.ui.details.internal.general;

import java.time.Instant;
import java.util.Objects;

import org.freshet.metainfo.Metainfo;

/**
 * What of a torrent's metainfo is shown and never changes.
 *
 * @param pieces how many
 * @param pieceLength bytes of each but the last
 * @param files how many, padding among them
 * @param onlyTrackers whether peers may come from trackers alone (BEP 27)
 * @param comment empty where there is none
 * @param creator the program that made it; empty where it is not told
 * @param created when it was made, or {@code null}
 */
record TorrentFacts(int pieces, int pieceLength, int files, boolean onlyTrackers, String comment, String creator,
        Instant created) {

    static TorrentFacts of(Metainfo metainfo) {
        return new TorrentFacts(metainfo.layout().pieceCount(), metainfo.layout().pieceLength(), metainfo.layout().files().size(),
                metainfo.isPrivate(), Objects.requireNonNullElse(metainfo.comment(), ""),
                Objects.requireNonNullElse(metainfo.createdBy(), ""), metainfo.creationDate());
    }
}
