package org.freshet.engine.core.picker;

/** A few piece numbers of which the oldest is forgotten when a newer one needs the room. */
final class RecentPieces {
    private static final int ROOM = 16;

    private final int[] pieces = new int[ROOM];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The piece at an index, the oldest at 0. */
    int get(int index) {
        return pieces[index];
    }

    boolean contains(int piece) {
        for (int i = 0; i < size; i++) {
            if (pieces[i] == piece) {
                return true;
            }
        }
        return false;
    }

    void add(int piece) {
        if (contains(piece)) {
            return;
        }
        if (size == ROOM) {
            removeAt(0);
        }
        pieces[size++] = piece;
    }

    void removeAt(int index) {
        System.arraycopy(pieces, index + 1, pieces, index, size - index - 1);
        size--;
    }

    void clear() {
        size = 0;
    }
}
