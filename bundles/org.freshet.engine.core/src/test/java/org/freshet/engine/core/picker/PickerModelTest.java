package org.freshet.engine.core.picker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.freshet.metainfo.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on the picker and on a model that is too simple to be wrong; they must agree after each. */
class PickerModelTest {
    private static final int STEPS = 4000;

    private Random random;
    private Layout layout;
    private PiecePicker picker;
    private int pieces;
    private final List<TestPeer> peers = new ArrayList<>();
    private final Set<Integer> had = new HashSet<>();
    private int[] priority;
    /** Blocks that have arrived, and from whom. */
    private TestPeer[][] arrived;
    private boolean sequential;
    private final BlockList out = new BlockList();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithTheModelAfterEveryOperation(long seed) {
        random = new Random(seed);
        int pieceLength = Layout.BLOCK * (1 + random.nextInt(5)) - (random.nextBoolean() ? 5000 : 0);
        pieces = 5 + random.nextInt(70);
        layout = Layout.ofSingleFile("x", pieceLength, (long) pieceLength * pieces - random.nextInt(pieceLength));
        picker = new PiecePicker(layout, random);
        priority = new int[pieces];
        Arrays.fill(priority, 4);
        arrived = new TestPeer[pieces][];
        for (int piece = 0; piece < pieces; piece++) {
            arrived[piece] = new TestPeer[layout.blockCount(piece)];
        }
        for (int step = 0; step < STEPS; step++) {
            operate();
            agree();
        }
        nothingIsLost();
    }

    private void operate() {
        switch (random.nextInt(20)) {
            case 0 -> join();
            case 1 -> leave();
            case 2, 3 -> have();
            case 4 -> prioritise();
            case 5, 6, 7, 8 -> pick();
            case 9, 10, 11, 12, 13 -> receive();
            case 14 -> receiveAnything();
            case 15 -> abort();
            case 16 -> abortAll();
            case 17 -> pickSome();
            case 18 -> change();
            default -> lose();
        }
        for (int piece = 0; piece < pieces; piece++) {
            judge(piece);
        }
    }

    private void join() {
        if (peers.size() >= 12) {
            return;
        }
        PieceBits bits = new PieceBits(pieces);
        int part = random.nextInt(4);
        for (int piece = 0; piece < pieces; piece++) {
            if (part == 3 || random.nextInt(4) < part) {
                bits.set(piece);
            }
        }
        TestPeer peer = new TestPeer("peer" + random.nextInt(1000), bits);
        peer.speed = PeerSpeed.values()[random.nextInt(3)];
        peers.add(peer);
        picker.peerJoined(peer);
    }

    private void leave() {
        if (random.nextInt(3) == 0 && !peers.isEmpty()) {
            TestPeer peer = peers.remove(random.nextInt(peers.size()));
            picker.peerLeft(peer);
            peer.requested.clear();
        }
    }

    private void have() {
        TestPeer peer = anyPeer();
        int piece = random.nextInt(pieces);
        if (peer != null && random.nextInt(8) == 0 && peer.requested.stream().noneMatch(block -> piece(block) == piece)) {
            if (peer.bits.clear(piece)) {
                picker.peerLost(peer, piece);
            }
        } else if (peer != null && peer.bits.set(piece)) {
            picker.peerHas(peer, piece);
        }
    }

    private void prioritise() {
        int piece = random.nextInt(pieces);
        priority[piece] = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
        picker.setPriority(piece, priority[piece]);
    }

    private void change() {
        TestPeer peer = anyPeer();
        if (peer == null) {
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> peer.speed = PeerSpeed.values()[random.nextInt(3)];
            case 1 -> peer.parole = !peer.parole;
            case 2 -> peer.snubbed = !peer.snubbed;
            case 3 -> picker.suggest(peer, random.nextInt(pieces + 10) - 5);
            default -> {
                sequential = !sequential;
                picker.setSequential(sequential);
            }
        }
    }

