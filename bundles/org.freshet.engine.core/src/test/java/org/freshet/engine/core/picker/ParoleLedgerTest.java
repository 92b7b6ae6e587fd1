package org.freshet.engine.core.picker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.freshet.engine.core.picker.ParoleLedger.Verdict;
import org.junit.jupiter.api.Test;

class ParoleLedgerTest {
    private final ParoleLedger<String> ledger = new ParoleLedger<>();

    @Test
    void whoSentAllOfABadPieceIsBanned() {
        assertEquals(Map.of("a", Verdict.BAN), ledger.failed(List.of("a", "a")));
    }

    @Test
    void whoSentPartOfABadPieceGoesOnParoleUntilAPieceOfItsOwnIsGood() {
        assertEquals(Map.of("a", Verdict.PAROLE, "b", Verdict.PAROLE), ledger.failed(List.of("a", "b")));
        assertTrue(ledger.onParole("a"));
        assertEquals(Set.of(), ledger.passed(List.of("a", "c")));
        assertTrue(ledger.onParole("a"));
        assertEquals(Set.of("a"), ledger.passed(List.of("a")));
        assertFalse(ledger.onParole("a"));
        assertEquals(Map.of("b", Verdict.BAN), ledger.failed(List.of("b")));
        assertFalse(ledger.onParole("b"));
    }

    @Test
    void whoIsSuspectedOverAndOverIsBannedEvenIfNeverAlone() {
        for (int i = 0; i < 9; i++) {
            assertEquals(Verdict.PAROLE, ledger.failed(List.of("bad", "peer" + i)).get("bad"));
        }
        Map<String, Verdict> last = ledger.failed(List.of("bad", "other"));
        assertEquals(Map.of("bad", Verdict.BAN, "other", Verdict.PAROLE), last);
    }

    @Test
    void goodPiecesMakeUpForSuspicions() {
        for (int i = 0; i < 40; i++) {
            assertEquals(Verdict.PAROLE, ledger.failed(List.of("unlucky", "peer" + i)).get("unlucky"));
            ledger.passed(List.of("unlucky"));
            ledger.passed(List.of("unlucky", "x"));
        }
    }

    @Test
    void theNumberOfSuspectsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            ledger.failed(List.of("a" + i, "b" + i));
        }
        assertFalse(ledger.onParole("a0"));
        assertTrue(ledger.onParole("a9999"));
    }
}
