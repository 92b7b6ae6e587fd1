package org.freshet.engine.core.picker;

/** How blocks are dealt to a peer. */
public enum PeerSpeed {
    /** It gets whole pieces for itself. As a rule of thumb: it sends a piece within 30 seconds. */
    FAST,
    /** It shares pieces, and begins new ones when there are none to share. */
    MEDIUM,
    /** The same as {@link #MEDIUM}, but it takes over pieces that fast peers began only when nothing else is left. */
    SLOW;

    /** The class of a peer that sends so many bytes a second. */
    public static PeerSpeed of(long bytesPerSecond, int pieceLength) {
        if (bytesPerSecond * 30 > pieceLength) {
            return FAST;
        }
        return bytesPerSecond * 120 > pieceLength ? MEDIUM : SLOW;
    }
}
