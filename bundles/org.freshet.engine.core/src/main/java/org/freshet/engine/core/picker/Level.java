package org.freshet.engine.core.picker;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The pieces of one priority that have a block to be requested. */
final class Level {
    /** Those of which nothing was requested, for lookups by peer. */
    final PieceBits open;
    /** The same by rarity; while {@link PieceMap} calls it stale it holds nothing of use. */
    final RarityOrder order;
    /** Those that are begun, for lookups by peer. */
    final PieceBits partialBits;
    /** The same, the longest begun first, roughly. */
    final List<Partial> partials = new ArrayList<>();

    Level(int pieces, int[] positions, RandomGenerator random) {
        open = new PieceBits(pieces);
        partialBits = new PieceBits(pieces);
        order = new RarityOrder(positions, random);
    }

    boolean isEmpty() {
        return open.isEmpty() && partials.isEmpty();
    }

    void add(Partial partial) {
        partial.index = partials.size();
        partials.add(partial);
        partialBits.set(partial.piece);
    }

    void remove(Partial partial) {
        Partial last = partials.removeLast();
        if (last != partial) {
            partials.set(partial.index, last);
            last.index = partial.index;
        }
        partialBits.clear(partial.piece);
    }
}
