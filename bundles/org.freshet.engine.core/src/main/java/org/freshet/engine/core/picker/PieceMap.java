package org.freshet.engine.core.picker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.freshet.metainfo.Layout;

/**
 * The state, priority and availability of every piece, and the structures that find pieces by them. Every change of a state goes
 * through here, so that a piece is always filed in exactly one place.
 */
final class PieceMap {
    static final int LEVELS = 8;
    private static final int NORMAL = 4;

    private final Layout layout;
    private final RandomGenerator random;
    private final byte[] priorities;
    /** How many peers that are not counted as seeds have each piece. */
    private final int[] counts;
    /** Where a piece stands: in its rarity bucket while open, in {@code begun} while begun. */
    private final int[] positions;
    private final Level[] levels = new Level[LEVELS];
    private final List<Partial> begun = new ArrayList<>();
    /** A bit for each piece in {@code begun}. */
    private final PieceBits begunBits;
    private final PieceBits busy;
    private final PieceBits had;
    private final PieceBits missing;
    private int seeds;
    private int partialCount;
    /** Whether the rarity orders must be built before they are used: cheaper than following a great change step by step. */
    private boolean stale = true;

    PieceMap(Layout layout, RandomGenerator random) {
        int pieces = layout.pieceCount();
        this.layout = layout;
        this.random = random;
        priorities = new byte[pieces];
        Arrays.fill(priorities, (byte) NORMAL);
        counts = new int[pieces];
        positions = new int[pieces];
        begunBits = new PieceBits(pieces);
        busy = new PieceBits(pieces);
        had = new PieceBits(pieces);
        missing = PieceBits.all(pieces);
        level(NORMAL).open.setAll();
    }

    // ---- what is

    int pieces() {
        return counts.length;
    }

    PieceState state(int piece) {
        if (had.get(piece)) {
            return PieceState.HAVE;
        }
        if (begunBits.get(piece)) {
            return begun.get(positions[piece]).state;
        }
        return priorities[piece] == 0 ? PieceState.SKIPPED : PieceState.OPEN;
    }

    /** The blocks of a piece that is begun, else null. */
    Partial partial(int piece) {
        return begunBits.get(piece) ? begun.get(positions[piece]) : null;
    }

    int priority(int piece) {
        return priorities[piece];
    }

    int availability(int piece) {
        return counts[piece] + seeds;
    }

    PieceBits had() {
        return had;
    }

    /** The wanted pieces that are not had. */
    PieceBits missing() {
        return missing;
    }

    /** The pieces in state BUSY. */
    PieceBits busy() {
        return busy;
    }

    List<Partial> begun() {
        return begun;
    }

    /** How many pieces are in state PARTIAL. */
    int partialCount() {
        return partialCount;
    }

    /** The pieces of a priority that have blocks to be requested, or null if there are none. */
    Level occupied(int priority) {
        Level level = levels[priority];
        return level == null || level.isEmpty() ? null : level;
    }

