package org.freshet.engine.core.torrent;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.freshet.engine.PieceMap;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.disk.PieceStore;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.picker.BlockList;
import org.freshet.engine.core.picker.ParoleLedger;
import org.freshet.engine.core.picker.PickerPeer;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.picker.PiecePicker;
import org.freshet.engine.core.picker.Received;
import org.freshet.engine.core.swarm.Swarm;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;
import org.freshet.wire.PeerMessage;

import io.netty.buffer.ByteBuf;

/**
 * The way of pieces from peers to the storage: asks peers for blocks, takes them in, hands them to the {@link PieceStore}, and acts on
 * what became of the piece. Event loop only.
 */
final class Transfer implements PieceStore.Events {
    /** Blocks on request in all while the storage has yet to show that it works again. */
    private static final int PROBE_BLOCKS = 4;


    /** Hears what came of it. */
    interface Events {
        /** A piece more is had. */
        void had(int piece);

        /** Something for the torrent's log. */
        void note(String what);

        /** The storage failed; nothing more is asked for until {@link Transfer#resume}. */
        void stalled(Fault why);
    }

    private final SessionServices session;
    private final Layout layout;
    private final Swarm swarm;
    private final Throttle throttle;
    private final Events events;
    private final PiecePicker picker;
    private final ParoleLedger<String> ledger = new ParoleLedger<>();
    private final PieceBits have;
    private final BlockList picks = new BlockList();
    private final List<PeerConnection> duplicates = new ArrayList<>();
    private PieceStore store;
    private boolean stalled;
    /** Whether the storage failed and nothing has been verified since: only little is asked for, since it may be for nothing. */
    private boolean probing;
    /** Whether pieces stay in memory until they are whole. */
    private boolean assembling;
    /** Whether the storage takes pieces only from the first to the last. */
    private boolean inOrder;
    private boolean reading = true;
    private long wasted;

    Transfer(SessionServices session, Metainfo metainfo, Swarm swarm, Throttle throttle, Events events) {
        this.session = session;
        this.layout = metainfo.layout();
        this.swarm = swarm;
        this.throttle = throttle;
        this.events = events;
        this.picker = new PiecePicker(layout, session.random());
        this.have = new PieceBits(layout.pieceCount());
    }

    /** The storage is open; {@code known} pieces are had. */
    void begin(PieceStore open, PieceBits known) {
        store = open;
        store.begin(known.toBitSet());
        assembling = store.traits().writes() != WriteModel.RANDOM;
        inOrder = store.traits().writes() == WriteModel.APPEND_ONLY;
        for (int p = known.nextSet(0); p >= 0; p = known.nextSet(p + 1)) {
            have.set(p);
            picker.have(p);
        }
    }

    PieceStore store() {
        return store;
    }

    /** Pieces that are had; not to be changed. */
    PieceBits have() {
        return have;
    }

    /** All pieces at this moment. */
    PieceMap pieces() {
        int count = layout.pieceCount();
        BitSet partial = new BitSet(count);
        picker.forEachPartial((piece, received) -> partial.set(piece));
        int[] availability = new int[count];
        for (int p = 0; p < count; p++) {
            availability[p] = picker.availability(p);
        }
        return new PieceMap(count, have.toBitSet(), partial, availability);
    }

    /** Bytes received that were of no use. */
    long wasted() {
        return wasted;
    }

    /** Whether all wanted pieces are had. */
    boolean complete() {
        return picker.missingCount() == 0;
    }

    void priorities(byte[] pieces) {
        for (int p = 0; p < pieces.length; p++) {
            int wanted = inOrder ? 1 : pieces[p]; // a gap would keep out all that follows
            if (picker.priority(p) != wanted) {
                picker.setPriority(p, wanted);
            }
        }
    }

    void sequential(boolean wished) {
        picker.setSequential(wished || inOrder);
    }

    // ---- peers

    void joined(PeerConnection peer) {
        picker.peerJoined(peer);
        peer.paroled(ledger.onParole(key(peer)));
        updateInterest(peer);
        fill(peer);
    }

    void left(PeerConnection peer) {
        picker.peerLeft(peer);
    }

    void has(PeerConnection peer, int piece) {
        picker.peerHas(peer, piece);
        if (!peer.amInterested() && !have.get(piece)) {
            updateInterest(peer);
        } else {
            fill(peer);
        }
    }

