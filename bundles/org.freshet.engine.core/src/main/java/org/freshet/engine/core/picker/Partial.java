package org.freshet.engine.core.picker;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The blocks of a piece that has been begun. Exists only from its first request until the piece is had, failed or given up.
 */
final class Partial {
    /** A block is on request from at most so many peers at once that still answer. */
    static final int MAX_ACTIVE_REQUESTERS = 3;
    /** The same with those that do not. */
    static final int MAX_REQUESTERS = 6;
    private static final PeerRecord[] NOBODY = {};

    final int piece;
    final PieceBits free;
    final PieceBits received;
    /** The place that {@link PieceMap} filed it under. */
    PieceState state;
    int priority;
    int index;

    /** The first that has the block on request, or who sent it; null if it is free. */
    private final PeerRecord[] first;
    /** When the block was last requested, in requests. */
    private final int[] stamps;
    /** Who else has the block on request; made at the first duplicate. The inner arrays are never changed, only replaced. */
    private PeerRecord[][] others;
    /** Who was asked first for a block of this piece; with {@code shared} false the only one ever asked. */
    private PeerRecord sole;
    private boolean shared;

    Partial(int piece, int blocks) {
        this.piece = piece;
        this.free = PieceBits.all(blocks);
        this.received = new PieceBits(blocks);
        this.first = new PeerRecord[blocks];
        this.stamps = new int[blocks];
    }

    int blocks() {
        return first.length;
    }

    boolean isUntouched() {
        return free.isAll();
    }

    /** Whether only one peer was ever asked for this piece, and it was this one. */
    boolean isSole(PeerRecord record) {
        return !shared && sole == record;
    }

    /** The peer that this piece is left to, because it is fast or on parole and still busy, or null. */
    PeerRecord owner() {
        if (shared || sole == null || sole.gone || sole.requests.size() == 0) {
            return null;
        }
        return sole.onParole() || sole.peer.speed() == PeerSpeed.FAST ? sole : null;
    }

    BlockState block(int block) {
        return received.get(block) ? BlockState.RECEIVED : free.get(block) ? BlockState.FREE : BlockState.REQUESTED;
    }

    int stamp(int block) {
        return stamps[block];
    }

    void request(int block, PeerRecord record, int stamp) {
        if (sole == null) {
            sole = record;
        } else if (sole != record) {
            shared = true;
        }
        stamps[block] = stamp;
        if (free.clear(block)) {
            first[block] = record;
            return;
        }
        if (others == null) {
            others = new PeerRecord[blocks()][];
        }
        PeerRecord[] more = others(block);
        more = Arrays.copyOf(more, more.length + 1);
        more[more.length - 1] = record;
        others[block] = more;
    }

    /** Takes a request back; the block is free again if it was the last one. */
    void release(int block, PeerRecord record) {
        PeerRecord[] more = others(block);
        if (received.get(block) || first[block] != record) {
            removeOther(block, record);
        } else if (more.length > 0) {
            first[block] = more[0];
            removeOther(block, more[0]);
        } else {
            first[block] = null;
            free.set(block);
        }
    }

    /** The block has come from a peer that it was on request from. */
    void receive(int block, PeerRecord from) {
        if (first[block] != from) {
            PeerRecord before = first[block];
            first[block] = from;
            PeerRecord[] more = others(block).clone();
            for (int i = 0; i < more.length; i++) {
                if (more[i] == from) {
                    more[i] = before;
                }
            }
            others[block] = more;
        }
        received.set(block);
    }

    /** The block is there already, and nobody here sent it. */
    void restore(int block) {
        shared = true;
        free.clear(block);
        received.set(block);
    }

    /** Whether another peer may be asked for a block that is on request. */
    boolean mayDuplicate(int block) {
        PeerRecord[] more = others(block);
        if (1 + more.length >= MAX_REQUESTERS) {
            return false;
        }
        int active = first[block].peer.snubbed() ? 0 : 1;
        for (PeerRecord each : more) {
            active += each.peer.snubbed() ? 0 : 1;
        }
        return active < MAX_ACTIVE_REQUESTERS;
    }

    /** Whether all that have the block on request have stopped sending. */
    boolean isSnubbed(int block) {
        if (!first[block].peer.snubbed()) {
            return false;
        }
        for (PeerRecord each : others(block)) {
            if (!each.peer.snubbed()) {
                return false;
            }
        }
        return true;
    }

    /** Whether anybody has the block on request and did not send it. */
    boolean requested(int block) {
        return !received.get(block) && first[block] != null || others(block).length > 0;
    }

    /** Names all that have the block on request and did not send it. */
    void forEachRequester(int block, Consumer<PeerRecord> consumer) {
        PeerRecord[] more = others(block);
        if (!received.get(block) && first[block] != null) {
            consumer.accept(first[block]);
        }
        for (PeerRecord each : more) {
            consumer.accept(each);
        }
    }

    /** Who sent the blocks that have arrived. */
    Set<PickerPeer> contributors() {
        Set<PickerPeer> peers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int block = received.nextSet(0); block >= 0; block = received.nextSet(block + 1)) {
            if (first[block] != null) {
                peers.add(first[block].peer);
            }
        }
        return peers;
    }

    private PeerRecord[] others(int block) {
        return others == null || others[block] == null ? NOBODY : others[block];
    }

    private void removeOther(int block, PeerRecord record) {
        PeerRecord[] more = others(block);
        for (int i = 0; i < more.length; i++) {
            if (more[i] == record) {
                PeerRecord[] fewer = Arrays.copyOf(more, more.length - 1);
                System.arraycopy(more, i + 1, fewer, i, fewer.length - i);
                others[block] = fewer;
                return;
            }
        }
    }
}
