package org.freshet.engine.core.picker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.freshet.metainfo.Layout;
import org.junit.jupiter.api.Test;

class PiecePickerTest {
    private final BlockList out = new BlockList();

    private static PiecePicker picker(int pieces, int blocksPerPiece) {
        int length = Layout.BLOCK * blocksPerPiece;
        return new PiecePicker(Layout.ofSingleFile("x", length, (long) length * pieces), new Random(7));
    }

    /** A picker that is past its first random pieces: it has pieces 0 to 3. */
    private static PiecePicker started(int pieces, int blocksPerPiece) {
        PiecePicker picker = picker(pieces, blocksPerPiece);
        IntStream.range(0, 4).forEach(picker::have);
        return picker;
    }

    private List<Integer> pieces() {
        List<Integer> pieces = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            if (pieces.isEmpty() || pieces.getLast() != out.piece(i)) {
                pieces.add(out.piece(i));
            }
        }
        return pieces;
    }

    private List<Integer> pick(PiecePicker picker, TestPeer peer, int count) {
        out.clear();
        picker.pick(peer, count, out);
        return pieces();
    }

    private void deliver(PiecePicker picker, TestPeer peer) {
        for (int i = 0; i < out.size(); i++) {
            assertEquals(Received.NEW, picker.received(peer, out.piece(i), out.block(i)));
        }
    }

    @Test
    void theRarestPiecesComeFirst() {
        PiecePicker picker = started(8, 2);
        TestPeer seed = TestPeer.seed(8);
        picker.peerJoined(seed);
        picker.peerJoined(TestPeer.with(8, 4, 5, 7));
        picker.peerJoined(TestPeer.with(8, 4, 5));
        picker.peerJoined(TestPeer.with(8, 4));
        assertEquals(List.of(6, 7, 5, 4), pick(picker, seed, 8));
    }

    @Test
    void aHaveMessageMakesAPieceLessRare() {
        PiecePicker picker = started(6, 2);
        TestPeer seed = TestPeer.seed(6);
        TestPeer other = TestPeer.with(6, 4);
        picker.peerJoined(seed);
        picker.peerJoined(other);
        assertEquals(List.of(5), pick(picker, seed, 1));
        picker.abortAll(seed);
        TestPeer third = TestPeer.with(6);
        picker.peerJoined(third);
        for (TestPeer peer : List.of(other, third)) {
            peer.bits.set(5);
            picker.peerHas(peer, 5);
        }
        assertEquals(List.of(4), pick(picker, seed, 1));
    }

    @Test
    void tiesAreBrokenByChance() {
        Set<Integer> first = new HashSet<>();
        PiecePicker picker = started(50, 1);
        TestPeer seed = TestPeer.seed(50);
        picker.peerJoined(seed);
        for (int i = 0; i < 100; i++) {
            first.addAll(pick(picker, seed, 1));
            picker.abortAll(seed);
        }
        assertTrue(first.size() > 25, first.toString());
    }

    @Test
    void piecesOfEqualRarityAreNotTakenInTheirOrder() {
        PiecePicker picker = started(1000, 1);
        TestPeer seed = TestPeer.seed(1000);
        picker.peerJoined(seed);
        List<Integer> pieces = pick(picker, seed, 100);
        long neighbours = IntStream.range(1, 100).filter(i -> pieces.get(i) == pieces.get(i - 1) + 1).count();
        assertTrue(neighbours < 10, pieces.toString());
    }

    @Test
    void theFirstPiecesAreRandomNotRare() {
        PiecePicker picker = picker(100, 1);
        TestPeer seed = TestPeer.seed(100);
        picker.peerJoined(seed);
        TestPeer most = new TestPeer("most", PieceBits.all(100));
        most.bits.clear(40);
        picker.peerJoined(most);
        Set<Integer> first = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            first.addAll(pick(picker, seed, 1));
            picker.abortAll(seed);
        }
        assertTrue(first.size() > 10, first.toString());
        IntStream.range(0, 4).forEach(picker::have);
        assertEquals(List.of(40), pick(picker, seed, 1));
    }

    @Test
    void priorityComesBeforeRarity() {
        PiecePicker picker = started(8, 2);
        TestPeer seed = TestPeer.seed(8);
        picker.peerJoined(seed);
        picker.peerJoined(TestPeer.with(8, 6, 5));
        picker.peerJoined(TestPeer.with(8, 6));
        picker.setPriority(6, 7);
        picker.setPriority(7, 1);
        picker.setPriority(4, 0);
        assertEquals(List.of(6, 5, 7), pick(picker, seed, 100));
    }

    @Test
    void inSequenceRarityDoesNotCount() {
        PiecePicker picker = picker(6, 2);
        TestPeer seed = TestPeer.seed(6);
        picker.peerJoined(seed);
        picker.peerJoined(TestPeer.with(6, 0, 1, 2));
        picker.setSequential(true);
        assertEquals(List.of(0, 1, 2), pick(picker, seed, 5));
        assertEquals(List.of(2, 3), pick(picker, seed, 2));
    }

    @Test
    void fastPeersGetWholePiecesAndSlowOnesShare() {
        PiecePicker picker = started(40, 8);
        TestPeer fast = TestPeer.seed(40).speed(PeerSpeed.FAST);
        TestPeer faster = TestPeer.seed(40).speed(PeerSpeed.FAST);
        TestPeer slow = TestPeer.seed(40).speed(PeerSpeed.SLOW);
        TestPeer slower = TestPeer.seed(40).speed(PeerSpeed.SLOW);
        List.of(fast, faster, slow, slower).forEach(picker::peerJoined);
        int first = pick(picker, fast, 4).getFirst();
        int second = pick(picker, faster, 4).getFirst();
        int third = pick(picker, slow, 2).getFirst();
        assertEquals(3, Set.of(first, second, third).size());
        assertEquals(List.of(third), pick(picker, slower, 2), "slow peers share a piece");
        assertEquals(List.of(first), pick(picker, fast, 4), "a fast peer goes on with its own piece");
        assertEquals(List.of(second), pick(picker, faster, 4));
    }

    @Test
    void thePieceOfAFastPeerIsFreeForAllOnceItHasNothingOnRequest() {
        PiecePicker picker = started(5, 4);
        TestPeer fast = TestPeer.seed(5).speed(PeerSpeed.FAST);
        TestPeer slow = TestPeer.seed(5).speed(PeerSpeed.SLOW);
        TestPeer busy = TestPeer.seed(5).speed(PeerSpeed.SLOW);
        List.of(fast, slow, busy).forEach(picker::peerJoined);
        pick(picker, fast, 2);
        picker.received(fast, 4, 0);
        assertEquals(List.of(4), pick(picker, slow, 1), "a peer that would be idle gets a block all the same");
        picker.abortAll(slow);
        picker.received(fast, 4, 1);
        assertEquals(List.of(4), pick(picker, busy, 1));
    }

    @Test
    void thereAreNotManyMorePartialPiecesThanPeers() {
        PiecePicker picker = started(400, 16);
        List<TestPeer> peers = IntStream.range(0, 20).mapToObj(i -> TestPeer.seed(400).speed(PeerSpeed.values()[i % 3])).toList();
        peers.forEach(picker::peerJoined);
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            TestPeer peer = peers.get(random.nextInt(20));
            pick(picker, peer, 1 + random.nextInt(5));
            if (random.nextBoolean()) {
                deliver(picker, peer);
            }
            int partial = 0;
            for (int piece = 0; piece < 400; piece++) {
                partial += picker.state(piece) == PieceState.PARTIAL ? 1 : 0;
                if (picker.allReceived(piece)) {
                    picker.verified(piece);
                    picker.lost(piece);
                }
            }
            assertTrue(partial <= 31, partial + " partial pieces");
        }
    }

    @Test
    void whatFastPeersLeaveBehindIsFinishedBeforeMoreIsBegun() {
        PiecePicker picker = started(400, 16);
        picker.peerJoined(TestPeer.seed(400));
        for (int i = 0; i < 100; i++) {
            TestPeer fast = TestPeer.seed(400).speed(PeerSpeed.FAST);
            picker.peerJoined(fast);
            pick(picker, fast, 3);
            deliver(picker, fast);
            picker.peerLeft(fast);
            long partial = IntStream.range(0, 400).filter(piece -> picker.state(piece) == PieceState.PARTIAL).count();
            assertTrue(partial <= 4, partial + " partial pieces with two peers");
        }
    }

    @Test
    void aSuggestedPieceIsPreferredWithinItsPriority() {
        PiecePicker picker = started(50, 1);
        TestPeer seed = TestPeer.seed(50);
        picker.peerJoined(seed);
        picker.suggest(seed, 31);
        picker.suggest(seed, 32);
        picker.setPriority(17, 5);
        assertEquals(List.of(17, 31, 32), pick(picker, seed, 3));
    }

    @Test
    void aChokedPeerIsAskedForItsAllowedFastPiecesOnly() {
        PiecePicker picker = started(50, 2);
        TestPeer seed = TestPeer.seed(50);
        picker.peerJoined(seed);
        assertEquals(4, picker.pickFrom(seed, new int[] {20, 2, 10}, 10, out));
        assertEquals(List.of(20, 10), pieces());
    }

    @Test
    void inTheEndgameBlocksAreRequestedTwiceButNotTooOften() {
        PiecePicker picker = started(6, 2);
        List<TestPeer> peers = IntStream.range(0, 6).mapToObj(i -> TestPeer.seed(6)).toList();
        peers.forEach(picker::peerJoined);
        assertEquals(List.of(2, 2), List.of(pick(picker, peers.get(0), 4).size(), pieces().size()));
        assertTrue(picker.inEndgame());
        for (int i = 1; i < 6; i++) {
            out.clear();
            assertEquals(i < 3 ? 4 : 0, picker.pick(peers.get(i), 100, out), "peer " + i);
            assertEquals(0, picker.pick(peers.get(i), 100, out), "never twice from one peer");
        }
        List<PickerPeer> asked = new ArrayList<>();
        assertEquals(Received.NEW, picker.received(peers.get(1), 4, 0));
        picker.forEachRequester(4, 0, asked::add);
        assertEquals(Set.of(peers.get(0), peers.get(2)), Set.copyOf(asked));
        assertEquals(Received.DUPLICATE, picker.received(peers.get(2), 4, 0));
        assertEquals(Received.UNREQUESTED, picker.received(peers.get(4), 4, 1));
    }

    @Test
    void theEndgameTakesTheBlocksOfSnubbedPeersFirstAndThenTheOldest() {
        PiecePicker picker = started(7, 1);
        List<TestPeer> peers = IntStream.range(0, 4).mapToObj(i -> TestPeer.seed(7)).toList();
        peers.forEach(picker::peerJoined);
        int oldest = pick(picker, peers.get(0), 1).getFirst();
        int second = pick(picker, peers.get(1), 1).getFirst();
        int last = pick(picker, peers.get(2), 1).getFirst();
        peers.get(2).snubbed = true;
        assertEquals(List.of(last, oldest, second), pick(picker, peers.get(3), 3));
    }

    @Test
    void beforeTheEndgameOnlySnubbedPeersLoseBlocksToOthers() {
        PiecePicker picker = started(6, 2);
        TestPeer holder = TestPeer.seed(6);
        TestPeer idle = TestPeer.with(6, 4);
        picker.peerJoined(holder);
        picker.peerJoined(idle);
        picker.setPriority(4, 7);
        assertEquals(List.of(4), pick(picker, holder, 2));
        assertFalse(picker.inEndgame());
        assertEquals(List.of(), pick(picker, idle, 2));
        holder.snubbed = true;
        assertEquals(List.of(4), pick(picker, idle, 2));
        assertEquals(1, out.size());
    }

    @Test
    void aPieceThatNobodyHasDoesNotPreventTheEndgame() {
        PiecePicker picker = started(6, 1);
        TestPeer one = TestPeer.with(6, 4);
        TestPeer two = TestPeer.with(6, 4);
        picker.peerJoined(one);
        picker.peerJoined(two);
        assertEquals(List.of(4), pick(picker, one, 1));
        assertEquals(List.of(4), pick(picker, two, 1));
    }

    @Test
    void urgentPiecesAreRequestedAgainAtOnce() {
        PiecePicker picker = started(60, 2);
        TestPeer one = TestPeer.seed(60);
        TestPeer two = TestPeer.seed(60);
        picker.peerJoined(one);
        picker.peerJoined(two);
        assertEquals(1, picker.pickUrgent(one, new int[] {9}, 1, out));
        out.clear();
        assertEquals(2, picker.pickUrgent(two, new int[] {9}, 10, out));
        assertEquals(1, out.block(0), "the free block comes first");
        assertEquals(0, out.block(1));
    }

    @Test
    void aPeerOnParoleGetsPiecesForItselfAlone() {
        PiecePicker picker = started(12, 4);
        TestPeer good = TestPeer.seed(12);
        TestPeer suspect = TestPeer.seed(12).parole();
        picker.peerJoined(good);
        picker.peerJoined(suspect);
        int begun = pick(picker, good, 2).getFirst();
        int own = pick(picker, suspect, 2).getFirst();
        assertNotEquals(begun, own);
        List<Integer> rest = pick(picker, good, 30);
        assertFalse(rest.contains(own));
        assertTrue(rest.contains(begun));
        assertEquals(List.of(own), pick(picker, suspect, 2));
        for (int block = 0; block < 4; block++) {
            picker.received(suspect, own, block);
        }
        assertTrue(picker.allReceived(own));
        assertEquals(Set.of(suspect), picker.failed(own));
        assertEquals(PieceState.OPEN, picker.state(own));
    }

    @Test
    void aPeerWithNothingElseToDoJoinsEvenThePieceOfASuspect() {
        PiecePicker picker = started(5, 4);
        TestPeer suspect = TestPeer.seed(5).parole();
        TestPeer other = TestPeer.seed(5);
        picker.peerJoined(suspect);
        picker.peerJoined(other);
        pick(picker, suspect, 2);
        assertEquals(List.of(4), pick(picker, other, 4));
    }

    @Test
    void allWhoSentABlockOfABadPieceAreNamed() {
        PiecePicker picker = started(5, 3);
        List<TestPeer> peers = IntStream.range(0, 3).mapToObj(i -> TestPeer.seed(5)).toList();
        for (TestPeer peer : peers) {
            picker.peerJoined(peer);
            pick(picker, peer, 1);
            deliver(picker, peer);
        }
        picker.peerLeft(peers.get(0));
        assertEquals(Set.copyOf(peers), picker.failed(4));
    }

    @Test
    void aRejectedPieceIsAskedOfTheSamePeerLast() {
        PiecePicker picker = started(6, 1);
        TestPeer seed = TestPeer.seed(6);
        picker.peerJoined(seed);
        int first = pick(picker, seed, 1).getFirst();
        picker.rejected(seed, first, 0);
        int second = pick(picker, seed, 9).getFirst();
        assertNotEquals(first, second);
        assertEquals(1, out.size());
        picker.rejected(seed, second, 0);
        assertEquals(2, pick(picker, seed, 9).size(), "nothing else is left");
    }

    @Test
    void whatAPeerThatLeftHadOnRequestGoesToOthers() {
        PiecePicker picker = started(5, 4);
        TestPeer one = TestPeer.seed(5);
        TestPeer two = TestPeer.seed(5);
        picker.peerJoined(one);
        pick(picker, one, 4);
        picker.received(one, 4, 2);
        picker.peerLeft(one);
        picker.peerJoined(two);
        pick(picker, two, 10);
        assertEquals("[4:0 4:1 4:3]", out.toString());
        assertEquals(0, picker.outstanding(one));
        assertEquals(Received.UNREQUESTED, picker.received(one, 4, 0));
    }

    @Test
    void blocksOfAnEarlierSessionAreNotRequested() {
        PiecePicker picker = started(5, 4);
        picker.restored(4, 1);
        picker.restored(4, 1);
        assertEquals(1, picker.receivedBlocks(4));
        TestPeer seed = TestPeer.seed(5);
        picker.peerJoined(seed);
        pick(picker, seed, 10);
        assertEquals("[4:0 4:2 4:3]", out.toString());
        deliver(picker, seed);
        assertTrue(picker.allReceived(4));
        assertEquals(Set.of(seed), picker.contributors(4));
    }

    @Test
    void aBitfieldMayComeAfterThePeerButOnlyOnce() {
        PiecePicker picker = started(6, 1);
        TestPeer peer = TestPeer.with(6);
        picker.peerJoined(peer);
        peer.bits.set(5);
        picker.peerJoined(peer);
        assertEquals(1, picker.availability(5));
        assertThrows(IllegalStateException.class, () -> picker.peerJoined(peer));
        assertThrows(IllegalArgumentException.class, () -> picker.peerJoined(TestPeer.seed(7)));
    }

    @Test
    void aPeerThatBecomesASeedLeavesNothingBehind() {
        PiecePicker picker = started(6, 1);
        TestPeer peer = TestPeer.with(6, 0, 1, 2, 3, 4);
        picker.peerJoined(peer);
        peer.bits.set(5);
        picker.peerHas(peer, 5);
        assertTrue(peer.isSeed());
        picker.peerLeft(peer);
        IntStream.range(0, 6).forEach(piece -> assertEquals(0, picker.availability(piece)));
    }

    @Test
    void aPeerWithFewPiecesAmongManyStillGetsThem() {
        PiecePicker picker = started(20_000, 1);
        picker.peerJoined(TestPeer.seed(20_000));
        TestPeer poor = TestPeer.with(20_000, 19_999, 700);
        picker.peerJoined(poor);
        assertEquals(Set.of(700, 19_999), Set.copyOf(pick(picker, poor, 10)));
        TestPeer rich = new TestPeer("rich", PieceBits.all(20_000));
        rich.bits.clear(3);
        picker.peerJoined(rich);
        assertEquals(19_994, pick(picker, rich, 100_000).size());
    }

    @Test
    void aStrangerGetsNothing() {
        PiecePicker picker = started(6, 1);
        assertEquals(0, picker.pick(TestPeer.seed(6), 5, out));
        picker.abort(TestPeer.seed(6), 4, 0);
        picker.peerLeft(TestPeer.seed(6));
    }
}
