package org.freshet.engine.core.torrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.engine.PeerStatus;
import org.freshet.engine.RateLimits;
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.announce.Announcer;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.peer.PeerEvents;
import org.freshet.engine.core.peer.UploadQueue;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.swarm.Swarm;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Metainfo;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.DontHave;
import org.freshet.wire.ExtensionHandshake;
import org.freshet.wire.MetadataMessage;
import org.freshet.wire.PeerIds;
import org.freshet.wire.PeerMessage;
import org.freshet.wire.ProtocolViolation;

import io.netty.buffer.ByteBuf;

/**
 * A torrent that has traffic: its peers, trackers, metadata, and, once its {@link TorrentData} is open, the transfer of pieces both
 * ways. Lives from start to pause. Event loop only.
 */
final class ActiveTorrent implements PeerEvents, Swarm.Events, Announcer.Subject, Transfer.Events {

    /** What the torrent's owner hears and knows. */
    interface Owner {
        /** The info dictionary came from peers, verified. */
        void metadataFetched(byte[] info);

        /** The storage cannot write or read; it is tried again from time to time. */
        void stalled(Fault why);

        /** The last wanted piece is had. */
        void finished();

        /** Pieces changed: what is had should be saved soon. */
        void piecesChanged();

        /** Wanted bytes that are missing. */
        long left();

        /** Something for the torrent's log. */
        void note(String what);
    }

    private static final String CLIENT = "Freshet 0.1";

    private final SessionServices session;
    private final Owner owner;
    private final InfoHash infoHash;
    private final byte[] peerId;
    private final Swarm swarm;
    private final Announcer announcer;
    private final MetadataExchange metadata;
    private final Throttle upThrottle;
    private final Throttle downThrottle;
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private CompletionStage<Void> told = CompletableFuture.completedStage(null);
    private Metainfo metainfo;
    private Transfer transfer;
    private UploadSlots slots;
    private boolean closed;
    private long goneDown;
    private long goneUp;

    ActiveTorrent(SessionServices session, Owner owner, TorrentSource source) {
        this.session = session;
        this.owner = owner;
        this.infoHash = source.infoHashes().primary();
        this.peerId = PeerIds.generate(session.random());
        this.swarm = new Swarm(session, source.infoHashes(), peerId, this, this);
        this.announcer = new Announcer(session, this, source.trackers());
        this.metadata = new MetadataExchange(session, source.infoHashes(), owner::metadataFetched);
        this.upThrottle = new Throttle(session.upLimiter(), source.limits().up());
        this.downThrottle = new Throttle(session.downLimiter(), source.limits().down());
    }

    /** What the torrent was made of. */
    record TorrentSource(InfoHashes infoHashes, List<List<String>> trackers, RateLimits limits) {
    }

    Swarm swarm() {
        return swarm;
    }

    Announcer announcer() {
        return announcer;
    }

    /** The pieces' transfer; null until the data is open. */
    Transfer transfer() {
        return transfer;
    }

    /** Whom we serve; null until the data is open. */
    UploadSlots slots() {
        return slots;
    }

    /** Looks for peers from now on. */
    void start(Collection<PeerAddress> peers) {
        announcer.start();
        swarm.discovered(peers);
    }

    /** The metadata is known: it is served from now on. */
    void metainfo(Metainfo known) {
        metainfo = known;
        metadata.known(known.infoBytes());
    }

    /** The data is open: pieces are traded from now on. */
    void open(TorrentData data) {
        transfer = new Transfer(session, metainfo, swarm, downThrottle, this);
        transfer.begin(data.store(), data.have());
        transfer.priorities(data.selection().piecePriorities());
        data.deliverTo(transfer);
        slots = new UploadSlots(session, metainfo, data.store(), transfer.have(), swarm, upThrottle, transfer::complete, owner::stalled);
        for (PeerConnection p : swarm.snapshot()) {
            PieceBits have = transfer.have();
            for (int piece = have.nextSet(0); piece >= 0; piece = have.nextSet(piece + 1)) {
                p.send(new PeerMessage.Have(piece)); // the time for a bitfield is over
            }
            p.layout(metainfo.layout());
        }
    }

    void limit(RateLimits limits) {
        upThrottle.limit(limits.up());
        downThrottle.limit(limits.down());
        limitsChanged();
    }

    /** What waited for a limit may go on under another, and without one nobody would wake it. */
    void limitsChanged() {
        for (PeerConnection p : swarm.snapshot()) {
            if (transfer != null && p.ready()) {
                transfer.fill(p);
            }
            if (p.uploads() != null) {
                p.uploads().pump();
            }
        }
    }

