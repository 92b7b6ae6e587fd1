package org.freshet.engine.core.peer;

import java.util.ArrayDeque;
import java.util.Iterator;

import org.freshet.engine.core.disk.PieceStore;
import org.freshet.metainfo.Layout;
import org.freshet.transport.Fault;
import org.freshet.wire.PeerMessage;
import org.freshet.wire.PieceRegion;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;

/**
 * What one peer has asked for, and its way out: blocks are cut from spans of pieces, read ahead of them; they are written while the
 * channel keeps up and the rate limit grants. Event loop only.
 */
public final class UploadQueue {

    /** Says how many bytes may leave now, and hears what became of them; on the event loop. */
    public interface Allowance {
        /** Takes all of {@code bytes} or nothing. */
        boolean take(int bytes);

        /** Payload was written. */
        void sent(PeerConnection peer, int bytes);

        /** A piece that should be there could not be read. */
        void unreadable(int piece, Fault why);
    }

    /** The longest block that is served; everyone asks for 16 KiB. */
    public static final int MAX_BLOCK = 128 << 10;
    /** Requests kept of one peer; we say so as {@code reqq} (BEP 10). */
    public static final int MAX_REQUESTS = 2000;
    /** Bytes written and not yet taken by the system. */
    private static final int IN_FLIGHT = 1 << 20;
    /** Spans held at once: the one being sent, and read ahead. */
    private static final int SPANS = 3;

    private record Block(int piece, int offset, int length) {
    }

    private final PeerConnection peer;
    private final Channel channel;
    private final Layout layout;
    private final PieceStore store;
    private final Allowance allowance;
    private final boolean regions;
    private final ArrayDeque<Block> waiting = new ArrayDeque<>();
    private final ArrayDeque<UploadSpan> spans = new ArrayDeque<>();
    private int inFlight;
    private boolean closed;

    /** @param regions whether the channel sends from files (sendfile) */
    public UploadQueue(PeerConnection peer, Layout layout, PieceStore store, Allowance allowance, boolean regions) {
        this.peer = peer;
        this.channel = peer.channel();
        this.layout = layout;
        this.store = store;
        this.allowance = allowance;
        this.regions = regions;
    }

    /** Keeps a request; it is served with the next {@link #pump}. A peer that asks beyond all measure is disconnected. */
    public void add(int piece, int offset, int length) {
        if (waiting.size() >= MAX_REQUESTS) {
            if (peer.handshake().supportsFast()) {
                peer.send(new PeerMessage.RejectRequest(piece, offset, length));
            } else if (waiting.size() >= 2 * MAX_REQUESTS) {
                peer.close("it asked for more than " + 2 * MAX_REQUESTS + " blocks at once");
            }
            return;
        }
        waiting.add(new Block(piece, offset, length));
    }

    /** Forgets a request; with BEP 6 the peer is told. */
    public void cancel(int piece, int offset, int length) {
        Block cancelled = new Block(piece, offset, length);
        if (waiting.remove(cancelled) && peer.handshake().supportsFast()) {
            peer.send(new PeerMessage.RejectRequest(piece, offset, length));
        }
    }

    /** We choke the peer: what waits is not served, save what was allowed fast. */
    void choked() {
        boolean fast = peer.handshake().supportsFast();
        for (Iterator<Block> i = waiting.iterator(); i.hasNext();) {
            Block b = i.next();
            if (fast && peer.grantedFast().contains(b.piece())) {
                continue;
            }
            i.remove();
            if (fast) {
                peer.send(new PeerMessage.RejectRequest(b.piece(), b.offset(), b.length()));
            }
        }
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Writes what can be written now. Called when requests came, a span is there, the channel has room, or the limit grants again. */
    public void pump() {
        int batch = 0;
        while (!closed && !waiting.isEmpty() && inFlight + batch < IN_FLIGHT) {
            Block block = waiting.peek();
            UploadSpan span = spanFor(block);
            if (span == null || !span.loaded() || span.fault() == null && !allowance.take(block.length())) {
                break;
            }
            waiting.poll();
            if (span.fault() != null) {
                drop(block, span);
                continue;
            }
            batch += block.length();
            boolean last = inFlight + batch >= IN_FLIGHT || waiting.isEmpty();
            write(block, span, last ? batch : 0);
            if (last) {
                batch = 0;
            }
        }
        if (batch > 0) { // the loop ended on something else: an empty write reports the batch
            account(channel.write(Unpooled.EMPTY_BUFFER), batch);
        }
        if (!closed && !waiting.isEmpty()) {
            readAhead();
        }
    }

    private void write(Block block, UploadSpan span, int batch) {
        ChannelPromise promise = batch > 0 ? channel.newPromise() : channel.voidPromise();
        FileRegion region = span.region(block.offset(), block.length());
        Object message = region != null ? new PieceRegion(block.piece(), block.offset(), block.length(), region)
                : new PeerMessage.Piece(block.piece(), block.offset(), span.slice(block.offset(), block.length()));
        ChannelFuture written = channel.write(message, promise);
        if (batch > 0) {
            account(written, batch);
        }
        allowance.sent(peer, block.length());
        peer.flushSoon();
    }

    private void account(ChannelFuture written, int bytes) {
        inFlight += bytes;
        written.addListener(f -> {
            inFlight -= bytes;
            if (f.isSuccess()) {
                pump();
            } else { // part of a message may have left: the stream is of no use any more
                peer.close("sending failed: " + f.cause().getMessage());
            }
        });
    }

    private void drop(Block block, UploadSpan span) {
        allowance.unreadable(block.piece(), span.fault());
        if (peer.handshake().supportsFast()) {
            peer.send(new PeerMessage.RejectRequest(block.piece(), block.offset(), block.length()));
        }
        spans.remove(span);
        span.release();
    }

    /** The span that holds the block, or null where it is only being asked for. */
    private UploadSpan spanFor(Block block) {
        for (UploadSpan span : spans) {
            if (span.covers(block.piece(), block.offset(), block.length())) {
                return span;
            }
        }
        return load(block) ? spans.peekLast() : null;
    }

    private boolean load(Block block) {
        if (spans.size() >= SPANS) {
            UploadSpan oldest = spans.peekFirst();
            if (!oldest.loaded()) {
                return false;
            }
            spans.pollFirst().release();
        }
        UploadSpan span = UploadSpan.around(layout, store.traits(), block.piece(), block.offset(), block.length(), regions);
        spans.add(span);
        span.load(store, this::pump);
        return true;
    }

    /** Starts to read what the next requests need, while there is a place. */
    private void readAhead() {
        int looked = 0;
        for (Block block : waiting) {
            if (spans.size() >= SPANS || ++looked > 256) {
                return;
            }
            boolean covered = false;
            for (UploadSpan span : spans) {
                covered |= span.covers(block.piece(), block.offset(), block.length());
            }
            if (!covered && !load(block)) {
                return;
            }
        }
    }

    /** Lets go of everything. */
    void close() {
        closed = true;
        waiting.clear();
        spans.forEach(UploadSpan::release);
        spans.clear();
    }
}
