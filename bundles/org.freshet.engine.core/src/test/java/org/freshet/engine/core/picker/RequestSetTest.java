package org.freshet.engine.core.picker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSetTest {
    @Test
    void agreesWithASetOfTheJdk() {
        Random random = new Random(9);
        RequestSet set = new RequestSet();
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            int piece = random.nextInt(30);
            int block = random.nextInt(40);
            long key = (long) piece << 32 | block;
            // Grows and shrinks in turn.
            if (random.nextInt(10) < (i / 1000 % 2 == 0 ? 7 : 3)) {
                assertEquals(model.add(key), set.add(piece, block));
            } else {
                assertEquals(model.remove(key), set.remove(piece, block));
            }
            assertEquals(model.size(), set.size());
            int other = random.nextInt(40);
            assertEquals(model.contains((long) piece << 32 | other), set.contains(piece, other));
        }
        Set<Long> drained = new HashSet<>();
        for (long key : set.drain()) {
            drained.add(key);
        }
        assertEquals(model, drained);
        assertEquals(0, set.size());
    }
}
