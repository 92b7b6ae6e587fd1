package org.freshet.ui.workbench.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class SleepGuardTest {

    @Test
    void itHoldsWhileDataIsTransferredAndThroughShortPauses() {
        try (SleepGuard guard = new SleepGuard(List.of("cat"))) {
            guard.tick(false);
            assertFalse(guard.isHeld());
            guard.tick(true);
            assertTrue(guard.isHeld());
            for (int second = 0; second < 30; second++) {
                guard.tick(false);
            }
            assertTrue(guard.isHeld(), "half a minute is a pause");
            for (int second = 0; second < 60; second++) {
                guard.tick(false);
            }
            assertFalse(guard.isHeld(), "one and a half are an end");
        }
    }

    @Test
    void withoutTheToolNothingHappens() {
        try (SleepGuard guard = new SleepGuard(List.of("/no/such/program"))) {
            guard.tick(true);
            guard.tick(true);
            assertFalse(guard.isHeld());
        }
    }
}
