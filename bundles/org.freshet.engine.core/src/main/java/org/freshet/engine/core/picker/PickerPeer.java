package org.freshet.engine.core.picker;

/**
 * What the picker needs to know of a peer. It is asked on every pick, on the torrent's event loop, so answers must be cheap.
 * Peers are told apart by identity, never by {@code equals}.
 */
public interface PickerPeer {
    /**
     * The pieces that the peer has. The picker never changes them. Between {@code peerJoined} and {@code peerLeft} the owner sets
     * a bit only together with {@link PiecePicker#peerHas}.
     */
    PieceBits pieces();

    /** How fast the peer sends to us, compared with the length of a piece. */
    PeerSpeed speed();

    /**
     * Whether the peer is suspected of a bad piece and gets pieces for itself alone, so that the next one convicts or clears it.
     */
    default boolean onParole() {
        return false;
    }

    /** Whether the peer has stopped sending what was requested: others may then take over its blocks first. */
    default boolean snubbed() {
        return false;
    }

    default boolean has(int piece) {
        return pieces().get(piece);
    }

    default boolean isSeed() {
        return pieces().isAll();
    }
}
