package org.freshet.engine.core.picker;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.freshet.metainfo.Layout;

/**
 * Decides which block is requested from which peer, and keeps account of what is on request and what has arrived.
 *
 * <p>Used by one torrent on its event loop. The life of a block: {@link #pick} marks it as requested; {@link #received} takes it
 * in, and when {@link #allReceived} the hash is compared and the engine says {@link #verified} or {@link #failed}. A request that
 * comes to nothing is given back by {@link #abort}, {@link #rejected}, {@link #abortAll} or {@link #peerLeft}, and the block can
 * be picked again. After {@code received} said NEW, {@link #forEachRequester} names the others that the block is still on request
 * from; the engine sends them a cancel and calls {@code abort}.
 *
 * <p>Numbers of pieces and blocks passed to {@code received}, {@code rejected} and {@code abort} may come from the network and be
 * anything; everywhere else a piece that does not exist is the caller's error.
 */
public final class PiecePicker {
    private final Layout layout;
    private final PieceMap map;
    private final BlockChooser chooser;
    private final Map<PickerPeer, PeerRecord> records = new IdentityHashMap<>();

    /** Is told of each piece that is begun and not had. */
    @FunctionalInterface
    public interface PartialVisitor {
        /** @param received a bit for each block of the piece; valid during the call only, not to be changed */
        void partial(int piece, PieceBits received);
    }

    /** All pieces are wanted with priority 4, none is had. */
    public PiecePicker(Layout layout, RandomGenerator random) {
        this.layout = layout;
        this.map = new PieceMap(layout, random);
        this.chooser = new BlockChooser(map, random);
    }

    // ---- peers

    /**
     * A peer is there; its pieces are counted. May be called again for a peer that had no pieces then, when its bitfield has
     * come.
     *
     * @throws IllegalStateException if pieces of this peer are counted already
     */
    public void peerJoined(PickerPeer peer) {
        if (peer.pieces().size() != map.pieces()) {
            throw new IllegalArgumentException(
                    "The peer's bitfield has " + peer.pieces().size() + " pieces, not " + map.pieces());
        }
        PeerRecord record = records.computeIfAbsent(peer, PeerRecord::new);
        if (record.countedAsSeed || record.counted > 0) {
            throw new IllegalStateException("The pieces of this peer are counted already");
        }
        if (peer.isSeed()) {
            record.countedAsSeed = true;
            map.addSeed();
        } else {
            record.counted = peer.pieces().cardinality();
            map.addCounts(peer.pieces(), 1);
        }
    }

    /** The peer has got a piece that it did not have; its own bits say so too. A peer that has not joined is ignored. */
    public void peerHas(PickerPeer peer, int piece) {
        PeerRecord record = records.get(peer);
        if (record != null && !record.countedAsSeed) {
            record.counted++;
            map.addCount(piece, 1);
        }
    }

    /**
     * The peer has a piece no more (BEP 54); its own bits say so too. What is on request of that piece stays so until it is
     * aborted. A peer that has not joined is ignored.
     */
    public void peerLost(PickerPeer peer, int piece) {
        PeerRecord record = records.get(peer);
        if (record == null) {
            return;
        }
        if (record.countedAsSeed) {
            record.countedAsSeed = false;
            record.counted = peer.pieces().cardinality();
            map.removeSeed();
            map.addCounts(peer.pieces(), 1);
        } else {
            record.counted--;
            map.addCount(piece, -1);
        }
    }

    /** The peer is gone: its pieces are not counted any more, and what was on request from it can be picked again. */
    public void peerLeft(PickerPeer peer) {
        PeerRecord record = records.remove(peer);
        if (record == null) {
            return;
        }
        giveBackAll(record);
        record.gone = true;
        record.current = null;
        if (record.countedAsSeed) {
            map.removeSeed();
        } else {
            map.addCounts(peer.pieces(), -1);
        }
    }

    /** The peer suggests a piece (BEP 6): it is preferred among those of its priority. Only the last 16 are kept. */
    public void suggest(PickerPeer peer, int piece) {
        PeerRecord record = records.get(peer);
        if (record != null && piece >= 0 && piece < map.pieces() && !map.had().get(piece)) {
            record.suggested.add(piece);
        }
    }

    /** How many of the peers that joined have a piece. */
    public int availability(int piece) {
        return map.availability(piece);
    }