    /** The peer has a piece no more; what was asked of it there is asked of others. */
    void lost(PeerConnection peer, int piece) {
        picker.peerLost(peer, piece);
        for (int block = 0; block < layout.blockCount(piece); block++) {
            picker.abort(peer, piece, block);
        }
        updateInterest(peer);
        fill(peer);
    }

    void offered(PeerConnection peer, int piece) {
        picker.suggest(peer, piece);
        fill(peer);
    }

    void choked(PeerConnection peer) {
        if (!peer.handshake().supportsFast()) { // BEP 6: with it, each request is rejected by itself
            picker.abortAll(peer);
        }
    }

    void rejected(PeerConnection peer, int piece, int offset) {
        if (peer.peerChoking() && !peer.allowedFast().remove(piece)) {
            picker.abort(peer, piece, offset / Layout.BLOCK); // it followed the choke and says nothing of the piece
        } else {
            picker.rejected(peer, piece, offset / Layout.BLOCK);
        }
    }

    void updateInterest(PeerConnection peer) {
        if (peer.ready()) {
            peer.interest(picker.isInteresting(peer));
        }
    }

    /** Asks a peer for as many blocks as it should owe us. */
    void fill(PeerConnection peer) {
        if (stalled || store == null || !peer.amInterested() || peer.closed() || store.congested() && !assembling) {
            return;
        }
        int outstanding = picker.outstanding(peer);
        int room = peer.requests().room(outstanding);
        if (probing) {
            room = Math.min(room, Math.max(0, PROBE_BLOCKS - swarm.peers().stream().mapToInt(picker::outstanding).sum()));
        }
        if (room == 0 || peer.peerChoking() && peer.allowedFast().isEmpty()) {
            return;
        }
        long now = session.now();
        int granted = throttle.takeBlocks(room, Layout.BLOCK, now);
        picks.clear();
        if (peer.peerChoking()) {
            picker.pickFrom(peer, peer.allowedFast().stream().mapToInt(Integer::intValue).toArray(), granted, picks);
        } else if (store.congested()) {
            picker.pickFrom(peer, begunAndNext(), granted, picks);
        } else {
            picker.pick(peer, granted, picks);
        }
        throttle.refund((long) (granted - picks.size()) * Layout.BLOCK);
        for (int i = 0; i < picks.size(); i++) {
            int piece = picks.piece(i);
            int block = picks.block(i);
            peer.send(new PeerMessage.Request(piece, block * Layout.BLOCK, layout.blockLength(piece, block)));
        }
        if (!picks.isEmpty()) {
            peer.requests().sent(outstanding, now);
        } else if (granted > 0) {
            updateInterest(peer);
        }
    }

    /** The pieces that fill no more memory than they will anyway, and whose end frees some; the first that is missing leads. */
    private int[] begunAndNext() {
        IntStream.Builder pieces = IntStream.builder();
        int next = have.nextClear(0);
        if (next >= 0 && next < layout.pieceCount() && picker.priority(next) > 0) {
            pieces.add(next);
        }
        picker.forEachPartial((piece, received) -> pieces.add(piece));
        return pieces.build().distinct().toArray();
    }

    /** A block came; takes ownership of {@code data}. */
    void block(PeerConnection peer, int piece, int offset, ByteBuf data) {
        int length = data.readableBytes();
        int block = offset / Layout.BLOCK;
        if (store == null || offset % Layout.BLOCK != 0 || block >= layout.blockCount(piece) || length != layout.blockLength(piece, block)) {
            data.release();
            peer.close("it sent " + length + " bytes at " + offset + " of piece " + piece + ", which nobody asked for");
            return;
        }
        long now = session.now();
        Received worth = picker.received(peer, piece, block);
        peer.requests().received(length, now);
        peer.down().add(length, now);
        if (worth != Received.NEW) {
            wasted += length;
            data.release();
            return;
        }
        if (picker.requested(piece, block)) {
            cancelElsewhere(piece, block, offset, length);
        }
        store.write(piece, offset, data);
        if (picker.allReceived(piece)) {
            store.verify(piece);
        }
    }

