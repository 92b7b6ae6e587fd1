package org.freshet.engine.core.peer;

import org.freshet.wire.ProtocolViolation;

import io.netty.buffer.ByteBuf;

/** What a connection tells its torrent; on the event loop. */
public interface PeerEvents {

    /** The connection is over; nothing follows. */
    void disconnected(PeerConnection peer, String why);

    /** What the peer has is known anew: its bitfield, have-all, have-none. */
    void piecesKnown(PeerConnection peer);

    /** The peer has one more piece. */
    void has(PeerConnection peer, int piece);

    /** The peer has one piece less (BEP 54). */
    void lost(PeerConnection peer, int piece);

    /** What the peer has is about to change as a whole; {@link #piecesKnown} follows. */
    void piecesForgotten(PeerConnection peer);

    /** The peer refuses us from now on. */
    void choked(PeerConnection peer);

    /** The peer serves us from now on. */
    void unchoked(PeerConnection peer);

    /** The peer began or ceased to want something of us. */
    void interestChanged(PeerConnection peer);

    /** A block came; the callee owns {@code data}. */
    void block(PeerConnection peer, int piece, int offset, ByteBuf data);

    /** The peer will not serve a request (BEP 6). */
    void rejected(PeerConnection peer, int piece, int offset);

    /** The peer would serve that piece even while it chokes us (BEP 6), or suggests it. */
    void offered(PeerConnection peer, int piece);

    /** The peer asks for a block, which is known to exist in the layout. */
    void requested(PeerConnection peer, int piece, int offset, int length);

    /** The extension handshake came or changed (BEP 10). */
    void extensionsKnown(PeerConnection peer);

    /** A message of the metadata extension (BEP 9); the callee does not own {@code payload}. */
    void metadata(PeerConnection peer, ByteBuf payload) throws ProtocolViolation;

    /** All that one read of the socket brought has been told. */
    void batchEnd(PeerConnection peer);
}
