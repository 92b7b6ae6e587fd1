package org.freshet.engine.core.choke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuperSeedingTest {
    /** What a downloader knows and has. */
    private static final class Leecher {
        private final BitSet has = new BitSet();
    }

    private final SuperSeeding<Leecher> seeding = new SuperSeeding<>(10, new Random(1));

    @Test
    void eachPeerIsShownADifferentPiece() {
        BitSet shown = new BitSet();
        for (int i = 0; i < 10; i++) {
            shown.set(seeding.reveal(new Leecher(), piece -> false));
        }
        assertEquals(10, shown.cardinality());
    }

    @Test
    void thereIsNoSecondPieceBeforeTheFirstWasPassedOn() {
        Leecher one = new Leecher();
        Leecher two = new Leecher();
        int first = seeding.reveal(one, one.has::get);
        assertNotEquals(first, seeding.reveal(two, two.has::get));
        assertEquals(SuperSeeding.NONE, seeding.reveal(one, one.has::get));
        one.has.set(first);
        assertNull(seeding.seen(one, first), "that it has the piece itself proves nothing");
        assertEquals(SuperSeeding.NONE, seeding.reveal(one, one.has::get));
        two.has.set(first);
        assertSame(one, seeding.seen(two, first));
        int next = seeding.reveal(one, one.has::get);
        assertTrue(next != SuperSeeding.NONE && next != first);
    }

    @Test
    void aLonePeerIsServedToTheEnd() {
        Leecher alone = new Leecher();
        for (int i = 0; i < 10; i++) {
            int piece = seeding.reveal(alone, alone.has::get);
            assertEquals(SuperSeeding.NONE, seeding.reveal(alone, alone.has::get), "not before it has this one");
            alone.has.set(piece);
            assertSame(alone, seeding.seen(alone, piece));
        }
        assertEquals(10, alone.has.cardinality());
        assertEquals(SuperSeeding.NONE, seeding.reveal(alone, alone.has::get));
    }

    @Test
    void whatWasShownToAPeerThatLeftIsShownAgain() {
        SuperSeeding<Leecher> two = new SuperSeeding<>(2, new Random(1));
        Leecher gone = new Leecher();
        int first = two.reveal(gone, piece -> false);
        int second = two.reveal(new Leecher(), piece -> false);
        assertNotEquals(first, second);
        two.peerLeft(gone);
        assertEquals(first, two.reveal(new Leecher(), piece -> false));
    }

    @Test
    void aSwarmIsServedWithLittleMoreThanOneCopy() {
        int pieces = 200;
        Random random = new Random(4);
        SuperSeeding<Leecher> seed = new SuperSeeding<>(pieces, random);
        List<Leecher> swarm = new ArrayList<>();
        ArrayDeque<Leecher> toServe = new ArrayDeque<>();
        for (int i = 0; i < 8; i++) {
            swarm.add(new Leecher());
        }
        // All are there before the first has its piece.
        swarm.forEach(each -> each.has.set(seed.reveal(each, each.has::get)));
        swarm.forEach(each -> assertNull(seed.seen(each, each.has.nextSetBit(0))));
        int sent = 8;
        for (int step = 0; step < 100_000 && swarm.stream().anyMatch(each -> each.has.cardinality() < pieces); step++) {
            Leecher served = toServe.poll();
            if (served != null) {
                int piece = seed.reveal(served, served.has::get);
                if (piece != SuperSeeding.NONE) {
                    sent++;
                    served.has.set(piece);
                    assertNull(seed.seen(served, piece));
                }
            }
            Leecher from = swarm.get(random.nextInt(8));
            Leecher to = swarm.get(random.nextInt(8));
            BitSet offer = (BitSet) from.has.clone();
            offer.andNot(to.has);
            if (!offer.isEmpty()) {
                int piece = offer.nextSetBit(0);
                to.has.set(piece);
                Leecher rewarded = seed.seen(to, piece);
                if (rewarded != null) {
                    toServe.add(rewarded);
                }
            }
        }
        assertTrue(swarm.stream().allMatch(each -> each.has.cardinality() == pieces));
        assertTrue(sent <= pieces * 1.25, sent + " pieces sent");
    }
}
