package org.freshet.engine.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.freshet.engine.SessionSettings;
import org.freshet.engine.core.torrent.CoreTorrent;

/** Which torrents may be active: so many downloads and so many seeds, in the order of the queue. Event loop only. */
final class TorrentQueue {

    /** Gives places to those first in the queue that want one, and takes them from the others. */
    void allot(Collection<CoreTorrent> torrents, SessionSettings settings) {
        List<CoreTorrent> waiting = new ArrayList<>();
        for (CoreTorrent t : torrents) {
            if (t.wantsPlace()) {
                waiting.add(t);
            }
        }
        waiting.sort(Comparator.comparingLong(t -> t.record().position()));
        int downloads = settings.activeDownloads();
        int seeds = settings.activeSeeds();
        List<CoreTorrent> granted = new ArrayList<>();
        for (CoreTorrent t : waiting) {
            boolean seed = t.wantsSeedPlace();
            if (seed ? seeds-- > 0 : downloads-- > 0) {
                granted.add(t);
            } else {
                t.permit(false);
            }
        }
        granted.forEach(t -> t.permit(true)); // after the others have given theirs back
    }
}
