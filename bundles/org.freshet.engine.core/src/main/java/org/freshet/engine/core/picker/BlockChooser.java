package org.freshet.engine.core.picker;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses free blocks for a peer: by priority, then by what is begun and what is rare. Every search is bounded: it looks at a few
 * dozen pieces in the wished order, and if the peer has none of them, goes over the words of two bit sets, which always finds a
 * piece if there is one.
 */
final class BlockChooser {
    /**
     * While fewer pieces are had, pieces are begun at random: a rare one would come slowly, and there is nothing to trade yet.
     */
    static final int RANDOM_FIRST_PIECES = 4;
    private static final int PROBES = 64;

    private final PieceMap map;
    private final RandomGenerator random;
    private final DuplicateChooser duplicates;
    private boolean sequential;
    private int clock;

    BlockChooser(PieceMap map, RandomGenerator random) {
        this.map = map;
        this.random = random;
        this.duplicates = new DuplicateChooser(map, random);
    }

    void setSequential(boolean sequential) {
        this.sequential = sequential;
    }

    /** Appends up to {@code count} blocks. */
    void choose(PeerRecord record, int count, int peers, BlockList out) {
        int before = out.size();
        int limit = before + count;
        map.sort();
        chooseByLevel(record, limit, peers, out);
        if (out.size() == before && record.requests.size() == 0) {
            if (!record.rejected.isEmpty()) {
                record.rejected.clear();
                chooseByLevel(record, limit, peers, out);
            }
            if (out.size() == before) {
                chooseForgettingOwners(record, limit, out);
            }
        }
        if (out.size() < limit && record.requests.size() < DuplicateChooser.ENOUGH) {
            duplicate(record, limit, out);
        }
    }

    /** Appends up to {@code count} free blocks of certain pieces. */
    void chooseFrom(PeerRecord record, int[] pieces, int count, BlockList out) {
        int limit = out.size() + count;
        for (int i = 0; i < pieces.length && out.size() < limit; i++) {
            chooseOf(pieces[i], record, limit, out);
        }
    }

    /** The same, and then blocks of them that are on request from others. */
    void chooseUrgent(PeerRecord record, int[] pieces, int count, BlockList out) {
        int limit = out.size() + count;
        chooseFrom(record, pieces, count, out);
        if (out.size() < limit) {
            duplicates.begin(record);
            for (int piece : pieces) {
                Partial partial = map.partial(piece);
                if (partial != null && map.priority(piece) > 0 && record.peer.has(piece)) {
                    duplicates.consider(partial, record.onParole());
                }
            }
            duplicates.take(Math.min(limit - out.size(), DuplicateChooser.ENOUGH), this, out);
        }
    }

    /** Requests one block. */
    void request(Partial partial, int block, PeerRecord record, BlockList out) {
        partial.request(block, record, clock++);
        record.requests.add(partial.piece, block);
        out.add(partial.piece, block);
    }

    /** How many requests ago a block was requested. */
    int age(Partial partial, int block) {
        return clock - partial.stamp(block);
    }

    private void chooseByLevel(PeerRecord record, int limit, int peers, BlockList out) {
        for (int priority = PieceMap.LEVELS - 1; priority > 0 && out.size() < limit; priority--) {
            Level level = map.occupied(priority);
            if (level != null) {
                chooseOf(level, priority, record, limit, peers, out);
            }
        }
    }

    private void chooseOf(Level level, int priority, PeerRecord record, int limit, int peers, BlockList out) {
        if (sequential) {
            inSequence(level, record, limit, out);
            return;
        }
        Partial current = record.current;
        if (current != null && current.state == PieceState.PARTIAL && current.priority == priority
                && fits(current.piece, record) && joinable(current, record, true)) {
            take(current, record, limit, out);
        }
        for (int i = 0; i < record.suggested.size() && out.size() < limit; i++) {
            if (map.priority(record.suggested.get(i)) == priority) {
                chooseOf(record.suggested.get(i), record, limit, out);
            }
        }
        boolean early = map.had().cardinality() < RANDOM_FIRST_PIECES;
        boolean crowded = map.partialCount() > peers + (peers >> 1);
        boolean wholePieces = record.peer.speed() == PeerSpeed.FAST && !early && !crowded;
        if (wholePieces) {
            open(level, record, false, limit, out);
        }
        partials(level, record, false, limit, out);
        if (crowded) {
            partials(level, record, true, limit, out);
        }
        if (!wholePieces) {
            open(level, record, early, limit, out);
        }
        if (!crowded && record.peer.speed() != PeerSpeed.SLOW) {
            partials(level, record, true, limit, out);
        }
    }

    private void chooseOf(int piece, PeerRecord record, int limit, BlockList out) {
        if (!fits(piece, record)) {
            return;
        }
        PieceState state = map.state(piece);
        if (state == PieceState.OPEN) {
            take(map.begin(piece), record, limit, out);
        } else if (state == PieceState.PARTIAL && joinable(map.partial(piece), record, true)) {
            take(map.partial(piece), record, limit, out);
        }
    }

    private void inSequence(Level level, PeerRecord record, int limit, BlockList out) {
        PieceBits has = record.peer.pieces();
        int open = level.open.nextCommon(has, 0);
        int begun = level.partialBits.nextCommon(has, 0);
        while (out.size() < limit && (open >= 0 || begun >= 0)) {
            int piece = begun < 0 || open >= 0 && open < begun ? open : begun;
            chooseOf(piece, record, limit, out);
            if (piece == open) {
                open = level.open.nextCommon(has, piece + 1);
            } else {
                begun = level.partialBits.nextCommon(has, piece + 1);
            }
        }
    }

