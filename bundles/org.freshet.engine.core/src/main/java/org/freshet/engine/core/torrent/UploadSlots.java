package org.freshet.engine.core.torrent;

import java.net.Inet4Address;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.choke.ChokeDecision;
import org.freshet.engine.core.choke.ChokeSettings;
import org.freshet.engine.core.choke.Choker;
import org.freshet.engine.core.choke.SuperSeeding;
import org.freshet.engine.core.disk.PieceStore;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.peer.UploadQueue;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.swarm.Swarm;
import org.freshet.metainfo.Metainfo;
import org.freshet.transport.Fault;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.AllowedFastSet;
import org.freshet.wire.PeerMessage;

/** Whom a torrent serves, and that it does so within its limits. Event loop only. */
final class UploadSlots implements UploadQueue.Allowance {

    /** Hears of trouble. */
    interface Events {
        /** Data that should be there could not be read. */
        void unreadable(Fault why);
    }

    /** What a super-seeding torrent showed a peer last, and when. */
    private record Shown(int piece, long round) {
    }

    /** Rounds after which a peer that found nobody for its piece is shown another: a minute. */
    private static final int PATIENCE = 6;

    private final SessionServices session;
    private final Metainfo metainfo;
    private final PieceStore store;
    private final PieceBits have;
    private final Swarm swarm;
    private final Throttle throttle;
    private final BooleanSupplier complete;
    private final Events events;
    private final Choker<PeerConnection> choker;
    private final Map<PeerConnection, Shown> shown = new IdentityHashMap<>();
    private SuperSeeding<PeerConnection> superSeeding;
    private long round;
    private int next;

    /** @param have pieces that are had, kept by the caller */
    UploadSlots(SessionServices session, Metainfo metainfo, PieceStore store, PieceBits have, Swarm swarm, Throttle throttle,
            BooleanSupplier complete, Events events) {
        this.session = session;
        this.metainfo = metainfo;
        this.store = store;
        this.have = have;
        this.swarm = swarm;
        this.throttle = throttle;
        this.complete = complete;
        this.events = events;
        this.choker = new Choker<>(session.random());
    }

    /** A peer is there and can be served. */
    void joined(PeerConnection peer) {
        boolean regions = !peer.origin().encrypted()
                && Boolean.TRUE.equals(peer.channel().attr(StreamTransport.FILE_REGIONS).get());
        peer.serveFrom(new UploadQueue(peer, metainfo.layout(), store, this, regions));
        grantFast(peer);
        if (!peer.handshake().supportsFast() || !peer.pieces().isEmpty()) { // others say first what they have (BEP 6)
            piecesKnown(peer);
        }
        interestChanged(peer);
    }

    /** A peer that joined says what it has. */
    void piecesKnown(PeerConnection peer) {
        if (superSeeding != null) {
            superSeeding.peerLeft(peer); // what it was shown before may be what it has
            PieceBits pieces = peer.pieces();
            for (int piece = pieces.nextSet(0); piece >= 0; piece = pieces.nextSet(piece + 1)) {
                has(peer, piece);
            }
            revealTo(peer);
        }
    }

    /** Lets a peer that has little fetch a few pieces even while it is choked (BEP 6). */
    private void grantFast(PeerConnection peer) {
        if (!peer.handshake().supportsFast() || peer.isSeed() || peer.pieces().cardinality() >= AllowedFastSet.SIZE
                || !(peer.origin().address().socket().getAddress() instanceof Inet4Address v4) || superSeeding != null) {
            return;
        }
        byte[] hash = metainfo.infoHashes().primary().truncated();
        int size = Math.min(AllowedFastSet.SIZE, metainfo.layout().pieceCount());
        for (int piece : AllowedFastSet.of(v4, hash, metainfo.layout().pieceCount(), size)) {
            if (have.get(piece) && !peer.has(piece)) {
                peer.grantedFast().add(piece);
                peer.send(new PeerMessage.AllowedFast(piece));
            }
        }
    }

    /** Seeds so that others spread the pieces (BEP 16), or in the usual way. */
    void superSeeding(boolean on) {
        boolean can = on && have.isAll(); // nobody may be shown what is not there
        if (can && superSeeding == null) {
            superSeeding = new SuperSeeding<>(metainfo.layout().pieceCount(), session.random());
        } else if (!can && superSeeding != null) {
            superSeeding = null;
            shown.clear();
            swarm.peers().forEach(this::showAll);
        }
    }

