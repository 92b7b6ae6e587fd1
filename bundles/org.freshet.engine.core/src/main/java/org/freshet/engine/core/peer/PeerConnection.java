package org.freshet.engine.core.peer;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.freshet.engine.core.choke.ChokePeer;
import org.freshet.engine.core.picker.PeerSpeed;
import org.freshet.engine.core.picker.PickerPeer;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.rate.RateMeter;
import org.freshet.metainfo.Layout;
import org.freshet.transport.PeerAddress;
import org.freshet.wire.DontHave;
import org.freshet.wire.ExtensionHandshake;
import org.freshet.wire.Handshake;
import org.freshet.wire.MetadataMessage;
import org.freshet.wire.PeerIds;
import org.freshet.wire.PeerMessage;
import org.freshet.wire.PeerMessageDecoder;
import org.freshet.wire.ProtocolViolation;
import org.freshet.wire.WireLimits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * A peer after the handshake: the last handler of its channel's pipeline. Keeps the protocol's state, checks what comes against the
 * torrent's layout, and tells {@link PeerEvents}. Messages written in one turn of the loop leave together.
 */
public final class PeerConnection extends ChannelInboundHandlerAdapter implements PickerPeer, ChokePeer {

    /** How the connection came about; fixed for its life. */
    public record Origin(PeerAddress address, boolean incoming, boolean encrypted, Object transport) {
    }

    /** Our ids of the extensions that we offer (BEP 10). */
    public static final int UT_METADATA = 1;
    /** BEP 54. */
    public static final int LT_DONTHAVE = 2;

    private static final int MAX_ALLOWED_FAST = 64;
    /** BEP 3 and 6 have a peer say once what it has; each time costs as much as the torrent has pieces. */
    private static final int MAX_BITFIELDS = 16;
    /** Far more than blocks and answers to a peer that reads ever amount to. */
    private static final long MAX_UNREAD = 8L << 20;
    private static final long NEW_FOR = TimeUnit.SECONDS.toNanos(30);

    private final Channel channel;
    private final Origin origin;
    private final Handshake handshake;
    private final PeerEvents events;
    private final LongSupplier clock;
    private final RequestQueue requests = new RequestQueue();
    private final RateMeter down = new RateMeter();
    private final RateMeter up = new RateMeter();
    private final Set<Integer> allowedFast = new HashSet<>();
    private final Set<Integer> grantedFast = new HashSet<>();
    private UploadQueue uploads;
    private Layout layout;
    private PieceBits pieces;
    private PendingPieces pending = new PendingPieces();
    private ExtensionHandshake extensions;
    private boolean amChoking = true;
    private boolean amInterested;
    private boolean peerChoking = true;
    private boolean peerInterested;
    private int bitfields;
    private boolean onParole;
    private boolean flushScheduled;
    private boolean closed;
    private String closeReason = "the peer closed the connection";
    private long lastReceived;
    private long lastSent;
    private long lastUnchokedRound = -1;
    private final long connectedAt;

    /** @param clock the session's, nanoseconds */
    public PeerConnection(Channel channel, Origin origin, Handshake handshake, PeerEvents events, LongSupplier clock) {
        this.channel = channel;
        this.origin = origin;
        this.handshake = handshake;
        this.events = events;
        this.clock = clock;
        this.connectedAt = clock.getAsLong();
        this.lastReceived = connectedAt;
        this.lastSent = connectedAt;
    }

    // ---- identity and state

    public Origin origin() {
        return origin;
    }

    public Channel channel() {
        return channel;
    }

    public Handshake handshake() {
        return handshake;
    }

    /** The peer's program, as it names itself. */
    public String client() {
        return extensions == null || extensions.client().isEmpty() ? PeerIds.client(handshake.peerId()) : extensions.client();
    }

    /** The peer's extension handshake, or null before it came. */
    public ExtensionHandshake extensions() {
        return extensions;
    }

    public RequestQueue requests() {
        return requests;
    }

    public RateMeter down() {
        return down;
    }

    public RateMeter up() {
        return up;
    }

    /** What the peer asked for; null until the torrent can serve. */
    public UploadQueue uploads() {
        return uploads;
    }

    public boolean amChoking() {
        return amChoking;
    }

    public boolean amInterested() {
        return amInterested;
    }

    public boolean peerChoking() {
        return peerChoking;
    }

    public boolean closed() {
        return closed;
    }

    public long connectedAt() {
        return connectedAt;
    }

    public long lastReceived() {
        return lastReceived;
    }

    public long lastSent() {
        return lastSent;
    }

    /** Pieces it would serve while it chokes us (BEP 6). */
    public Set<Integer> allowedFast() {
        return allowedFast;
    }

    /** Pieces that we serve while we choke it (BEP 6). */
    public Set<Integer> grantedFast() {
        return grantedFast;
    }

    public void paroled(boolean parole) {
        onParole = parole;
    }

    public void unchokedInRound(long round) {
        lastUnchokedRound = round;
    }

    // ---- as the picker sees it

    @Override
    public boolean isSeed() {
        return pieces != null && pieces.isAll();
    }

