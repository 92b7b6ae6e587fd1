package org.freshet.ui.details.internal.pieces;

/**
 * Where the cells of the map are: as large as all pieces allow within bounds, and as many as there is room for. A cell stands for
 * one piece, or for several neighbours where there are more pieces than room.
 *
 * @param pieces of the torrent
 * @param cells of the map
 * @param columns cells beside each other
 * @param pitch from one cell to the next, in pixels
 */
record CellLayout(int pieces, int cells, int columns, int pitch) {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 20;

    /** The layout of so many pieces in so much room. */
    static CellLayout of(int pieces, int width, int height) {
        int pitch = LARGEST;
        while (pitch > SMALLEST && room(width, height, pitch) < pieces) {
            pitch--;
        }
        int columns = Math.max(1, width / pitch);
        long room = Math.max(1, room(width, height, pitch));
        return new CellLayout(pieces, (int) Math.min(pieces, room), columns, pitch);
    }

    private static long room(int width, int height, int pitch) {
        return (long) Math.max(1, width / pitch) * Math.max(1, height / pitch);
    }

    /** The first piece of a cell; that of the cell after the last one is the count of pieces. */
    int first(int cell) {
        return (int) ((long) cell * pieces / cells);
    }

    /** The piece after the last one of a cell. */
    int end(int cell) {
        return first(cell + 1);
    }

    int x(int cell) {
        return cell % columns * pitch;
    }

    int y(int cell) {
        return cell / columns * pitch;
    }

    /** The cell at a place, or -1. */
    int at(int x, int y) {
        if (x < 0 || y < 0 || x / pitch >= columns) {
            return -1;
        }
        long cell = (long) (y / pitch) * columns + x / pitch;
        return cell < cells ? (int) cell : -1;
    }
}
