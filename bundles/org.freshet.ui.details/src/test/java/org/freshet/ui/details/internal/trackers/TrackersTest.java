package org.freshet.ui.details.internal.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.freshet.engine.TrackerStatus;
import org.freshet.ui.Quantities;
import org.freshet.ui.details.internal.EntryDialog.Entry;
import org.freshet.ui.details.internal.Messages;
import org.junit.jupiter.api.Test;

class TrackersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static TrackerRow row(boolean working, String message, Instant next) {
        return TrackerRow.of(List.of(new TrackerStatus("http://t/announce", 0, working, message, -1, 7, next)), NOW).getFirst();
    }

    @Test
    void theStatusIsAWord() {
        assertEquals(Messages.tracker_works, row(true, "hello", null).status());
        assertEquals(Messages.tracker_unasked, row(false, "", null).status());
        assertEquals(Messages.tracker_fails, row(false, "connection refused", null).status());
    }

    @Test
    void theNextAnnounceIsCountedDown() {
        assertTrue(row(true, "", NOW.plusSeconds(200)).next().contains(Quantities.duration(Duration.ofSeconds(200))));
        assertEquals(Messages.tracker_now, row(true, "", NOW.minusSeconds(3)).next());
        assertEquals("", row(true, "", null).next());
    }

    @Test
    void rowsDifferWhenASecondHasPassed() {
        TrackerStatus tracker = new TrackerStatus("http://t/announce", 0, true, "", 1, 1, NOW.plusSeconds(60));
        assertEquals(TrackerRow.of(List.of(tracker), NOW), TrackerRow.of(List.of(tracker), NOW));
        assertEquals(59, TrackerRow.of(List.of(tracker), NOW.plusSeconds(1)).getFirst().seconds());
    }

    @Test
    void aNumberThatATrackerDoesNotTellIsLeftOut() {
        assertEquals("", TrackerRow.count(-1));
        assertEquals("0", TrackerRow.count(0));
    }

    @Test
    void trackersOfEveryKindAreReadEachOnce() {
        Entry<List<String>> entry = TrackerUrls.parse("http://a/announce\nudp://b:6969 wss://c/\n\nhttp://a/announce");
        assertNull(entry.problem());
        assertEquals(List.of("http://a/announce", "udp://b:6969", "wss://c/"), entry.value());
    }

    @Test
    void whatIsNoTrackerIsNamed() {
        for (String bad : new String[] {"ftp://a/", "udp://b", "announce", "http:///x", "http://a b", "http://"
                + "x".repeat(3000)}) {
            assertNotNull(TrackerUrls.parse(bad).problem(), bad);
        }
        assertTrue(TrackerUrls.parse("http://a/ gopher://b/").problem().contains("gopher://b/"));
        assertEquals(Messages.trackers_hint, TrackerUrls.parse("").problem());
    }
}