    /** Endgame: the others need not send it any more. */
    private void cancelElsewhere(int piece, int block, int offset, int length) {
        picker.forEachRequester(piece, block, other -> {
            PeerConnection p = (PeerConnection) other;
            p.send(new PeerMessage.Cancel(piece, offset, length));
            duplicates.add(p);
        });
        for (PeerConnection p : duplicates) {
            picker.abort(p, piece, block);
        }
        duplicates.clear();
    }

    /** All that one read of the socket brought was taken in. */
    void batchEnd(PeerConnection peer) {
        if (store != null) {
            store.submitIfMany();
            if (store.congested() && reading && !assembling) {
                reading = false;
                swarm.peers().forEach(p -> p.reading(false)); // the disk cannot keep up: the peers' windows close
            }
            fill(peer);
        }
    }

    /** Once a second: peers that keep us waiting, interest that has gone, requests that a limit held back. */
    void tick() {
        long now = session.now();
        if (store != null) {
            store.submit();
        }
        for (PeerConnection p : swarm.snapshot()) {
            if (p.requests().beginsToSnub(picker.outstanding(p), now)) {
                picker.abortAll(p);
            }
            updateInterest(p);
            fill(p);
        }
    }

    /** The rate limit grants again. */
    void fillAll(Collection<PeerConnection> peers) {
        if (throttle.limited()) {
            peers.forEach(this::fill);
        }
    }

    // ---- pieces, as the store tells

    @Override
    public void pieceVerified(int piece) {
        if (!ledger.isEmpty()) {
            for (String host : ledger.passed(picker.contributors(piece).stream().map(Transfer::key).toList())) {
                paroled(host, false);
            }
        }
        picker.verified(piece);
        have.set(piece);
        boolean proven = probing; // the storage works again
        probing = false;
        PeerMessage message = new PeerMessage.Have(piece);
        for (PeerConnection p : swarm.peers()) {
            if (p.ready() && !p.has(piece)) {
                p.send(message);
            }
        }
        events.had(piece);
        if (proven) {
            swarm.snapshot().forEach(this::fill);
        }
    }

    @Override
    public void pieceCorrupt(int piece) {
        wasted += layout.pieceLength(piece);
        Set<PickerPeer> contributors = picker.failed(piece);
        events.note("Piece " + piece + " is corrupt and fetched again; its blocks came from "
                + contributors.stream().map(p -> ((PeerConnection) p).origin().address().toString()).sorted().toList());
        Map<String, ParoleLedger.Verdict> verdicts = ledger.failed(contributors.stream().map(Transfer::key).toList());
        for (PeerConnection p : swarm.snapshot()) {
            ParoleLedger.Verdict verdict = contributors.contains(p) ? verdicts.get(key(p)) : null;
            if (verdict == ParoleLedger.Verdict.BAN) {
                swarm.ban(p, "it sent a corrupt piece (" + piece + ")");
                events.note("Peer " + p.origin().address() + " is banned: it sent a corrupt piece (" + piece + ")");
            } else if (verdict == ParoleLedger.Verdict.PAROLE) {
                paroled(key(p), true);
            }
        }
        swarm.snapshot().forEach(this::fill);
    }

    private void paroled(String key, boolean parole) {
        for (PeerConnection p : swarm.peers()) {
            if (key(p).equals(key)) {
                p.paroled(parole);
            }
        }
    }

    /** What a suspect is known by: the same peer from another port is still the same. */
    private static String key(PickerPeer peer) {
        PeerConnection p = (PeerConnection) peer;
        return p.origin().incoming() ? p.origin().address().host() + "/" + HexFormat.of().formatHex(p.handshake().peerId())
                : p.origin().address().toString();
    }

    @Override
    public void pieceLost(int piece, Fault why) {
        picker.failed(piece); // nobody's fault but the storage's
        stalled = true;
        probing = true;
        events.stalled(why);
    }

    @Override
    public void drained() {
        if (!reading) {
            reading = true;
            swarm.peers().forEach(p -> p.reading(true));
        }
        swarm.snapshot().forEach(this::fill);
    }

    /** Whether nothing is asked for, since the storage failed. */
    boolean isStalled() {
        return stalled;
    }

    /** The storage may work again. */
    void resume() {
        stalled = false;
        swarm.snapshot().forEach(this::fill);
    }

    /** A piece that was had is not there any more (BEP 54). */
    void lost(int piece) {
        if (have.clear(piece)) {
            picker.lost(piece);
            swarm.peers().forEach(p -> p.sendDontHave(piece));
        }
    }
}