    /** Whether the metadata is known, so that the peer's pieces have a meaning. */
    public boolean ready() {
        return pieces != null;
    }

    @Override
    public PieceBits pieces() {
        return pieces;
    }

    @Override
    public boolean onParole() {
        return onParole;
    }

    @Override
    public PeerSpeed speed() {
        return layout == null ? PeerSpeed.SLOW : PeerSpeed.of(downloadRate(), layout.pieceLength());
    }

    // ---- as the choker sees it

    @Override
    public long downloadRate() {
        return down.rate(clock.getAsLong());
    }

    @Override
    public long uploadRate() {
        return up.rate(clock.getAsLong());
    }

    @Override
    public boolean newlyConnected() {
        return clock.getAsLong() - connectedAt < NEW_FOR;
    }

    @Override
    public boolean interested() {
        return peerInterested;
    }

    @Override
    public boolean unchoked() {
        return !amChoking;
    }

    @Override
    public boolean snubbed() {
        return requests.snubbed();
    }

    @Override
    public long lastUnchokedRound() {
        return lastUnchokedRound;
    }

    // ---- what we send

    /** Queues a message; it leaves at the end of this turn of the loop. */
    public void send(PeerMessage message) {
        channel.write(message, channel.voidPromise());
        flushSoon();
    }