    /** Whether the peer has a wanted piece that we lack. */
    public boolean isInteresting(PickerPeer peer) {
        return map.missing().intersects(peer.pieces());
    }

    // ---- pieces

    /** @param priority 0 not wanted, 1 lowest, 4 normal, 7 highest */
    public void setPriority(int piece, int priority) {
        map.setPriority(Objects.checkIndex(piece, map.pieces()), priority);
    }

    public int priority(int piece) {
        return map.priority(piece);
    }

    /** Whether pieces of equal priority are requested in their order instead of the rarest first. */
    public void setSequential(boolean sequential) {
        chooser.setSequential(sequential);
    }

    public PieceState state(int piece) {
        return map.state(Objects.checkIndex(piece, map.pieces()));
    }

    public BlockState block(int piece, int block) {
        Objects.checkIndex(block, layout.blockCount(piece));
        Partial partial = map.partial(piece);
        if (partial != null) {
            return partial.block(block);
        }
        return map.had().get(piece) ? BlockState.RECEIVED : BlockState.FREE;
    }

    /** How many blocks of a piece have arrived. */
    public int receivedBlocks(int piece) {
        Partial partial = map.partial(piece);
        if (partial != null) {
            return partial.received.cardinality();
        }
        return map.had().get(piece) ? layout.blockCount(piece) : 0;
    }

    public boolean has(int piece) {
        return map.had().get(piece);
    }

    public int haveCount() {
        return map.had().cardinality();
    }

    /** How many wanted pieces are not had. */
    public int missingCount() {
        return map.missing().cardinality();
    }

    /** Whether every block that some peer has is on request, so that blocks are requested twice. */
    public boolean inEndgame() {
        map.sort();
        return !map.missing().isEmpty() && !map.anyFree();
    }

    /** The pieces that are begun, for progress and for what is kept over a restart. */
    public void forEachPartial(PartialVisitor visitor) {
        map.begun().forEach(partial -> visitor.partial(partial.piece, partial.received));
    }

    /** A piece is had: found on disk, or {@link #verified}. Blocks of it that are on request are forgotten. */
    public void have(int piece) {
        Partial partial = map.partial(Objects.checkIndex(piece, map.pieces()));
        if (partial != null) {
            forgetRequests(partial);
        }
        map.have(piece);
    }

    /** A piece that was had turned out not to be there. */
    public void lost(int piece) {
        map.lost(piece);
    }

    /** A block of a piece that is not had is there from an earlier session. */
    public void restored(int piece, int block) {
        Objects.checkIndex(block, layout.blockCount(piece));
        if (map.had().get(piece)) {
            return;
        }
        Partial partial = map.partial(piece) == null ? map.begin(piece) : map.partial(piece);
        if (partial.block(block) == BlockState.FREE) {
            partial.restore(block);
            map.refile(partial);
        }
    }

    // ---- requests

    /**
     * Chooses blocks to be requested from a peer and marks them so.
     *
     * @param count the most to choose
     * @param out   they are appended to it; blocks of one piece follow each other
     * @return how many were chosen, 0 if the peer has nothing that is needed or has not joined
     */
    public int pick(PickerPeer peer, int count, BlockList out) {
        PeerRecord record = records.get(peer);
        int before = out.size();
        if (record != null && count > 0) {
            chooser.choose(record, count, records.size(), out);
        }
        return out.size() - before;
    }

    /** The same for free blocks of certain pieces, in that order: the allowed fast set of a peer that chokes us (BEP 6). */
    public int pickFrom(PickerPeer peer, int[] pieces, int count, BlockList out) {
        PeerRecord record = records.get(peer);
        int before = out.size();
        if (record != null && count > 0) {
            chooser.chooseFrom(record, checked(pieces), count, out);
        }
        return out.size() - before;
    }

    /**
     * The same for pieces that are needed at once (streaming): when they have no free block left, up to eight blocks that are on
     * request from others are requested again.
     */
    public int pickUrgent(PickerPeer peer, int[] pieces, int count, BlockList out) {
        PeerRecord record = records.get(peer);
        int before = out.size();
        if (record != null && count > 0) {
            chooser.chooseUrgent(record, checked(pieces), count, out);
        }
        return out.size() - before;
    }