    private void partials(Level level, PeerRecord record, boolean takeOver, int limit, BlockList out) {
        List<Partial> list = level.partials;
        int at = 0;
        for (int probes = 0; probes < PROBES && at < list.size() && out.size() < limit; probes++) {
            Partial partial = list.get(at);
            if (fits(partial.piece, record) && joinable(partial, record, takeOver)) {
                // Takes all its blocks, so that another stands here then.
                take(partial, record, limit, out);
            } else {
                at++;
            }
        }
        if (at == list.size() || out.size() >= limit) {
            return;
        }
        PieceBits has = record.peer.pieces();
        int piece = level.partialBits.nextCommon(has, random.nextInt(map.pieces()));
        for (int probes = 0; probes < PROBES && piece >= 0 && out.size() < limit; probes++) {
            Partial partial = map.partial(piece);
            if (fits(piece, record) && joinable(partial, record, takeOver)) {
                take(partial, record, limit, out);
            }
            piece = level.partialBits.nextCommon(has, piece + 1);
        }
    }

    private void open(Level level, PeerRecord record, boolean early, int limit, BlockList out) {
        while (out.size() < limit && !level.open.isEmpty()) {
            int piece = early ? anyOpen(level, record, 1) : rarestOpen(level, record);
            if (piece < 0) {
                return;
            }
            take(map.begin(piece), record, limit, out);
        }
    }

    private int rarestOpen(Level level, PeerRecord record) {
        // A peer that has next to nothing is unlikely to have any of the first few dozen.
        if (record.peer.pieces().cardinality() > map.pieces() / PROBES) {
            RarityOrder order = level.order;
            int probes = 0;
            // What nobody but seeds has, only a seed has.
            int bucket = order.nextBucket(record.countedAsSeed ? 0 : 1);
            for (; bucket >= 0 && probes < PROBES; bucket = order.nextBucket(bucket + 1)) {
                int size = order.size(bucket);
                int start = random.nextInt(size);
                for (int i = 0; i < size && probes < PROBES; i++, probes++) {
                    int at = start + i;
                    int piece = order.piece(bucket, at < size ? at : at - size);
                    if (fits(piece, record)) {
                        return piece;
                    }
                }
            }
            if (bucket < 0 && probes < PROBES) {
                return -1;
            }
        }
        return anyOpen(level, record, PROBES);
    }

    /** The rarest of a few open pieces that the peer has, or -1 if it has none. */
    private int anyOpen(Level level, PeerRecord record, int samples) {
        PieceBits has = record.peer.pieces();
        int start = random.nextInt(map.pieces());
        int best = -1;
        int seen = 0;
        int piece = level.open.nextCommon(has, start);
        boolean wrapped = false;
        while (seen < samples) {
            if (piece < 0 || wrapped && piece >= start) {
                if (wrapped) {
                    return best;
                }
                wrapped = true;
                piece = level.open.nextCommon(has, 0);
                continue;
            }
            if (!record.rejected.contains(piece)) {
                seen++;
                if (best < 0 || map.availability(piece) < map.availability(best)) {
                    best = piece;
                }
            }
            piece = level.open.nextCommon(has, piece + 1);
        }
        return best;
    }

    /**
     * A peer that would be idle may join the piece of a faster one; and when all is begun, that of a suspect too: finishing is
     * worth more than knowing whom to blame. A suspect may join any, for nobody else might have what it has.
     */
    private void chooseForgettingOwners(PeerRecord record, int limit, BlockList out) {
        boolean any = record.onParole() || !map.anyOpen();
        PieceBits has = record.peer.pieces();
        for (int priority = PieceMap.LEVELS - 1; priority > 0; priority--) {
            Level level = map.occupied(priority);
            if (level == null) {
                continue;
            }
            int piece = level.partialBits.nextCommon(has, 0);
            for (; piece >= 0 && out.size() < limit; piece = level.partialBits.nextCommon(has, piece + 1)) {
                if (any || joinable(map.partial(piece), record, true)) {
                    take(map.partial(piece), record, limit, out);
                }
            }
        }
    }

    private void duplicate(PeerRecord record, int limit, BlockList out) {
        boolean endgame = !map.anyFree();
        if (endgame || record.requests.size() == 0) {
            duplicates.begin(record);
            duplicates.considerAll(!endgame || record.onParole());
            int most = endgame ? DuplicateChooser.ENOUGH - record.requests.size() : 1;
            duplicates.take(Math.min(limit - out.size(), most), this, out);
        }
    }

    private void take(Partial partial, PeerRecord record, int limit, BlockList out) {
        int block = partial.free.nextSet(0);
        for (; block >= 0 && out.size() < limit; block = partial.free.nextSet(block + 1)) {
            request(partial, block, record, out);
        }
        record.current = partial;
        map.refile(partial);
    }

    private static boolean fits(int piece, PeerRecord record) {
        return record.peer.has(piece) && !record.rejected.contains(piece);
    }

    private static boolean joinable(Partial partial, PeerRecord record, boolean takeOver) {
        if (partial.isSole(record)) {
            return true;
        }
        if (record.onParole()) {
            return false;
        }
        PeerRecord owner = partial.owner();
        return owner == null || takeOver && !owner.onParole();
    }
}
