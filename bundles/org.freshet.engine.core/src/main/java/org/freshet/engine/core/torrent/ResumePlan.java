package org.freshet.engine.core.torrent;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.ResumeData;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.Inventory;

/**
 * What to believe of data that is there, and what to check, when a torrent's storage is opened.
 *
 * <p>After an end in order with unchanged files, what is remembered is believed. After a crash, remembered pieces are believed if their
 * bytes were with the system before it (same boot) or on the disk (flushed), and all other pieces whose bytes are there are checked, so
 * that nothing verified is lost and nothing unverified is believed. Of pieces that were not remembered those that look like holes of
 * sparse files are not read: what was verified is remembered within a second. Anything else is checked.
 *
 * @param believed pieces that are had
 * @param check pieces that must be read and hashed
 * @param maybeHoles those of {@code check} that most likely nobody has written yet
 */
record ResumePlan(PieceBits believed, BitSet check, BitSet maybeHoles) {

    private ResumePlan(PieceBits believed, BitSet check) {
        this(believed, check, new BitSet());
    }

    static ResumePlan of(Layout layout, Inventory inventory, Optional<ResumeData> remembered, ExistingData existing, String boot) {
        int pieces = layout.pieceCount();
        BitSet present = present(layout, inventory);
        if (existing == ExistingData.COMPLETE) {
            return new ResumePlan(PieceBits.of(present, pieces), new BitSet());
        }
        if (existing == ExistingData.RESUME && remembered.isPresent()) {
            ResumeData r = remembered.get();
            if (r.clean() && Arrays.equals(r.token(), inventory.token())) {
                return new ResumePlan(bits(r.have(), pieces), new BitSet());
            }
            if (!r.clean()) {
                BitSet believed = bits(r.boot().equals(boot) ? r.have() : r.flushed(), pieces).toBitSet();
                believed.and(present);
                BitSet check = (BitSet) present.clone();
                check.andNot(believed);
                BitSet maybeHoles = (BitSet) check.clone();
                maybeHoles.andNot(bits(r.have(), pieces).toBitSet());
                return new ResumePlan(PieceBits.of(believed, pieces), check, maybeHoles);
            }
        }
        return new ResumePlan(new PieceBits(pieces), present);
    }

    private static PieceBits bits(byte[] wire, int pieces) {
        return wire.length == (pieces + 7) / 8 ? PieceBits.fromWire(wire, pieces) : new PieceBits(pieces);
    }

    /** Pieces all of whose bytes stand in files. */
    private static BitSet present(Layout layout, Inventory inventory) {
        BitSet present = new BitSet(layout.pieceCount());
        if (inventory.isEmpty()) {
            return present;
        }
        present.set(0, layout.pieceCount());
        long[] lengths = inventory.lengths();
        for (int file = 0; file < lengths.length; file++) {
            TorrentFile f = layout.files().get(file);
            long there = Math.max(0, lengths[file]);
            if (f.length() > there && !f.attributes().contains(TorrentFile.Attribute.PADDING)) {
                int first = (int) ((f.offset() + there) / layout.pieceLength());
                int last = (int) ((f.offset() + f.length() - 1) / layout.pieceLength());
                present.clear(first, last + 1);
            }
        }
        return present;
    }
}
