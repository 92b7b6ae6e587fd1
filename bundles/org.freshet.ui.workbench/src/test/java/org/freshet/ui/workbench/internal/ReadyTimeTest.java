package org.freshet.ui.workbench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReadyTimeTest {
    @Test
    void theSecondNumberOfTheAccountIsTheTimeWithoutAProcessor() {
        assertEquals(3_874_631, ReadyTime.parse("120943 3874631 17\n"));
    }

    @Test
    void anAccountOfAnotherKindSaysNothing() {
        assertEquals(0, ReadyTime.parse(""));
        assertEquals(0, ReadyTime.parse("120943"));
        assertEquals(0, ReadyTime.parse("120943 3874631"));
        assertEquals(0, ReadyTime.parse("much more than that"));
    }

    @Test
    void theTimeOfAThreadNeverShrinksAndCanBeAskedForAfterTheEnd() {
        ReadyTime time = ReadyTime.ofThisThread();
        long first = time.nanos();
        assertTrue(time.nanos() >= first);
        time.close();
        assertEquals(0, time.nanos());
    }
}
