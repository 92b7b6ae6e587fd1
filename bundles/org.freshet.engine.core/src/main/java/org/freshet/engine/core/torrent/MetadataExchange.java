package org.freshet.engine.core.torrent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.metainfo.InfoHashes;
import org.freshet.wire.MetadataMessage;
import org.freshet.wire.ProtocolViolation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Fetches a magnet's info dictionary from peers and serves it to others (BEP 9). Event loop only. */
final class MetadataExchange {
    /** The longest info dictionary that is fetched. Memory is taken as pieces arrive, not on a peer's word for the length. */
    static final int MAX_SIZE = 32 << 20;
    /** A metadata piece that a peer owes for so long is asked of another, … */
    private static final long RETRY = TimeUnit.SECONDS.toNanos(5);
    /** … and of the same after so long; a peer that refused or gave nothing of use is asked again, too. */
    private static final long FORGIVE = TimeUnit.SECONDS.toNanos(30);
    /** What may wait to be read by a peer before it is served more. */
    private static final long MAX_UNREAD = 1 << 20;
    /** Metadata pieces asked of one peer at a time. */
    private static final int PER_PEER = 4;

    private final SessionServices session;
    private final InfoHashes infoHashes;
    private final Consumer<byte[]> fetched;
    private byte[] info;
    private boolean known;
    /** The length that is being fetched, 0 where none is. */
    private int length;
    /** What has arrived; null where it has not. */
    private byte[][] parts;
    private PeerConnection[] askedOf;
    private long[] askedAt;
    private int missing;
    private long progressAt;
    /** After the pieces of several peers made nonsense, all of it is asked of one at a time, so that a liar gives himself away. */
    private boolean alone;
    private PeerConnection only;
    private final Map<PeerConnection, Long> refusingUntil = new HashMap<>();
    private final Set<PeerConnection> contributors = new HashSet<>();

    /** @param fetched called once with the verified info dictionary */
    MetadataExchange(SessionServices session, InfoHashes infoHashes, Consumer<byte[]> fetched) {
        this.session = session;
        this.infoHashes = infoHashes;
        this.fetched = fetched;
    }

    /** The info dictionary is known: it is served from now on. */
    void known(byte[] infoBytes) {
        info = infoBytes;
        known = true;
        parts = null;
        askedOf = null;
        only = null;
        contributors.clear();
        refusingUntil.clear();
    }

    /** Bytes to announce as {@code metadata_size}, 0 while unknown. */
    int size() {
        return known ? info.length : 0;
    }

    /** A peer's extension handshake came: it is asked, if it can help. */
    void offer(PeerConnection peer) {
        int size = peer.extensions().metadataSize();
        if (known || size <= 0 || size > MAX_SIZE || peer.extensions().id(MetadataMessage.EXTENSION) == 0 || refuses(peer)) {
            return;
        }
        boolean stuck = length > 0 && session.now() - progressAt > RETRY;
        if (length == 0 || stuck && (size != length || alone && only != peer)) { // a length that nobody backs is given up
            begin(size);
            only = peer;
        }
        ask(peer);
    }

    private boolean refuses(PeerConnection peer) {
        Long until = refusingUntil.get(peer);
        return until != null && session.now() - until < 0;
    }

    private void begin(int size) {
        if (only != null && length > 0) {
            refusingUntil.put(only, session.now() + FORGIVE); // it had its time
        }
        length = size;
        int pieces = (size + MetadataMessage.PIECE_LENGTH - 1) / MetadataMessage.PIECE_LENGTH;
        parts = new byte[pieces][];
        askedOf = new PeerConnection[pieces];
        askedAt = new long[pieces];
        missing = pieces;
        progressAt = session.now();
        contributors.clear();
    }