    /** All that is written leaves at the end of this turn of the loop. */
    public void flushSoon() {
        if (!flushScheduled) {
            flushScheduled = true;
            channel.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        lastSent = clock.getAsLong();
        channel.flush();
        if (unread() > MAX_UNREAD) {
            close("it asks and does not read the answers");
        }
    }

    /** Bytes that were sent and that the peer did not take off yet, as far as they are more than usual; else 0. */
    public long unread() {
        return channel.isWritable() ? 0 : channel.bytesBeforeWritable();
    }

    /** Says that we want something of it, or no longer. */
    public void interest(boolean interested) {
        if (amInterested != interested) {
            amInterested = interested;
            send(interested ? PeerMessage.INTERESTED : PeerMessage.NOT_INTERESTED);
        }
    }

    /** Refuses it from now on; what it asked for is rejected (BEP 6) or forgotten (BEP 3). */
    public void choke() {
        if (!amChoking) {
            amChoking = true;
            send(PeerMessage.CHOKE);
            if (uploads != null) {
                uploads.choked();
            }
        }
    }

    /** Serves it from now on. */
    public void unchoke() {
        if (amChoking) {
            amChoking = false;
            send(PeerMessage.UNCHOKE);
        }
    }

    /** Sends a message of the metadata extension (BEP 9), where the peer speaks it. Owns the message. */
    public void sendMetadata(MetadataMessage message) {
        int id = extensions == null ? 0 : extensions.id(MetadataMessage.EXTENSION);
        if (id == 0) {
            ReferenceCountUtil.release(message);
        } else {
            send(message.encode(id));
        }
    }

    /** Says that we lost a piece (BEP 54), where the peer understands it. */
    public void sendDontHave(int piece) {
        int id = extensions == null ? 0 : extensions.id(DontHave.EXTENSION);
        if (id != 0) {
            send(new DontHave(piece).encode(id));
        }
    }

    /** The torrent can serve from now on. */
    public void serveFrom(UploadQueue queue) {
        uploads = queue;
    }

    /**
     * The metadata is known from now on: what the peer said of its pieces is read. Closes the connection where it does not fit.
     */
    public void layout(Layout known) {
        layout = known;
        PeerMessageDecoder decoder = channel.pipeline().get(PeerMessageDecoder.class);
        if (decoder != null) {
            decoder.limits(WireLimits.DEFAULT.withPieces(known.pieceCount()));
        }
        try {
            PieceBits said = pending.resolve(known.pieceCount());
            pending = null;
            replacePieces(said);
        } catch (IllegalArgumentException e) {
            close("its bitfield does not fit the torrent: " + e.getMessage());
        }
    }

    private void replacePieces(PieceBits known) {
        if (pieces != null) {
            events.piecesForgotten(this);
        }
        pieces = known;
        events.piecesKnown(this);
    }

    /** Ends the connection. */
    public void close(String why) {
        if (!closed) {
            closeReason = why;
            channel.close();
        }
    }

    /** Reads from the socket, or lets the peer wait. */
    public void reading(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    // ---- what comes

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (closed) {
            ReferenceCountUtil.release(msg);
            return;
        }
        if (msg instanceof PeerMessage.Piece m) { // by itself: until it is compiled, the switch costs more than taking in the block
            block(m);
            return;
        }
        try {
            switch (msg) {
                case PeerMessage.Request m -> request(m);
                case PeerMessage.Have m -> have(m.piece());
                case PeerMessage.Cancel m -> {
                    if (uploads != null) {
                        uploads.cancel(m.piece(), m.offset(), m.length());
                    }
                }
                case PeerMessage.Choke m -> peerChokes();
                case PeerMessage.Unchoke m -> peerUnchokes();
                case PeerMessage.Interested m -> peerInterest(true);
                case PeerMessage.NotInterested m -> peerInterest(false);
                case PeerMessage.Bitfield m -> bitfield(m.bits());
                case PeerMessage.HaveAll m -> haveAll();
                case PeerMessage.HaveNone m -> haveNone();
                case PeerMessage.RejectRequest m -> events.rejected(this, m.piece(), m.offset());
                case PeerMessage.AllowedFast m -> offered(m.piece(), true);
                case PeerMessage.SuggestPiece m -> offered(m.piece(), false);
                case PeerMessage.Extended m -> extended(m);
                default -> ReferenceCountUtil.release(msg); // keep-alive, DHT port, BEP 52 hashes, unknown: nothing to do
            }
        } catch (ProtocolViolation e) {
            close(e.getMessage());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        lastReceived = clock.getAsLong();
        if (!closed) {
            events.batchEnd(this);
        }
    }

    private void block(PeerMessage.Piece m) {
        if (layout == null || m.piece() >= layout.pieceCount()) {
            m.release();
            close("it sent a block of a piece that does not exist (" + m.piece() + ")");
            return;
        }
        events.block(this, m.piece(), m.offset(), m.data());
    }

    private void request(PeerMessage.Request m) throws ProtocolViolation {
        if (layout == null) {
            return;
        }
        checkPiece(m.piece());
        if (m.length() <= 0 || m.length() > UploadQueue.MAX_BLOCK
                || (long) m.offset() + m.length() > layout.pieceLength(m.piece())) {
            throw new ProtocolViolation("it asked for " + m.length() + " bytes at " + m.offset() + " of piece " + m.piece()
                    + ", which are not there");
        }
        events.requested(this, m.piece(), m.offset(), m.length());
    }

    private void have(int piece) throws ProtocolViolation {
        if (layout == null) {
            pending.have(piece);
            return;
        }
        checkPiece(piece);
        if (!pieces.get(piece)) {
            pieces.set(piece);
            events.has(this, piece);
        }
    }

    private void checkPiece(int piece) throws ProtocolViolation {
        if (piece >= layout.pieceCount()) {
            throw new ProtocolViolation("it spoke of piece " + piece + " of " + layout.pieceCount());
        }
    }

    private void peerChokes() {
        if (!peerChoking) {
            peerChoking = true;
            events.choked(this);
        }
    }

    private void peerUnchokes() {
        if (peerChoking) {
            peerChoking = false;
            events.unchoked(this);
        }
    }

    private void peerInterest(boolean interested) {
        if (peerInterested != interested) {
            peerInterested = interested;
            events.interestChanged(this);
        }
    }

    private void bitfield(byte[] bits) throws ProtocolViolation {
        countBitfield();
        if (layout == null) {
            pending.bitfield(bits);
            return;
        }
        try {
            replacePieces(PieceBits.fromWire(bits, layout.pieceCount()));
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("its bitfield does not fit the torrent: " + e.getMessage());
        }
    }

    private void countBitfield() throws ProtocolViolation {
        if (++bitfields > MAX_BITFIELDS) {
            throw new ProtocolViolation("it said more than " + MAX_BITFIELDS + " times what it has");
        }
    }

    private void haveAll() throws ProtocolViolation {
        countBitfield();
        if (layout == null) {
            pending.all();
            return;
        }
        replacePieces(PieceBits.all(layout.pieceCount()));
    }

    private void haveNone() throws ProtocolViolation {
        countBitfield();
        if (layout != null) {
            replacePieces(new PieceBits(layout.pieceCount()));
        }
    }

    private void offered(int piece, boolean fast) throws ProtocolViolation {
        if (layout == null) {
            return; // offers are hints; one that comes too early is no loss
        }
        checkPiece(piece);
        if (fast && allowedFast.size() < MAX_ALLOWED_FAST) {
            allowedFast.add(piece);
        }
        events.offered(this, piece);
    }

    private void extended(PeerMessage.Extended m) throws ProtocolViolation {
        try {
            switch (m.id()) {
                case 0 -> {
                    ExtensionHandshake said = ExtensionHandshake.decode(m.payload());
                    extensions = extensions == null ? said : said.mergedInto(extensions);
                    requests.limit(extensions.requestQueue());
                    events.extensionsKnown(this);
                }
                case UT_METADATA -> events.metadata(this, m.payload());
                case LT_DONTHAVE -> dontHave(m.payload());
                default -> {
                    // an extension that we did not offer: BEP 10 has us ignore it
                }
            }
        } finally {
            m.release();
        }
    }

    private void dontHave(ByteBuf payload) throws ProtocolViolation {
        int piece = DontHave.decode(payload).piece();
        if (layout == null) {
            return;
        }
        checkPiece(piece);
        if (pieces.get(piece)) {
            pieces.clear(piece);
            allowedFast.remove(piece);
            events.lost(this, piece);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!closed) {
            closeReason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
        ctx.close();
    }

    /** The channel is gone, or never was. */
    public void ended() {
        if (!closed) {
            closed = true;
            if (uploads != null) {
                uploads.close();
            }
            events.disconnected(this, closeReason);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (uploads != null && channel.isWritable()) {
            uploads.pump();
        }
    }

    @Override
    public String toString() {
        return origin.address() + " (" + client() + ")";
    }
}