    /** Whether there is an open piece that some peer has. */
    boolean anyOpen() {
        for (int priority = 1; priority < LEVELS; priority++) {
            Level level = occupied(priority);
            if (level != null && level.open.cardinality() > (seeds == 0 ? level.order.size(0) : 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a free block of a piece that some peer has. */
    boolean anyFree() {
        if (anyOpen()) {
            return true;
        }
        for (int priority = 1; priority < LEVELS; priority++) {
            Level level = occupied(priority);
            if (level != null && level.partials.stream().anyMatch(partial -> availability(partial.piece) > 0)) {
                return true;
            }
        }
        return false;
    }

    // ---- availability

    void addSeed() {
        seeds++;
    }

    void removeSeed() {
        seeds--;
    }

    void addCount(int piece, int change) {
        boolean sorted = !stale && isOpen(piece);
        if (sorted) {
            level(priorities[piece]).order.remove(piece, counts[piece]);
        }
        counts[piece] += change;
        if (sorted) {
            level(priorities[piece]).order.add(piece, counts[piece]);
        }
    }

    void addCounts(PieceBits pieces, int change) {
        if (pieces.cardinality() > 64 && pieces.cardinality() > missing.cardinality() / 4) {
            stale = true;
        }
        for (int piece = pieces.nextSet(0); piece >= 0; piece = pieces.nextSet(piece + 1)) {
            addCount(piece, change);
        }
    }

    /** To be called before the rarity orders are read. */
    void sort() {
        if (stale) {
            stale = false;
            for (Level level : levels) {
                if (level != null) {
                    level.order.rebuild(level.open, counts);
                }
            }
        }
    }

    // ---- transitions

    void setPriority(int piece, int priority) {
        if (priority < 0 || priority >= LEVELS) {
            throw new IllegalArgumentException("A priority is 0 to 7, not " + priority);
        }
        if (priorities[piece] == priority) {
            return;
        }
        boolean open = isOpen(piece);
        if (open) {
            removeOpen(piece);
        }
        priorities[piece] = (byte) priority;
        if (had.get(piece)) {
            return;
        }
        if (priority == 0) {
            missing.clear(piece);
        } else {
            missing.set(piece);
        }
        Partial partial = partial(piece);
        if (partial != null) {
            refile(partial);
        } else if (priority > 0) {
            addOpen(piece);
        }
    }

    /** The blocks of an OPEN or SKIPPED piece, which must be requested or restored and refiled at once. */
    Partial begin(int piece) {
        if (isOpen(piece)) {
            removeOpen(piece);
        }
        Partial partial = new Partial(piece, layout.blockCount(piece));
        positions[piece] = begun.size();
        begun.add(partial);
        begunBits.set(piece);
        enter(partial);
        return partial;
    }

    /** To be called after every change of the blocks. */
    void refile(Partial partial) {
        if (partial.isUntouched()) {
            end(partial);
            if (priorities[partial.piece] > 0) {
                addOpen(partial.piece);
            }
        } else if (stateOf(partial) != partial.state || priorities[partial.piece] != partial.priority) {
            leave(partial);
            enter(partial);
        }
    }

    /** Forgets the blocks of a piece, which is OPEN or SKIPPED then. */
    void reset(Partial partial) {
        end(partial);
        if (priorities[partial.piece] > 0) {
            addOpen(partial.piece);
        }
    }

    void have(int piece) {
        Partial partial = partial(piece);
        if (partial != null) {
            end(partial);
        } else if (isOpen(piece)) {
            removeOpen(piece);
        }
        had.set(piece);
        missing.clear(piece);
    }

    void lost(int piece) {
        if (had.clear(piece) && priorities[piece] > 0) {
            missing.set(piece);
            addOpen(piece);
        }
    }

    private boolean isOpen(int piece) {
        return priorities[piece] > 0 && missing.get(piece) && !begunBits.get(piece);
    }

    private void addOpen(int piece) {
        Level level = level(priorities[piece]);
        level.open.set(piece);
        if (!stale) {
            level.order.add(piece, counts[piece]);
        }
    }

    private void removeOpen(int piece) {
        Level level = level(priorities[piece]);
        level.open.clear(piece);
        if (!stale) {
            level.order.remove(piece, counts[piece]);
        }
    }

    private PieceState stateOf(Partial partial) {
        if (partial.received.isAll()) {
            return PieceState.RECEIVED;
        }
        if (priorities[partial.piece] == 0) {
            return PieceState.PARKED;
        }
        return partial.free.isEmpty() ? PieceState.BUSY : PieceState.PARTIAL;
    }

    private void enter(Partial partial) {
        partial.state = stateOf(partial);
        partial.priority = priorities[partial.piece];
        if (partial.state == PieceState.PARTIAL) {
            level(partial.priority).add(partial);
            partialCount++;
        } else if (partial.state == PieceState.BUSY) {
            busy.set(partial.piece);
        }
    }

    private void leave(Partial partial) {
        if (partial.state == PieceState.PARTIAL) {
            level(partial.priority).remove(partial);
            partialCount--;
        } else if (partial.state == PieceState.BUSY) {
            busy.clear(partial.piece);
        }
        partial.state = null;
    }

    private void end(Partial partial) {
        leave(partial);
        int at = positions[partial.piece];
        Partial last = begun.removeLast();
        if (last != partial) {
            begun.set(at, last);
            positions[last.piece] = at;
        }
        begunBits.clear(partial.piece);
    }

    private Level level(int priority) {
        if (levels[priority] == null) {
            levels[priority] = new Level(counts.length, positions, random);
        }
        return levels[priority];
    }
}
