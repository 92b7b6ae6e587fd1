package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.Test;

class PendingRemovalsTest {
    private final List<Torrent> gone = new ArrayList<>();
    private final PendingRemovals pending = new PendingRemovals(gone::addAll);
    private final Torrent one = new FakeTorrent("one").torrent;
    private final Torrent two = new FakeTorrent("two").state(State.PAUSED).torrent;

    @Test
    void nothingIsForgottenBeforeItsTime() {
        int round = pending.remove(List.of(one, two));
        assertTrue(pending.waiting());
        assertEquals(List.of(), gone);
        assertTrue(pending.expire(round));
        assertEquals(List.of(one, two), gone);
        assertFalse(pending.waiting());
        assertFalse(pending.expire(round));
    }

    @Test
    void undoGivesBackAndTellsWhatRan() {
        int round = pending.remove(List.of(one, two));
        assertEquals(List.of(one), pending.ran());
        assertEquals(List.of(one, two), pending.undo());
        pending.expire(round);
        pending.flush();
        assertEquals(List.of(), gone);
    }

    @Test
    void theNextRemovalEndsTheTimeOfTheOneBefore() {
        int first = pending.remove(List.of(one));
        int second = pending.remove(List.of(two));
        assertEquals(List.of(one), gone);
        assertFalse(pending.expire(first));
        assertEquals(List.of(one), gone);
        pending.expire(second);
        assertEquals(List.of(one, two), gone);
    }
}