    private void ask(PeerConnection peer) {
        if (peer.extensions().metadataSize() != length || alone && only != peer) {
            return;
        }
        long now = session.now();
        int asked = 0;
        for (int i = 0; i < parts.length; i++) {
            asked += parts[i] == null && askedOf[i] == peer && now - askedAt[i] <= FORGIVE ? 1 : 0;
        }
        for (int i = 0; i < parts.length && asked < PER_PEER; i++) {
            long waited = now - askedAt[i];
            if (parts[i] == null && (askedOf[i] == null || askedOf[i].closed() || waited > (askedOf[i] == peer ? FORGIVE : RETRY))) {
                askedOf[i] = peer;
                askedAt[i] = now;
                peer.sendMetadata(new MetadataMessage.Request(i));
                asked++;
            }
        }
    }

    /** Once a second: what a peer keeps owing is asked of others. */
    void tick(Iterable<PeerConnection> peers) {
        if (!known) {
            for (PeerConnection p : peers) {
                if (p.extensions() != null) {
                    offer(p);
                }
            }
        }
    }

    /** A message of the extension came; {@code payload} stays the caller's. */
    void received(PeerConnection peer, ByteBuf payload) throws ProtocolViolation {
        switch (MetadataMessage.decode(payload)) {
            case MetadataMessage.Request m -> serve(peer, m.piece());
            case MetadataMessage.Reject m -> {
                refusingUntil.put(peer, session.now() + FORGIVE);
                if (askedOf != null && m.piece() < askedOf.length && askedOf[m.piece()] == peer) {
                    askedOf[m.piece()] = null;
                }
            }
            case MetadataMessage.Data m -> {
                try {
                    take(peer, m);
                } finally {
                    m.release();
                }
            }
            case MetadataMessage.Unknown m -> {
                // BEP 9 has us ignore it
            }
        }
    }

    private void serve(PeerConnection peer, int piece) {
        if (peer.unread() > MAX_UNREAD) {
            return; // it asks faster than it reads, and may ask again
        }
        long from = (long) piece * MetadataMessage.PIECE_LENGTH;
        if (!known || from >= info.length) {
            peer.sendMetadata(new MetadataMessage.Reject(piece));
            return;
        }
        int length = (int) Math.min(MetadataMessage.PIECE_LENGTH, info.length - from);
        peer.sendMetadata(new MetadataMessage.Data(piece, info.length, Unpooled.wrappedBuffer(info, (int) from, length)));
    }

    private void take(PeerConnection peer, MetadataMessage.Data m) {
        if (known || parts == null || m.piece() >= parts.length || askedOf[m.piece()] != peer || parts[m.piece()] != null) {
            return;
        }
        int from = m.piece() * MetadataMessage.PIECE_LENGTH;
        int expected = Math.min(MetadataMessage.PIECE_LENGTH, length - from);
        if (m.data().readableBytes() != expected) {
            peer.close("it sent " + m.data().readableBytes() + " bytes of metadata where " + expected + " belong");
            return;
        }
        parts[m.piece()] = ByteBufUtil.getBytes(m.data());
        progressAt = session.now();
        contributors.add(peer);
        if (--missing > 0) {
            ask(peer);
            return;
        }
        byte[] whole = new byte[length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, whole, i * MetadataMessage.PIECE_LENGTH, parts[i].length);
        }
        if (infoHashes.describe(whole)) {
            known(whole);
            fetched.accept(whole);
        } else {
            refuted();
        }
    }

    /** All pieces are there and make nonsense: whoever gave all of it lied; of several, nobody knows who. */
    private void refuted() {
        PeerConnection liar = contributors.size() == 1 ? contributors.iterator().next() : null;
        alone |= liar == null;
        reset();
        if (liar != null) {
            liar.close("its metadata does not match the info-hash");
        }
    }

    private void reset() {
        length = 0;
        parts = null;
        askedOf = null;
        only = null;
        contributors.clear();
    }

    /** The peer is gone. */
    void left(PeerConnection peer) {
        refusingUntil.remove(peer);
        if (only == peer) {
            only = null;
        }
        if (alone && only == null && !known) {
            reset();
        } else if (askedOf != null) {
            Arrays.setAll(askedOf, i -> askedOf[i] == peer ? null : askedOf[i]);
        }
    }
}
