package org.freshet.ui.details.internal.pieces;

import java.util.ArrayList;
import java.util.List;

import org.freshet.engine.PieceMap;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/**
 * The pieces of a torrent at one moment, scaled to the cells of a map. Nobody changes its arrays.
 *
 * @param map what the engine says
 * @param layout of the cells
 * @param kinds of each cell
 * @param levels how much of each cell's pieces is had, in eighths
 */
record PiecesSnapshot(PieceMap map, CellLayout layout, CellKind[] kinds, byte[] levels) {
    /** A cell that is full. */
    static final int FULL = 8;

    /** Scales pieces to cells. */
    static PiecesSnapshot of(PieceMap map, CellLayout layout) {
        CellKind[] kinds = new CellKind[layout.cells()];
        byte[] levels = new byte[layout.cells()];
        for (int cell = 0; cell < kinds.length; cell++) {
            Span span = span(map, layout.first(cell), layout.end(cell));
            int count = span.end() - span.first();
            kinds[cell] = span.had() == count ? CellKind.HAD
                    : span.had() + span.begun() > 0 ? CellKind.BEGUN : CellKind.missing(span.rarest());
            levels[cell] = (byte) (span.had() * (long) FULL / count);
        }
        return new PiecesSnapshot(map, layout, kinds, levels);
    }

    /**
     * Some pieces that follow each other.
     *
     * @param first of them
     * @param end the one after the last
     * @param had how many are had
     * @param begun how many are begun
     * @param rarest copies that the rarest missing one has among connected peers; -1 where none is missing
     */
    record Span(int first, int end, int had, int begun, int rarest) {
    }

    private static Span span(PieceMap map, int first, int end) {
        int had = 0;
        int begun = 0;
        int rarest = Integer.MAX_VALUE;
        for (int piece = first; piece < end; piece++) {
            if (map.have().get(piece)) {
                had++;
            } else {
                begun += map.partial().get(piece) ? 1 : 0;
                rarest = Math.min(rarest, map.availability()[piece]);
            }
        }
        return new Span(first, end, had, begun, rarest == Integer.MAX_VALUE ? -1 : rarest);
    }

    /** The cells that look different from what was shown before; all of them where the layout is another. */
    List<Integer> changed(PiecesSnapshot before) {
        List<Integer> cells = new ArrayList<>();
        boolean all = before == null || !before.layout.equals(layout);
        for (int cell = 0; cell < kinds.length; cell++) {
            if (all || before.kinds[cell] != kinds[cell] || before.levels[cell] != levels[cell]) {
                cells.add(cell);
            }
        }
        return cells;
    }

    /** All in words: how many are had and begun, and how rare the rarest is. */
    String words() {
        if (map.count() == 0) {
            return Messages.pieces_unknown;
        }
        return words(span(map, 0, map.count()), Messages.pieces_words, Messages.pieces_words_complete);
    }

    /** A cell in words. */
    String words(int cell) {
        Span span = span(map, layout.first(cell), layout.end(cell));
        if (span.end() - span.first() > 1) {
            return words(span, Messages.pieces_cell_words, Messages.pieces_cell_words_complete);
        }
        String kind = span.had() == 1 ? Messages.pieces_had : span.begun() == 1 ? Messages.pieces_begun_one
                : Messages.pieces_missing;
        return Texts.of(Messages.pieces_one_words, span.first(), kind, map.availability()[span.first()]);
    }

    private static String words(Span span, String some, String all) {
        int count = span.end() - span.first();
        return span.had() == count ? Texts.of(all, count, span.first(), span.end() - 1)
                : Texts.of(some, span.had(), count, span.begun(), span.rarest(), span.first(), span.end() - 1);
    }
}
