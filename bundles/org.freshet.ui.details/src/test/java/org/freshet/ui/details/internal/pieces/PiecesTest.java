package org.freshet.ui.details.internal.pieces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;

import org.freshet.engine.PieceMap;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static PieceMap map(String pieces, int... availability) {
        BitSet have = new BitSet();
        BitSet partial = new BitSet();
        for (int i = 0; i < pieces.length(); i++) {
            have.set(i, pieces.charAt(i) == '#');
            partial.set(i, pieces.charAt(i) == '/');
        }
        return new PieceMap(pieces.length(), have, partial, availability);
    }

    @Test
    void cellsAreAsLargeAsTheRoomAllows() {
        assertEquals(new CellLayout(60, 60, 10, 20), CellLayout.of(60, 200, 200));
        CellLayout many = CellLayout.of(120_000, 800, 80);
        assertEquals(8, many.pitch());
        assertEquals(1000, many.cells());
        assertEquals(0, CellLayout.of(0, 100, 100).cells());
        assertEquals(1, CellLayout.of(5, 1, 1).cells());
    }

    @Test
    void everyPieceIsInExactlyOneCell() {
        for (int pieces : new int[] {1, 7, 999, 1001, 1 << 23}) {
            CellLayout layout = CellLayout.of(pieces, 333, 77);
            int next = 0;
            for (int cell = 0; cell < layout.cells(); cell++) {
                assertEquals(next, layout.first(cell));
                assertTrue(layout.end(cell) > next);
                next = layout.end(cell);
            }
            assertEquals(pieces, next);
        }
    }

    @Test
    void aPlaceBelongsToTheCellThatIsPaintedThere() {
        CellLayout layout = CellLayout.of(60, 200, 200);
        for (int cell = 0; cell < layout.cells(); cell++) {
            assertEquals(cell, layout.at(layout.x(cell) + 3, layout.y(cell) + 3));
        }
        assertEquals(-1, layout.at(201, 5));
        assertEquals(-1, layout.at(5, 121));
        assertEquals(-1, layout.at(-1, 5));
    }

    @Test
    void aCellShowsWhatItsPiecesAre() {
        PiecesSnapshot one = PiecesSnapshot.of(map("#/....", 1, 1, 0, 2, 3, 10), new CellLayout(6, 6, 6, 8));
        assertArrayEquals(new CellKind[] {CellKind.HAD, CellKind.BEGUN, CellKind.NOBODY, CellKind.FEW, CellKind.SOME,
                CellKind.MANY},
                one.kinds());
        PiecesSnapshot two = PiecesSnapshot.of(map("##.#..", 0, 0, 5, 0, 9, 1), new CellLayout(6, 3, 3, 8));
        assertArrayEquals(new CellKind[] {CellKind.HAD, CellKind.BEGUN, CellKind.FEW}, two.kinds());
        assertArrayEquals(new byte[] {8, 4, 0}, two.levels());
    }

    @Test
    void onlyCellsThatLookDifferentAreChanged() {
        CellLayout layout = new CellLayout(4, 4, 4, 8);
        PiecesSnapshot before = PiecesSnapshot.of(map("#...", 1, 3, 3, 3), layout);
        assertEquals(List.of(2), PiecesSnapshot.of(map("#./.", 1, 4, 3, 5), layout).changed(before));
        assertEquals(4, PiecesSnapshot.of(map("#./.", 1, 4, 3, 5), new CellLayout(4, 4, 2, 8)).changed(before).size());
        assertEquals(4, before.changed(null).size());
    }

    @Test
    void allIsToldInWords() {
        PiecesSnapshot snapshot = PiecesSnapshot.of(map("##/...", 9, 9, 4, 2, 7, 3), new CellLayout(6, 3, 3, 8));
        assertEquals(Texts.of(Messages.pieces_words, 2, 6, 1, 2), snapshot.words());
        assertEquals(Texts.of(Messages.pieces_cell_words_complete, 2, 0, 1), snapshot.words(0));
        assertEquals(Texts.of(Messages.pieces_cell_words, 0, 2, 1, 2, 2, 3), snapshot.words(1));
        assertEquals(Texts.of(Messages.pieces_one_words, 2, Messages.pieces_begun_one, 4),
                PiecesSnapshot.of(snapshot.map(), new CellLayout(6, 6, 6, 8)).words(2));
        assertEquals(Texts.of(Messages.pieces_words_complete, 3),
                PiecesSnapshot.of(map("###", 0, 0, 0), new CellLayout(3, 3, 3, 8)).words());
        assertEquals(Messages.pieces_unknown, PiecesSnapshot.of(PieceMap.unknown(), CellLayout.of(0, 9, 9)).words());
    }
}