    /** How many blocks are on request from a peer. */
    public int outstanding(PickerPeer peer) {
        PeerRecord record = records.get(peer);
        return record == null ? 0 : record.requests.size();
    }

    public boolean isRequested(PickerPeer peer, int piece, int block) {
        PeerRecord record = records.get(peer);
        return record != null && record.requests.contains(piece, block);
    }

    /** Whether a block is on request from anybody. */
    public boolean requested(int piece, int block) {
        Partial partial = map.partial(piece);
        return partial != null && partial.requested(block);
    }

    /** Names the peers that a block is on request from; those, if it has arrived, that are still going to send it in vain. */
    public void forEachRequester(int piece, int block, Consumer<? super PickerPeer> consumer) {
        Partial partial = map.partial(piece);
        if (partial != null) {
            partial.forEachRequester(block, record -> consumer.accept(record.peer));
        }
    }

    /** A block has come from a peer. */
    public Received received(PickerPeer peer, int piece, int block) {
        if (!exists(piece, block)) {
            return Received.UNREQUESTED;
        }
        if (map.had().get(piece)) {
            return Received.DUPLICATE;
        }
        Partial partial = map.partial(piece);
        PeerRecord record = records.get(peer);
        if (partial == null || record == null) {
            return Received.UNREQUESTED;
        }
        boolean there = partial.received.get(block);
        if (!record.requests.remove(piece, block)) {
            return there ? Received.DUPLICATE : Received.UNREQUESTED;
        }
        if (there) {
            partial.release(block, record);
            return Received.DUPLICATE;
        }
        partial.receive(block, record);
        record.rejected.clear();
        map.refile(partial);
        return Received.NEW;
    }

    /** The peer refuses a request (BEP 6): given back, and other pieces are asked of this peer first. */
    public void rejected(PickerPeer peer, int piece, int block) {
        PeerRecord record = records.get(peer);
        if (record != null && record.requests.contains(piece, block)) {
            record.rejected.add(piece);
            abort(peer, piece, block);
        }
    }

    /** A request is given back: cancelled or timed out. Nothing happens if there is none. */
    public void abort(PickerPeer peer, int piece, int block) {
        PeerRecord record = records.get(peer);
        if (record != null && record.requests.remove(piece, block)) {
            Partial partial = map.partial(piece);
            partial.release(block, record);
            map.refile(partial);
        }
    }

    /** All requests to a peer are given back: it choked us without BEP 6, or timed out. */
    public void abortAll(PickerPeer peer) {
        PeerRecord record = records.get(peer);
        if (record != null) {
            giveBackAll(record);
        }
    }

    // ---- hashes

    /** Whether every block of a piece has arrived, so that its hash can be compared. */
    public boolean allReceived(int piece) {
        return map.state(piece) == PieceState.RECEIVED;
    }

    /** Who sent the blocks of a piece that is not yet had. A new set. */
    public Set<PickerPeer> contributors(int piece) {
        Partial partial = map.partial(piece);
        return partial == null ? Set.of() : partial.contributors();
    }

    /** The hash matches. The same as {@link #have}; ask for the {@link #contributors} before. */
    public void verified(int piece) {
        have(piece);
    }

    /**
     * The hash does not match: all blocks are to be requested again.
     *
     * @return who sent them, see {@link ParoleLedger}; peers that have left since are among them
     */
    public Set<PickerPeer> failed(int piece) {
        Partial partial = map.partial(piece);
        if (partial == null) {
            return Set.of();
        }
        Set<PickerPeer> contributors = partial.contributors();
        forgetRequests(partial);
        map.reset(partial);
        return contributors;
    }

    private void giveBackAll(PeerRecord record) {
        for (long request : record.requests.drain()) {
            Partial partial = map.partial((int) (request >>> 32));
            partial.release((int) request, record);
            map.refile(partial);
        }
    }

    private static void forgetRequests(Partial partial) {
        for (int block = 0; block < partial.blocks(); block++) {
            int each = block;
            partial.forEachRequester(block, record -> record.requests.remove(partial.piece, each));
        }
    }

    private boolean exists(int piece, int block) {
        return piece >= 0 && piece < map.pieces() && block >= 0 && block < layout.blockCount(piece);
    }

    private int[] checked(int[] pieces) {
        for (int piece : pieces) {
            Objects.checkIndex(piece, map.pieces());
        }
        return pieces;
    }
}
