package org.freshet.engine.core.choke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChokerTest {
    private static final ChokeSettings LEECHING = new ChokeSettings(4, false);
    private static final ChokeSettings SEEDING = new ChokeSettings(4, true);

    private final Choker<TestPeer> choker = new Choker<>(new Random(1));
    private final List<TestPeer> peers = new ArrayList<>();

    private TestPeer peer(String name) {
        TestPeer peer = new TestPeer(name);
        peers.add(peer);
        return peer;
    }

    private ChokeDecision<TestPeer> round(ChokeSettings settings, long round) {
        ChokeDecision<TestPeer> decision = choker.decide(peers, settings, round);
        assertEquals(decision.unchoked().size(), Set.copyOf(decision.unchoked()).size(), "nobody twice");
        for (TestPeer peer : peers) {
            peer.unchoked = decision.unchoked().contains(peer);
            if (peer.unchoked) {
                assertTrue(peer.interested);
                peer.lastUnchoked = round;
            }
        }
        return decision;
    }

    @Test
    void theFastestInterestedPeersAreUnchokedAndOneMoreByChance() {
        IntStream.range(0, 10).forEach(i -> peer("p" + i).down(i * 100));
        peers.get(9).interested = false;
        ChokeDecision<TestPeer> decision = round(LEECHING, 1);
        assertEquals(4, decision.unchoked().size());
        assertEquals(List.of(peers.get(8), peers.get(7), peers.get(6)), decision.unchoked().subList(0, 3));
        assertEquals(decision.optimistic(), decision.unchoked().get(3));
    }

    @Test
    void theOptimisticUnchokeChangesEveryThirdRound() {
        IntStream.range(0, 10).forEach(i -> peer("p" + i).down(i * 100));
        TestPeer before = round(LEECHING, 0).optimistic();
        Set<TestPeer> seen = new HashSet<>();
        for (int round = 1; round < 300; round++) {
            TestPeer now = round(LEECHING, round).optimistic();
            assertEquals(round % 3 != 0, now == before, "round " + round);
            before = now;
            seen.add(now);
        }
        assertEquals(Set.copyOf(peers.subList(0, 7)), seen);
    }

    @Test
    void theOptimisticUnchokeIsReplacedAtOnceWhenItLeaves() {
        IntStream.range(0, 10).forEach(i -> peer("p" + i).down(i * 100));
        TestPeer first = round(LEECHING, 0).optimistic();
        peers.remove(first);
        TestPeer second = round(LEECHING, 1).optimistic();
        assertTrue(second != null && second != first);
    }

    @Test
    void anOptimisticPeerThatProvesFastGetsARegularSlot() {
        IntStream.range(0, 10).forEach(i -> peer("p" + i).down(i * 100));
        TestPeer proven = round(LEECHING, 0).optimistic();
        proven.down(100_000);
        ChokeDecision<TestPeer> decision = round(LEECHING, 1);
        assertEquals(proven, decision.unchoked().getFirst());
        assertTrue(decision.optimistic() != proven);
        assertEquals(4, decision.unchoked().size());
    }

    @Test
    void aNewPeerIsThreeTimesAsLikely() {
        IntStream.range(0, 3).forEach(i -> peer("fast" + i).down(1000));
        TestPeer old = peer("old");
        TestPeer fresh = peer("fresh");
        fresh.fresh = true;
        Map<TestPeer, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            drawn.merge(new Choker<TestPeer>(new Random(i * 7919L)).decide(peers, LEECHING, 0).optimistic(), 1, Integer::sum);
        }
        assertEquals(3.0, drawn.get(fresh) / (double) drawn.get(old), 0.5);
    }

    @Test
    void aSnubbedPeerKeepsNoRegularSlotWhileOthersWait() {
        TestPeer snubbed = peer("snubbed").down(10_000);
        snubbed.snubbed = true;
        IntStream.range(0, 6).forEach(i -> peer("p" + i).down(i));
        for (int round = 0; round < 30; round++) {
            ChokeDecision<TestPeer> decision = round(LEECHING, round);
            assertTrue(!decision.unchoked().contains(snubbed) || decision.optimistic() == snubbed);
        }
    }

    @Test
    void withFewPeersAllAreUnchoked() {
        IntStream.range(0, 4).forEach(i -> peer("p" + i));
        assertEquals(4, round(LEECHING, 0).unchoked().size());
        assertEquals(4, round(SEEDING, 0).unchoked().size());
        peers.clear();
        assertEquals(List.of(), round(LEECHING, 1).unchoked());
        assertNull(round(LEECHING, 1).optimistic());
    }

    @Test
    void aSingleSlotGoesToTheFastest() {
        IntStream.range(0, 4).forEach(i -> peer("p" + i).down(i));
        ChokeDecision<TestPeer> decision = round(new ChokeSettings(1, false), 0);
        assertEquals(List.of(peers.get(3)), decision.unchoked());
    }

    @Test
    void aSeedKeepsTheFastestAndServesTheOthersInTurn() {
        TestPeer fast = peer("fast").up(50_000);
        TestPeer faster = peer("faster").up(90_000);
        IntStream.range(0, 10).forEach(i -> peer("p" + i));
        Map<TestPeer, Integer> served = new HashMap<>();
        Set<TestPeer> before = Set.of();
        for (int round = 0; round < 15; round++) {
            ChokeDecision<TestPeer> decision = round(SEEDING, round);
            assertEquals(4, decision.unchoked().size());
            assertEquals(round % 3 != 0, before.equals(Set.copyOf(decision.unchoked())), "a turn lasts three rounds");
            before = Set.copyOf(decision.unchoked());
            assertTrue(decision.unchoked().containsAll(List.of(fast, faster)));
            decision.unchoked().forEach(peer -> served.merge(peer, 1, Integer::sum));
        }
        peers.subList(2, 12).forEach(peer -> assertEquals(3, served.get(peer), "each one turn of three rounds"));
    }

    @Test
    void aSeedIsNeverUnchoked() {
        peer("seed").seed = true;
        peer("other");
        assertEquals(List.of(peers.get(1)), round(SEEDING, 0).unchoked());
    }

    @Test
    void withoutANumberTheSlotsFollowTheRates() {
        ChokeSettings byRate = new ChokeSettings(0, true);
        IntStream.range(0, 40).forEach(i -> peer("p" + i));
        assertEquals(4, round(byRate, 0).slots());
        peers.forEach(peer -> peer.up = peer.unchoked ? 1_000_000 : 0);
        assertEquals(5, round(byRate, 1).slots());
        int slots = 5;
        for (int round = 2; round < 20; round++) {
            int share = 100_000 / slots;
            peers.forEach(peer -> peer.up = peer.unchoked ? share : 0);
            slots = round(byRate, round).slots();
        }
        assertTrue(slots >= 6 && slots <= 9, slots + " slots for 100 kB/s");
    }

    @Test
    void aPeerThatBecomesInterestedGetsAFreeSlotAtOnce() {
        TestPeer peer = peer("p");
        assertTrue(choker.unchokeNow(peer, 3, LEECHING));
        assertFalse(choker.unchokeNow(peer, 4, LEECHING));
        assertTrue(choker.unchokeNow(peer, 3, new ChokeSettings(0, false)));
        peer.interested = false;
        assertFalse(choker.unchokeNow(peer, 0, LEECHING));
    }
}
