package org.example.freshet.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.freshet.engine.SessionStatus;
import org.junit.jupiter.api.Test;

class TotalsTest {

    @Test
    void theHighestRateIsKeptAndTheBytesAreTheSessions() {
        Totals totals = Totals.NONE.with(status(100, 50, 1000, 10)).with(status(20, 10, 2000, 30));
        assertEquals(new Totals(2000, 30, 150), totals);
    }

    private static SessionStatus status(long down, long up, long downloaded, long uploaded) {
        return new SessionStatus(List.of(), List.of(), down, up, 0, downloaded, uploaded, 0, 0);
    }
}