    // ---- connections

    @Override
    public void connected(PeerConnection peer) {
        sayWhatWeHave(peer);
        if (peer.handshake().supportsExtensions()) {
            peer.send(extensionHandshake(peer).encode());
        }
        if (transfer != null) {
            peer.layout(metainfo.layout());
        }
    }

    private void sayWhatWeHave(PeerConnection peer) {
        boolean fast = peer.handshake().supportsFast();
        PieceBits have = transfer == null || slots.isSuperSeeding() ? null : transfer.have();
        if (have == null || have.isEmpty()) {
            if (fast) {
                peer.send(PeerMessage.HAVE_NONE);
            }
        } else if (fast && have.isAll()) {
            peer.send(PeerMessage.HAVE_ALL);
        } else {
            peer.send(new PeerMessage.Bitfield(have.toWire()));
        }
    }

    private ExtensionHandshake extensionHandshake(PeerConnection peer) {
        Map<String, Integer> names = new LinkedHashMap<>();
        if (metainfo == null || !metainfo.isPrivate()) {
            names.put(MetadataMessage.EXTENSION, PeerConnection.UT_METADATA);
        }
        names.put(DontHave.EXTENSION, PeerConnection.LT_DONTHAVE);
        int metadataSize = metainfo != null && metainfo.isPrivate() ? 0 : metadata.size();
        ExtensionHandshake.Addresses addresses = new ExtensionHandshake.Addresses(
                peer.origin().address().socket().getAddress(), null, null);
        return new ExtensionHandshake(names, CLIENT, session.listenPort(), UploadQueue.MAX_REQUESTS, metadataSize,
                transfer != null && transfer.complete(), addresses);
    }

    @Override
    public void disconnected(PeerConnection peer, String why) {
        goneDown += peer.down().total();
        goneUp += peer.up().total();
        swarm.left(peer);
        metadata.left(peer);
        if (transfer != null && peer.ready()) {
            transfer.left(peer);
        }
        if (closed) {
            if (swarm.isEmpty()) {
                emptied.complete(null);
            }
            return;
        }
        if (slots != null) {
            slots.left(peer);
        }
        swarm.dial();
    }

    // ---- what peers say

    @Override
    public void piecesForgotten(PeerConnection peer) {
        if (transfer != null) {
            transfer.left(peer);
        }
    }

    @Override
    public void piecesKnown(PeerConnection peer) {
        if (transfer == null) {
            return;
        }
        if (peer.isSeed() && transfer.complete() && transfer.have().isAll()) {
            peer.close("it is a seed, and so are we");
            return;
        }
        transfer.joined(peer);
        if (peer.uploads() == null) {
            slots.joined(peer);
        } else {
            slots.piecesKnown(peer);
        }
    }

    @Override
    public void has(PeerConnection peer, int piece) {
        transfer.has(peer, piece);
        slots.has(peer, piece);
        if (peer.isSeed() && transfer.have().isAll()) {
            peer.close("it is a seed now, and so are we");
        }
    }

    @Override
    public void lost(PeerConnection peer, int piece) {
        transfer.lost(peer, piece);
    }

    @Override
    public void choked(PeerConnection peer) {
        if (transfer != null) {
            transfer.choked(peer);
        }
    }

    @Override
    public void unchoked(PeerConnection peer) {
        // It is asked at the end of the batch: a peer that chokes and unchokes without end is not asked as often.
    }

    @Override
    public void interestChanged(PeerConnection peer) {
        if (slots != null && peer.uploads() != null) {
            slots.interestChanged(peer);
        }
    }

    @Override
    public void block(PeerConnection peer, int piece, int offset, ByteBuf data) {
        if (transfer == null) {
            data.release();
            return;
        }
        transfer.block(peer, piece, offset, data);
    }

    @Override
    public void rejected(PeerConnection peer, int piece, int offset) {
        if (transfer != null) {
            transfer.rejected(peer, piece, offset);
        }
    }

    @Override
    public void offered(PeerConnection peer, int piece) {
        if (transfer != null) {
            transfer.offered(peer, piece);
        }
    }

    @Override
    public void requested(PeerConnection peer, int piece, int offset, int length) {
        if (slots != null) {
            slots.requested(peer, piece, offset, length);
        }
    }

    @Override
    public void extensionsKnown(PeerConnection peer) {
        metadata.offer(peer);
    }

