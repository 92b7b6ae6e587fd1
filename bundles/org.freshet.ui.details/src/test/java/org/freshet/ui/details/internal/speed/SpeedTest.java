package org.freshet.ui.details.internal.speed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.freshet.engine.RateLimits;
import org.freshet.engine.Session;
import org.freshet.engine.SessionStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.ui.details.internal.Fakes;
import org.freshet.ui.details.internal.Texts;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final long SECOND = 1_000_000_000;

    private final SpeedHistory history = new SpeedHistory();

    @Test
    void theLastMinuteHasAPointForEachSecondAndTheNewestIsLast() {
        for (int s = 0; s < 100; s++) {
            history.all(s, s, 2 * s);
        }
        SpeedWindow window = history.window(SpeedRange.MINUTE);
        assertEquals(60, window.down().length);
        assertEquals(99, window.down()[59]);
        assertEquals(40, window.down()[0]);
        assertEquals(198, window.upNow());
        assertEquals(99, window.downPeak());
        assertEquals((40 + 99) / 2, window.downMean());
    }

    @Test
    void longerRangesHaveMeansAndKeepThePeak() {
        for (int s = 0; s < 3600; s++) {
            history.all(s, s == 1234 ? 3000 : 30, 0);
        }
        SpeedWindow hour = history.window(SpeedRange.HOUR);
        assertEquals(3000, hour.downPeak());
        assertEquals(30, hour.down()[119]);
        assertEquals((29 * 30 + 3000) / 30, hour.down()[1234 / 30]);
        assertEquals(SpeedWindow.UNKNOWN, history.window(SpeedRange.SIX_HOURS).down()[0]);
    }

    @Test
    void whatIsOlderThanTheRangeIsOverwritten() {
        for (int s = 0; s < 10_000; s++) {
            history.all(s, s < 5000 ? 1000 : 1, 0);
        }
        assertEquals(1, history.window(SpeedRange.HOUR).downPeak());
        assertEquals(1000, history.window(SpeedRange.SIX_HOURS).downPeak());
    }

    @Test
    void timeThatWasNotRecordedIsAGap() {
        history.all(0, 5, 5);
        history.all(30, 7, 7);
        long[] down = history.window(SpeedRange.MINUTE).down();
        assertEquals(7, down[59]);
        assertEquals(5, down[29]);
        assertEquals(58, Arrays.stream(down).filter(rate -> rate == SpeedWindow.UNKNOWN).count());
    }

    @Test
    void aTorrentOfWhichNothingIsKnownStoodStillWhileTheSessionWasRecorded() {
        history.all(0, 5, 5);
        history.all(1, 5, 5);
        history.one(1, "a", 3, 1);
        SpeedWindow window = history.window(SpeedRange.MINUTE, List.of("a", "unknown"));
        assertEquals(0, window.down()[58]);
        assertEquals(3, window.down()[59]);
        assertEquals(SpeedWindow.UNKNOWN, window.down()[57]);
        assertEquals(3, window.downNow());
        history.all(2, 0, 0);
        assertEquals(0, history.window(SpeedRange.MINUTE, List.of("a")).downNow());
    }

    @Test
    void severalTorrentsAreAddedUp() {
        history.all(0, 30, 0);
        history.one(0, "a", 10, 0);
        history.one(0, "b", 20, 0);
        assertEquals(30, history.window(SpeedRange.TEN_MINUTES, List.of("a", "b")).downNow());
    }

    @Test
    void onlySoManyTorrentsAreRememberedAndTheOneThatWasIdleLongestIsForgotten() {
        for (int t = 0; t < SpeedHistory.MOST; t++) {
            history.all(t, 1, 1);
            history.one(t, "t" + t, 1, 1);
        }
        long now = SpeedHistory.MOST;
        history.all(now, 1, 1);
        history.one(now, "t0", 1, 1);
        history.one(now, "new", 1, 1);
        assertEquals(1, history.window(SpeedRange.TEN_MINUTES, List.of("t0")).downNow());
        assertEquals(0, history.window(SpeedRange.TEN_MINUTES, List.of("t1")).downPeak());
        assertTrue(history.window(SpeedRange.TEN_MINUTES, List.of("t2")).downPeak() > 0);
    }

    @Test
    void theRecorderAsksForTorrentsOnlyWhileSomethingFlows() {
        long[] nanos = {0};
        long[] rate = {0};
        List<Torrent> torrents = new ArrayList<>();
        torrents.add(Fakes.torrent("a", Map.of("status", arguments -> Fakes.status(TorrentStatus.State.DOWNLOADING, 10, 1,
                rate[0], 0))));
        int[] asked = {0};
        Session session = Fakes.session(Map.of(
                "status", arguments -> new SessionStatus(List.of(), List.of(), rate[0], 0, 0, 0, 0, 1, 1),
                "torrents", arguments -> {
                    asked[0]++;
                    return List.copyOf(torrents);
                }));
        Object key = torrents.getFirst().infoHashes();
        SpeedRecorder recorder = new SpeedRecorder(session, history, () -> nanos[0]);
        recorder.record();
        assertEquals(0, asked[0]);
        rate[0] = 77;
        nanos[0] = SECOND;
        recorder.record();
        recorder.record();
        assertEquals(1, asked[0]);
        assertEquals(77, history.window(SpeedRange.MINUTE, List.of(key)).downNow());
        assertEquals(0, history.window(SpeedRange.MINUTE).down()[58]);
        torrents.clear();
        nanos[0] = 2 * SECOND;
        recorder.record();
        assertEquals(0, history.window(SpeedRange.MINUTE, List.of(key)).downPeak());
    }

    @Test
    void theAxisHasFewLinesAtShortNumbersAndReachesWhatMustFit() {
        for (long highest : new long[] {0, 1, 1500, 300_000, 1_600_000, 5_000_000_000L}) {
            for (int lines = 1; lines <= 5; lines++) {
                RateAxis axis = RateAxis.of(highest, lines);
                assertTrue(axis.top() >= highest);
                assertTrue(axis.lines() >= 1 && axis.lines() <= lines, axis.toString());
                assertEquals(1, Long.bitCount(axis.step()));
                assertEquals(0, axis.y(axis.top(), 200));
                assertEquals(200, axis.y(0, 200));
                assertEquals(0, axis.y(axis.top() * 9, 200));
            }
        }
        assertEquals(new RateAxis(2 << 20, 1 << 19), RateAxis.of(1_600_000, 5));
    }

    @Test
    void aLimitFarAboveWhatFlowsDoesNotPressTheCurvesDown() {
        history.all(0, 1000, 10);
        SpeedWindow window = history.window(SpeedRange.MINUTE);
        assertEquals(1500, new SpeedSnapshot("x", window, new RateLimits(1500, 1 << 30)).highest());
        assertEquals(1000, new SpeedSnapshot("x", window, RateLimits.NONE).highest());
    }

    @Test
    void nowMeanAndPeakAreToldInWords() {
        history.all(0, 1000, 10);
        history.all(1, 3000, 30);
        String words = new SpeedSnapshot("All", history.window(SpeedRange.HOUR), RateLimits.NONE).words();
        for (long rate : new long[] {3000, 2000, 30, 20}) {
            assertTrue(words.contains(Texts.rate(rate)), words);
        }
    }

    @Test
    void theRangeIsRememberedByItsName() {
        assertEquals(SpeedRange.HOUR, SpeedRange.parse("HOUR"));
        assertEquals(SpeedRange.TEN_MINUTES, SpeedRange.parse(""));
        assertArrayEquals(new long[] {60, 600, 3600, 21_600},
                Arrays.stream(SpeedRange.values()).mapToLong(range -> range.length().toSeconds()).toArray());
    }
}
