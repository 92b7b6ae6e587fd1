package org.freshet.ui.torrents.internal.model;

import java.net.URI;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;

/**
 * All that one row shows of a torrent at one moment. Immutable, made off the UI thread; the same object means that nothing
 * changed.
 *
 * @param torrent whose figures these are
 * @param name its name
 * @param label its label, maybe empty
 * @param root where its data is
 * @param storage the same in words: the scheme and the place
 * @param status what it does
 * @param place where it stands in the queue, from 1; 0 while that is not known
 */
public record TorrentFigures(Torrent torrent, SortText name, SortText label, URI root, SortText storage, TorrentStatus status,
        int place) {

    /** Reads a torrent; answers with {@code before} if nothing changed since. */
    static TorrentFigures of(Torrent torrent, TorrentFigures before, SortText.Alphabet alphabet) {
        TorrentStatus status = torrent.status();
        if (before == null) {
            URI root = torrent.root();
            return new TorrentFigures(torrent, alphabet.of(torrent.name()), alphabet.shared(torrent.label(), null), root,
                    alphabet.shared(Place.describe(root), null), status, 0);
        }
        SortText name = alphabet.of(torrent.name(), before.name);
        SortText label = alphabet.shared(torrent.label(), before.label);
        URI root = torrent.root();
        SortText storage = root.equals(before.root) ? before.storage : alphabet.shared(Place.describe(root), before.storage);
        boolean same = status == before.status && name == before.name && label == before.label && storage == before.storage;
        return same ? before : new TorrentFigures(torrent, name, label, root, storage, status, before.place);
    }

    /** At another place of the queue. */
    TorrentFigures at(int now) {
        return new TorrentFigures(torrent, name, label, root, storage, status, now);
    }

    /** Share of what is wanted that is there, 0…1; none while the metadata is unknown. */
    double share() {
        return status.wanted() > 0 ? Math.min(1.0, (double) status.done() / status.wanted()) : status.complete() ? 1 : 0;
    }

    /** What the ratio is measured against: what was received, or what is there where nothing had to be. */
    long ratioBase() {
        return status.downloaded() > 0 ? status.downloaded() : status.done();
    }

    /** Uploaded against received; 0 where nothing was received. */
    double ratio() {
        return ratioBase() > 0 ? (double) status.uploaded() / ratioBase() : 0;
    }
}
