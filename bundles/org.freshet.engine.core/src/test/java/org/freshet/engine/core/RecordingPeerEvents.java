package org.freshet.engine.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.peer.PeerEvents;

import io.netty.buffer.ByteBuf;

/** Hears of peers and keeps who left, and why. */
public class RecordingPeerEvents implements PeerEvents {
    private final List<String> reasons = new ArrayList<>();
    private BiConsumer<PeerConnection, String> left = (peer, why) -> { };

    /** Who is told when a connection is over. */
    public void whenLeft(BiConsumer<PeerConnection, String> listener) {
        left = listener;
    }

    /** Why connections ended. */
    public List<String> reasons() {
        return reasons;
    }

    @Override
    public void disconnected(PeerConnection peer, String why) {
        reasons.add(why);
        left.accept(peer, why);
    }

    @Override
    public void block(PeerConnection peer, int piece, int offset, ByteBuf data) {
        data.release();
    }

    @Override
    public void metadata(PeerConnection peer, ByteBuf payload) throws org.freshet.wire.ProtocolViolation {
        // for whoever overrides it
    }

    @Override
    public void piecesKnown(PeerConnection peer) {
    }

    @Override
    public void has(PeerConnection peer, int piece) {
    }

    @Override
    public void lost(PeerConnection peer, int piece) {
    }

    @Override
    public void piecesForgotten(PeerConnection peer) {
    }

    @Override
    public void choked(PeerConnection peer) {
    }

    @Override
    public void unchoked(PeerConnection peer) {
    }

    @Override
    public void interestChanged(PeerConnection peer) {
    }

    @Override
    public void rejected(PeerConnection peer, int piece, int offset) {
    }

    @Override
    public void offered(PeerConnection peer, int piece) {
    }

    @Override
    public void requested(PeerConnection peer, int piece, int offset, int length) {
    }

    @Override
    public void extensionsKnown(PeerConnection peer) {
    }

    @Override
    public void batchEnd(PeerConnection peer) {
    }
}