    private void showAll(PeerConnection peer) {
        for (int piece = have.nextSet(0); peer.ready() && piece >= 0; piece = have.nextSet(piece + 1)) {
            if (!peer.has(piece)) {
                peer.send(new PeerMessage.Have(piece));
            }
        }
    }

    boolean isSuperSeeding() {
        return superSeeding != null;
    }

    private void revealTo(PeerConnection peer) {
        if (superSeeding != null) {
            int piece = superSeeding.reveal(peer, peer::has);
            if (piece != SuperSeeding.NONE) {
                shown.put(peer, new Shown(piece, round));
                peer.send(new PeerMessage.Have(piece));
            }
        }
    }

    /** A peer has got a piece. */
    void has(PeerConnection peer, int piece) {
        if (superSeeding != null) {
            PeerConnection served = superSeeding.seen(peer, piece);
            if (served != null) {
                revealTo(served);
            }
        }
    }

    void left(PeerConnection peer) {
        if (superSeeding != null) {
            superSeeding.peerLeft(peer);
            shown.remove(peer);
        }
        round(false);
    }

    /** A peer began to want something: it is served at once where a place is free. */
    void interestChanged(PeerConnection peer) {
        if (!peer.interested()) {
            return;
        }
        int held = 0;
        for (PeerConnection p : swarm.peers()) {
            held += p.unchoked() && p.interested() ? 1 : 0;
        }
        if (!peer.unchoked() && choker.unchokeNow(peer, held, settings())) {
            peer.unchokedInRound(round);
            peer.unchoke();
        }
    }

    private ChokeSettings settings() {
        return new ChokeSettings(session.settings().uploadSlots(), complete.getAsBoolean());
    }

    /** Every ten seconds: decides anew whom to serve. */
    void round() {
        round(true);
        if (superSeeding != null) {
            swarm.snapshot().stream().filter(p -> p.ready() && isStuck(p)).forEach(p -> {
                superSeeding.peerLeft(p);
                revealTo(p);
            });
        }
    }

    private boolean isStuck(PeerConnection peer) {
        Shown last = shown.get(peer);
        return last == null || peer.has(last.piece()) && round - last.round() >= PATIENCE;
    }

    private void round(boolean advance) {
        if (advance) {
            round++;
        }
        List<PeerConnection> peers = swarm.snapshot();
        peers.removeIf(p -> p.uploads() == null);
        ChokeDecision<PeerConnection> decision = choker.decide(peers, settings(), round);
        Set<PeerConnection> unchoked = new HashSet<>(decision.unchoked());
        for (PeerConnection p : peers) {
            if (unchoked.contains(p)) {
                p.unchokedInRound(round);
                p.unchoke();
            } else {
                p.choke();
            }
        }
    }

    /** A peer asks for a block. */
    void requested(PeerConnection peer, int piece, int offset, int length) {
        boolean granted = !peer.amChoking() || peer.grantedFast().contains(piece);
        if (peer.uploads() == null || !granted || !have.get(piece)) {
            if (peer.handshake().supportsFast()) {
                peer.send(new PeerMessage.RejectRequest(piece, offset, length));
            }
            return;
        }
        peer.uploads().add(piece, offset, length);
    }

    /** The rate limit grants again: peers are served in turn, beginning with another each time. */
    void pumpAll() {
        if (!throttle.limited()) {
            return;
        }
        List<PeerConnection> peers = swarm.snapshot();
        for (int i = 0; i < peers.size(); i++) {
            PeerConnection p = peers.get((next + i) % peers.size());
            if (p.uploads() != null && !p.uploads().isEmpty()) {
                p.uploads().pump();
            }
        }
        next++;
    }

    @Override
    public boolean take(int bytes) {
        return throttle.take(bytes, session.now());
    }

    @Override
    public void sent(PeerConnection peer, int bytes) {
        peer.up().add(bytes, session.now());
    }

    @Override
    public void unreadable(int piece, Fault why) {
        events.unreadable(why);
    }
}