    private void lose() {
        int piece = random.nextInt(pieces);
        if (had.remove(piece)) {
            picker.lost(piece);
        } else if (random.nextInt(4) == 0) {
            picker.have(piece);
            markHad(piece);
        }
    }

    private void pick() {
        TestPeer peer = anyPeer();
        if (peer == null) {
            return;
        }
        int count = random.nextInt(12);
        Set<Long> free = freeBlocks();
        Set<Long> freeHere = new HashSet<>(free);
        freeHere.removeIf(block -> !peer.has(piece(block)));
        boolean idle = peer.requested.isEmpty();
        Set<Integer> begun = begunPieces();
        out.clear();
        assertEquals(picker.pick(peer, count, out), out.size());
        assertTrue(out.size() <= count);
        Set<Long> left = new HashSet<>(free);
        for (int i = 0; i < out.size(); i++) {
            left.remove(block(out.piece(i), out.block(i)));
        }
        boolean endgame = left.stream().noneMatch(block -> peers.stream().anyMatch(each -> each.has(piece(block))));
        int last = 7;
        for (int i = 0; i < out.size(); i++) {
            int piece = out.piece(i);
            long block = block(piece, out.block(i));
            if (free.contains(block)) {
                assertTrue(priority[piece] <= last, "a higher priority came later");
                last = priority[piece];
            } else {
                assertTrue(endgame || idle && out.size() == 1 && allSnubbed(block), "a block was requested twice without need");
            }
            take(peer, piece, out.block(i));
        }
        if (out.isEmpty() && idle && count > 0) {
            boolean open = free.stream().anyMatch(block -> !begun.contains(piece(block))
                    && peers.stream().anyMatch(each -> each.has(piece(block))));
            freeHere.removeIf(block -> open && leftToASuspect(piece(block)));
            assertTrue(freeHere.isEmpty(), "an idle peer got nothing though it has a free block");
        }
        // Nothing unbegun of a higher priority was passed over.
        if (!out.isEmpty() && freeHere.contains(block(out.piece(0), out.block(0)))) {
            int lowest = last;
            for (long block : freeHere) {
                assertTrue(priority[piece(block)] <= lowest || begun.contains(piece(block)) || peer.requested.contains(block)
                        || wasRejected(peer, piece(block)), "an open piece of a higher priority was passed over");
            }
        }
    }

    /** Whether all that was ever asked for this piece is at one peer on parole. */
    private boolean leftToASuspect(int piece) {
        Set<TestPeer> involved = new HashSet<>();
        for (TestPeer peer : peers) {
            if (peer.requested.stream().anyMatch(block -> piece(block) == piece)) {
                involved.add(peer);
            }
        }
        for (TestPeer from : arrived[piece]) {
            if (from != null) {
                involved.add(from);
            }
        }
        return involved.size() == 1 && involved.iterator().next().parole;
    }

    private void pickSome() {
        TestPeer peer = anyPeer();
        if (peer == null) {
            return;
        }
        int[] some = random.ints(1 + random.nextInt(4), 0, pieces).distinct().toArray();
        boolean urgent = random.nextBoolean();
        Set<Long> free = freeBlocks();
        out.clear();
        int count = urgent ? picker.pickUrgent(peer, some, 5, out) : picker.pickFrom(peer, some, 5, out);
        assertEquals(count, out.size());
        for (int i = 0; i < count; i++) {
            int piece = out.piece(i);
            assertTrue(Arrays.stream(some).anyMatch(each -> each == piece));
            assertTrue(urgent || free.contains(block(piece, out.block(i))));
            take(peer, piece, out.block(i));
        }
    }

    private void take(TestPeer peer, int piece, int block) {
        assertTrue(peer.has(piece), "the peer does not have it");
        assertFalse(had.contains(piece), "it is had");
        assertTrue(priority[piece] > 0, "it is not wanted");
        assertTrue(arrived[piece][block] == null, "it has arrived");
        assertTrue(peer.requested.add(block(piece, block)), "it is on request from this peer already");
    }