    @Override
    public void metadata(PeerConnection peer, ByteBuf payload) throws ProtocolViolation {
        if (metainfo == null || !metainfo.isPrivate()) { // else the extension was not offered (BEP 27)
            metadata.received(peer, payload);
        }
    }

    @Override
    public void batchEnd(PeerConnection peer) {
        if (transfer != null) {
            transfer.batchEnd(peer);
        }
        if (peer.uploads() != null) {
            peer.uploads().pump();
        }
    }

    // ---- what came of pieces

    @Override
    public void had(int piece) {
        owner.piecesChanged();
        if (transfer.complete()) {
            owner.finished();
            for (PeerConnection p : swarm.snapshot()) {
                if (p.isSeed() && transfer.have().isAll()) {
                    p.close("it is a seed, and so are we now");
                } else if (p.handshake().supportsExtensions()) {
                    p.send(extensionHandshake(p).encode()); // upload_only (BEP 21)
                }
            }
        }
    }

    @Override
    public void stalled(Fault why) {
        owner.stalled(why);
    }

    @Override
    public void note(String what) {
        owner.note(what);
    }

    // ---- what trackers are told

    @Override
    public InfoHash infoHash() {
        return infoHash;
    }

    @Override
    public byte[] peerId() {
        return peerId;
    }

    @Override
    public long uploaded() {
        return uploadedNow();
    }

    @Override
    public long downloaded() {
        return downloadedNow();
    }

    @Override
    public long left() {
        return owner.left();
    }

    @Override
    public boolean wantsPeers() {
        return swarm.peers().size() < session.settings().maxConnectionsPerTorrent();
    }

    @Override
    public void discovered(Collection<PeerAddress> peers) {
        if (!closed) {
            swarm.discovered(peers);
        }
    }

    // ---- time

    /** Once a second. */
    void tick() {
        swarm.tick();
        metadata.tick(swarm.snapshot());
        if (transfer != null) {
            transfer.tick();
        }
    }

    /** Every ten seconds. */
    void chokeRound() {
        if (slots != null) {
            slots.round();
        }
    }

    /** A few times a second, while there are limits. */
    void limitsGrant() {
        if (transfer != null) {
            transfer.fillAll(swarm.snapshot());
            slots.pumpAll();
        }
    }

    // ---- figures

    /** Payload received since the start. */
    long downloadedNow() {
        long sum = goneDown;
        for (PeerConnection p : swarm.peers()) {
            sum += p.down().total();
        }
        return sum;
    }

    /** Payload sent since the start. */
    long uploadedNow() {
        long sum = goneUp;
        for (PeerConnection p : swarm.peers()) {
            sum += p.up().total();
        }
        return sum;
    }

    long downRate() {
        long sum = 0;
        for (PeerConnection p : swarm.peers()) {
            sum += p.downloadRate();
        }
        return sum;
    }

    long upRate() {
        long sum = 0;
        for (PeerConnection p : swarm.peers()) {
            sum += p.uploadRate();
        }
        return sum;
    }

    int seeds() {
        int n = 0;
        for (PeerConnection p : swarm.peers()) {
            n += p.isSeed() ? 1 : 0;
        }
        return n;
    }

    List<PeerStatus> peerStatuses() {
        List<PeerStatus> all = new ArrayList<>(swarm.peers().size());
        for (PeerConnection p : swarm.peers()) {
            double progress = p.ready() && p.pieces().size() > 0 ? (double) p.pieces().cardinality() / p.pieces().size() : 0;
            all.add(new PeerStatus(p.origin().address(), p.client(), p.origin().incoming(), p.origin().encrypted(), p.amInterested(),
                    p.peerChoking(), p.interested(), p.amChoking(), p.snubbed(), progress, p.downloadRate(), p.uploadRate(),
                    p.down().total(), p.up().total()));
        }
        return all;
    }

    // ---- end

    /** Done when the connections that it carried are over. */
    CompletionStage<Void> transportGone(StreamTransport transport) {
        return swarm.transportGone(transport);
    }

    /** Ends all traffic; done when the connections are closed. Trackers are told, and {@link #told} says when. */
    CompletionStage<Void> close(String why) {
        if (!closed) {
            closed = true;
            told = announcer.stop();
            swarm.close(why);
            upThrottle.leave();
            downThrottle.leave();
            if (swarm.isEmpty()) {
                emptied.complete(null);
            }
        }
        return emptied;
    }

    /** Done when the trackers were told of the end, or would not listen. */
    CompletionStage<Void> told() {
        return told;
    }
}
