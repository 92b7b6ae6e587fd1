package org.freshet.engine.core.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.freshet.engine.core.swarm.Candidates.Candidate;
import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Candidates candidates = new Candidates(a -> a.getPort());
    private long now = Long.MAX_VALUE - 5 * SECOND; // the clock may wrap

    private static PeerAddress peer(int host, int port) {
        return PeerAddress.tcp("10.0." + host / 256 + "." + host % 256, port);
    }

    private Candidate next() {
        return candidates.next(now);
    }

    @Test
    void theHigherPriorityIsDialledFirstAndNobodyTwiceAtOnce() {
        candidates.add(peer(1, 10), now);
        candidates.add(peer(2, 30), now);
        candidates.add(peer(3, 20), now);
        candidates.add(peer(3, 20), now);
        assertEquals(30, next().address.port());
        assertEquals(20, next().address.port());
        assertEquals(10, next().address.port());
        assertNull(next());
    }

    @Test
    void aFailureWaitsTwiceAsLongEachTimeAndEndsInOblivion() {
        candidates.add(peer(1, 10), now);
        long wait = 2;
        for (int failure = 1; failure <= 8; failure++) {
            Candidate c = next();
            candidates.ended(c, false, now);
            now += wait * SECOND - 1;
            assertNull(next(), "not before " + wait + " s");
            now++;
            wait = Math.min(600, wait * 2);
        }
        Candidate c = next();
        assertNotNull(c);
        candidates.ended(c, false, now);
        assertEquals(0, candidates.size());
    }

    @Test
    void oneThatFailedComesAfterThoseThatDidNot() {
        candidates.add(peer(1, 99), now);
        Candidate bad = next();
        candidates.ended(bad, false, now);
        candidates.add(peer(2, 1), now);
        now += 10 * SECOND;
        assertEquals(1, next().address.port());
        assertEquals(99, next().address.port());
    }

    @Test
    void afterAFailureTheOtherKindOfHandshakeIsTried() {
        candidates.add(peer(1, 10), now);
        Candidate c = next();
        assertFalse(c.preferOther());
        candidates.ended(c, false, now);
        assertTrue(c.preferOther());
        now += 2 * SECOND;
        next();
        candidates.ended(c, true, now);
        assertTrue(c.preferOther(), "what worked is kept");
    }

    @Test
    void bannedHostsAreForgottenAndNotTakenAgain() {
        candidates.add(peer(1, 10), now);
        candidates.add(peer(1, 11), now);
        candidates.add(peer(2, 10), now);
        candidates.ban("10.0.0.1");
        assertEquals(1, candidates.size());
        candidates.add(peer(1, 12), now);
        assertEquals(1, candidates.size());
        assertTrue(candidates.isBanned("10.0.0.1"));
    }

    @Test
    void thereAreNeverMoreThanTwoThousandAndFailedOnesMakeRoom() {
        for (int i = 0; i < 3_000; i++) {
            candidates.add(peer(i, 10), now);
        }
        assertEquals(2_000, candidates.size());
        candidates.ended(next(), false, now);
        candidates.add(peer(5_000, 77), now);
        assertEquals(2_000, candidates.size());
        assertEquals(77, next().address.port());
    }

    @Test
    void portZeroIsNoAddress() {
        candidates.add(peer(1, 0), now);
        assertEquals(0, candidates.size());
    }

    @Test
    void aBusyOneThatIsForgottenDoesNotComeBackWhenItsAttemptEnds() {
        candidates.add(peer(1, 10), now);
        Candidate c = next();
        candidates.forget(c.address);
        candidates.ended(c, true, now);
        now += 100 * SECOND;
        assertNull(next());
    }
}