    private void receive() {
        TestPeer peer = anyPeer();
        if (peer == null || peer.requested.isEmpty()) {
            return;
        }
        long block = anyOf(peer.requested);
        peer.requested.remove(block);
        boolean there = arrived[piece(block)][index(block)] != null;
        assertEquals(there ? Received.DUPLICATE : Received.NEW, picker.received(peer, piece(block), index(block)));
        rejected.removeIf(each -> !there && each.peer == peer);
        if (!there) {
            arrived[piece(block)][index(block)] = peer;
            if (random.nextBoolean()) {
                picker.forEachRequester(piece(block), index(block), other -> {
                    assertTrue(((TestPeer) other).requested.remove(block));
                    picker.abort(other, piece(block), index(block));
                });
                assertTrue(peers.stream().noneMatch(each -> each.requested.contains(block)));
            }
        }
    }

    private void receiveAnything() {
        TestPeer peer = anyPeer();
        int piece = random.nextInt(pieces + 2) - 1;
        int block = random.nextInt(8) - 1;
        if (peer == null || peer.requested.contains(block(piece, block))) {
            return;
        }
        Received received = picker.received(peer, piece, block);
        boolean exists = piece >= 0 && piece < pieces && block >= 0 && block < arrived[piece].length;
        boolean there = exists && (had.contains(piece) || arrived[piece][block] != null);
        assertEquals(there ? Received.DUPLICATE : Received.UNREQUESTED, received);
        picker.abort(peer, piece, block);
        picker.rejected(peer, piece, block);
    }

    private void abort() {
        TestPeer peer = anyPeer();
        if (peer != null && !peer.requested.isEmpty()) {
            long block = anyOf(peer.requested);
            peer.requested.remove(block);
            if (random.nextBoolean()) {
                picker.abort(peer, piece(block), index(block));
            } else {
                picker.rejected(peer, piece(block), index(block));
                rejected.add(new Rejection(peer, piece(block)));
            }
        }
    }

    private record Rejection(TestPeer peer, int piece) {
    }

    private final Set<Rejection> rejected = new HashSet<>();

    private boolean wasRejected(TestPeer peer, int piece) {
        return rejected.contains(new Rejection(peer, piece));
    }

    private void abortAll() {
        TestPeer peer = anyPeer();
        if (peer != null && random.nextInt(3) == 0) {
            picker.abortAll(peer);
            peer.requested.clear();
        }
    }

    /** Compares the hash as soon as all is there, as the engine does; it fails now and then. */
    private void judge(int piece) {
        boolean complete = !had.contains(piece);
        for (TestPeer from : arrived[piece]) {
            complete &= from != null;
        }
        assertEquals(complete, picker.allReceived(piece));
        if (!complete) {
            return;
        }
        Set<PickerPeer> contributors = Collections.newSetFromMap(new IdentityHashMap<>());
        contributors.addAll(List.of(arrived[piece]));
        assertEquals(contributors, picker.contributors(piece));
        if (random.nextInt(4) == 0) {
            assertEquals(contributors, picker.failed(piece));
            forget(piece);
        } else {
            picker.verified(piece);
            markHad(piece);
        }
    }

    private void markHad(int piece) {
        had.add(piece);
        forget(piece);
    }

    private void forget(int piece) {
        Arrays.fill(arrived[piece], null);
        for (TestPeer peer : peers) {
            peer.requested.removeIf(block -> piece(block) == piece);
        }
    }

    private void agree() {
        int missing = 0;
        for (int piece = 0; piece < pieces; piece++) {
            int naive = 0;
            for (TestPeer peer : peers) {
                naive += peer.has(piece) ? 1 : 0;
            }
            assertEquals(naive, picker.availability(piece));
            assertEquals(expectedState(piece), picker.state(piece), "piece " + piece);
            missing += priority[piece] > 0 && !had.contains(piece) ? 1 : 0;
        }
        assertEquals(missing, picker.missingCount());
        assertEquals(had.size(), picker.haveCount());
        for (TestPeer peer : peers) {
            assertEquals(peer.requested.size(), picker.outstanding(peer));
            boolean interesting = false;
            for (int piece = 0; piece < pieces; piece++) {
                interesting |= peer.has(piece) && priority[piece] > 0 && !had.contains(piece);
            }
            assertEquals(interesting, picker.isInteresting(peer));
        }
    }

