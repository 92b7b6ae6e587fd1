package org.freshet.engine.core.picker;

/** What the picker remembers of a peer. */
final class PeerRecord {
    final PickerPeer peer;
    /** What is on request from it. */
    final RequestSet requests = new RequestSet();
    /** Pieces it suggested (BEP 6). */
    final RecentPieces suggested = new RecentPieces();
    /** Pieces of which it rejected a block: asked for again only when there is nothing else. */
    final RecentPieces rejected = new RecentPieces();
    /** The piece that its last blocks were taken from; it goes on there, so that its blocks follow each other. */
    Partial current;
    /** Whether it is counted among the seeds; else each of its pieces is counted alone. */
    boolean countedAsSeed;
    /** How many of its pieces are counted alone. */
    int counted;
    boolean gone;

    PeerRecord(PickerPeer peer) {
        this.peer = peer;
    }

    boolean onParole() {
        return peer.onParole();
    }
}
