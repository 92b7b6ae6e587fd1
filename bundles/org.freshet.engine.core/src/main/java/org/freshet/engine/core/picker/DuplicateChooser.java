package org.freshet.engine.core.picker;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Chooses blocks that are on request from others already (the endgame of BEP 3): first those of snubbed peers, then those
 * requested longest ago. A peer gets a few at a time, when it has little else to do, so that the fast ones take most of them.
 */
final class DuplicateChooser {
    /** A peer gets no duplicates while it has so many requests. */
    static final int ENOUGH = 8;
    private static final int CANDIDATES = 256;
    private static final int PIECES = 64;
    private static final int INDEX_BITS = 8;
    private static final long SNUBBED = 1L << 62;

    private final PieceMap map;
    private final RandomGenerator random;
    /** Sort keys: the higher the better; the lowest bits are the index of the block in the two arrays below. */
    private final long[] keys = new long[CANDIDATES];
    private final Partial[] partials = new Partial[CANDIDATES];
    private final int[] blocks = new int[CANDIDATES];
    private int count;
    private PeerRecord record;

    DuplicateChooser(PieceMap map, RandomGenerator random) {
        this.map = map;
        this.random = random;
    }

    /** Starts a choice for a peer. */
    void begin(PeerRecord forRecord) {
        record = forRecord;
        count = 0;
    }

    /** Considers wanted pieces that have all their blocks on request. */
    void considerAll(boolean snubbedOnly) {
        if (map.busy().isEmpty()) {
            return;
        }
        PieceBits has = record.peer.pieces();
        int start = random.nextInt(map.pieces());
        int seen = 0;
        int piece = map.busy().nextCommon(has, start);
        for (; piece >= 0 && seen < PIECES; piece = map.busy().nextCommon(has, piece + 1), seen++) {
            consider(map.partial(piece), snubbedOnly);
        }
        piece = map.busy().nextCommon(has, 0);
        for (; piece >= 0 && piece < start && seen < PIECES; piece = map.busy().nextCommon(has, piece + 1), seen++) {
            consider(map.partial(piece), snubbedOnly);
        }
    }

    /** Considers the blocks of a piece that the peer has. */
    void consider(Partial partial, boolean snubbedOnly) {
        for (int block = partial.received.nextClear(0); block >= 0 && count < CANDIDATES;
                block = partial.received.nextClear(block + 1)) {
            if (partial.free.get(block) || record.requests.contains(partial.piece, block) || !partial.mayDuplicate(block)) {
                continue;
            }
            boolean snubbed = partial.isSnubbed(block);
            if (snubbed || !snubbedOnly) {
                keys[count] = snubbed ? SNUBBED : 0;
                partials[count] = partial;
                blocks[count++] = block;
            }
        }
    }

    /** Requests the best of what was considered, and forgets the rest. */
    void take(int most, BlockChooser chooser, BlockList out) {
        for (int i = 0; i < count; i++) {
            keys[i] |= (chooser.age(partials[i], blocks[i]) & 0xffffffffL) << INDEX_BITS | i;
        }
        Arrays.sort(keys, 0, count);
        for (int i = count - 1; i >= 0 && i >= count - most; i--) {
            int index = (int) keys[i] & CANDIDATES - 1;
            chooser.request(partials[index], blocks[index], record, out);
        }
        Arrays.fill(partials, 0, count, null);
        count = 0;
        record = null;
    }
}
