package org.freshet.engine.core.choke;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Which piece a super-seeding seed reveals to whom (BEP 16). The seed claims to have nothing, and tells each peer of one piece at
 * a time, the one revealed and seen least. It reveals another to that peer only when somebody else turns up with the piece, which
 * shows that the peer passed it on. A peer that is alone is served regardless, or nobody would ever get it all.
 *
 * <p>The engine calls {@link #reveal} when a peer has shaken hands, and again for the peer that {@link #seen} names.
 *
 * @param <P> the caller's peers, told apart by identity
 */
public final class SuperSeeding<P> {
    /** Nothing to reveal. */
    public static final int NONE = -1;
    /** Enough to find a rare piece, and few enough for a torrent of any size. */
    private static final int SAMPLES = 4096;

    /** How often each piece was revealed and is known to be somewhere: where it is lowest, the swarm is thinnest. */
    private final int[] spread;
    private final RandomGenerator random;
    /** The piece that each peer is to pass on, or {@link #NONE}. */
    private final Map<P, Integer> revealed = new IdentityHashMap<>();

    /** Tells whether a peer has a piece. */
    @FunctionalInterface
    public interface Pieces {
        boolean has(int piece);
    }

    public SuperSeeding(int pieceCount, RandomGenerator random) {
        this.spread = new int[pieceCount];
        this.random = random;
    }

    /**
     * The next piece to tell a peer of with a have message.
     *
     * @param has what the peer has
     * @return the piece, or {@link #NONE} if it has all or still has to pass on the last one
     */
    public int reveal(P peer, Pieces has) {
        Integer pending = revealed.get(peer);
        if (pending != null && pending != NONE && !(revealed.size() == 1 && has.has(pending))) {
            return NONE;
        }
        int start = spread.length == 0 ? 0 : random.nextInt(spread.length);
        int best = NONE;
        for (int i = 0, found = 0; i < spread.length && found < SAMPLES; i++) {
            int piece = (start + i) % spread.length;
            if (!has.has(piece)) {
                found++;
                if (best == NONE || spread[piece] < spread[best]) {
                    best = piece;
                }
            }
        }
        revealed.put(peer, best);
        if (best != NONE) {
            spread[best]++;
        }
        return best;
    }

    /**
     * A peer has got a piece.
     *
     * @return who is to be shown the next piece: the one that the piece was revealed to and that has passed it on; or the peer
     *         itself, if there is nobody to pass it on to; null if nobody
     */
    public P seen(P peer, int piece) {
        spread[piece]++;
        Integer own = revealed.get(peer);
        if (own != null && own == piece) {
            return revealed.size() == 1 ? peer : null;
        }
        for (Map.Entry<P, Integer> entry : revealed.entrySet()) {
            if (entry.getValue() == piece) {
                entry.setValue(NONE);
                return entry.getKey();
            }
        }
        return null;
    }

    /**
     * A peer is gone, and what was revealed to it counts no more. To serve a peer that finds nobody to pass its piece on to, call
     * this and then {@link #reveal}.
     */
    public void peerLeft(P peer) {
        Integer pending = revealed.remove(peer);
        if (pending != null && pending != NONE && spread[pending] > 0) {
            spread[pending]--;
        }
    }
}
