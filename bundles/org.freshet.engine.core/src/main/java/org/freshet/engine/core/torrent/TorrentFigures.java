package org.freshet.engine.core.torrent;

import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.TorrentRecord.Tally;

/** What a torrent has come to: the sums of earlier runs and those of the one that is under way. Event loop only. */
final class TorrentFigures {
    private final TorrentLife life;
    private Tally before;

    TorrentFigures(TorrentLife life, Tally before) {
        this.life = life;
        this.before = before;
    }

    /** The sums of now. */
    Tally now() {
        return with(life.active());
    }

    /** A run is over: the sums now, from which the next one counts on. */
    Tally concluded(ActiveTorrent run) {
        before = with(run);
        return before;
    }

    /** Its data is closed: what was still on the way to the storage when the run ended counts too. */
    Tally settled(TorrentData closed) {
        if (closed.ready()) {
            before = new Tally(before.total(), before.wanted(), closed.selection().doneBytes(closed.have()), before.downloaded(),
                    before.uploaded(), before.wasted());
        }
        return before;
    }

    /** Other files are wanted than before, and its data is not open to count what is had of them. */
    void wanted(long bytes) {
        before = new Tally(before.total(), bytes, before.done(), before.downloaded(), before.uploaded(), before.wasted());
    }

    /** @param run the one under way, or null; its counters live as long as it */
    private Tally with(ActiveTorrent run) {
        if (life.metainfo() == null) {
            return before;
        }
        TorrentData data = life.data();
        PieceBits have = data == null ? null : data.have();
        long wasted = run == null || run.transfer() == null ? 0 : run.transfer().wasted();
        FileSelection selection = data == null ? null : data.selection();
        boolean known = data != null && (data.ready() || have.cardinality() > 0);
        return new Tally(life.metainfo().layout().totalLength(), selection == null ? before.wanted() : selection.wantedBytes(),
                known ? selection.doneBytes(have) : before.done(), before.downloaded() + (run == null ? 0 : run.downloadedNow()),
                before.uploaded() + (run == null ? 0 : run.uploadedNow()), before.wasted() + wasted);
    }
}