    private PieceState expectedState(int piece) {
        if (had.contains(piece)) {
            return PieceState.HAVE;
        }
        int free = 0;
        int there = 0;
        for (int block = 0; block < arrived[piece].length; block++) {
            there += arrived[piece][block] != null ? 1 : 0;
            free += isFree(block(piece, block)) ? 1 : 0;
            assertEquals(arrived[piece][block] != null ? BlockState.RECEIVED
                    : isFree(block(piece, block)) ? BlockState.FREE : BlockState.REQUESTED, picker.block(piece, block));
        }
        for (int block = 0; block < arrived[piece].length; block++) {
            long asked = block(piece, block);
            List<PickerPeer> requesters = new ArrayList<>();
            picker.forEachRequester(piece, block, requesters::add);
            List<TestPeer> expected = peers.stream().filter(peer -> peer.requested.contains(asked)).toList();
            assertEquals(expected.size(), requesters.size());
            assertTrue(requesters.containsAll(expected));
        }
        int blocks = arrived[piece].length;
        if (there == blocks) {
            return PieceState.RECEIVED;
        }
        if (free == blocks) {
            return priority[piece] == 0 ? PieceState.SKIPPED : PieceState.OPEN;
        }
        return priority[piece] == 0 ? PieceState.PARKED : free == 0 ? PieceState.BUSY : PieceState.PARTIAL;
    }

    /** When all requests are given back, a seed can get every block that is still missing. */
    private void nothingIsLost() {
        peers.forEach(picker::peerLeft);
        peers.forEach(peer -> peer.requested.clear());
        peers.clear();
        agree();
        TestPeer seed = TestPeer.seed(pieces);
        peers.add(seed);
        picker.peerJoined(seed);
        Set<Long> free = freeBlocks();
        out.clear();
        picker.pick(seed, Integer.MAX_VALUE / 2, out);
        for (int i = 0; i < out.size(); i++) {
            take(seed, out.piece(i), out.block(i));
        }
        assertEquals(free, seed.requested);
    }

    private Set<Long> freeBlocks() {
        Set<Long> free = new HashSet<>();
        for (int piece = 0; piece < pieces; piece++) {
            for (int block = 0; block < arrived[piece].length; block++) {
                if (priority[piece] > 0 && !had.contains(piece) && isFree(block(piece, block))) {
                    free.add(block(piece, block));
                }
            }
        }
        return free;
    }

    private Set<Integer> begunPieces() {
        Set<Integer> begun = new HashSet<>();
        for (int piece = 0; piece < pieces; piece++) {
            for (int block = 0; block < arrived[piece].length; block++) {
                if (!isFree(block(piece, block))) {
                    begun.add(piece);
                }
            }
        }
        return begun;
    }

    private boolean isFree(long block) {
        return arrived[piece(block)][index(block)] == null && peers.stream().noneMatch(peer -> peer.requested.contains(block));
    }

    private boolean allSnubbed(long block) {
        return peers.stream().filter(peer -> peer.requested.contains(block)).allMatch(peer -> peer.snubbed);
    }

    private TestPeer anyPeer() {
        return peers.isEmpty() ? null : peers.get(random.nextInt(peers.size()));
    }

    private long anyOf(Set<Long> blocks) {
        List<Long> sorted = new ArrayList<>(blocks);
        Collections.sort(sorted);
        return sorted.get(random.nextInt(sorted.size()));
    }

    private static long block(int piece, int block) {
        return (long) piece << 32 | block;
    }

    private static int piece(long block) {
        return (int) (block >>> 32);
    }

    private static int index(long block) {
        return (int) block;
    }
}
