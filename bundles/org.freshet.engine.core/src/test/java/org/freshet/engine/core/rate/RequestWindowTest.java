package org.freshet.engine.core.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class RequestWindowTest {
    private static final long MS = 1_000_000L;
    private static final int BLOCK = 16384;

    /** A line of a certain rate and delay with a peer at its end that answers at once. */
    private static final class Line {
        private final RequestWindow window;
        private final long nanosPerBlock;
        private final long delay;
        /** When each block that is on request arrives. */
        private final ArrayDeque<Long> arrivals = new ArrayDeque<>();
        private long lineFree;
        private long now;
        private long blocks;
        private long idle;

        Line(RequestWindow window, double bytesPerSecond, long delay) {
            this.window = window;
            this.nanosPerBlock = (long) (BLOCK * 1e9 / bytesPerSecond);
            this.delay = delay;
        }

        void run(long nanos) {
            long end = now + nanos;
            while (true) {
                while (arrivals.size() < window.size()) {
                    long sent = Math.max(lineFree, now + delay / 2);
                    idle += Math.max(0, now + delay / 2 - lineFree);
                    lineFree = sent + nanosPerBlock;
                    arrivals.add(lineFree + delay / 2);
                }
                if (arrivals.peek() > end) {
                    now = end;
                    return;
                }
                now = arrivals.poll();
                blocks++;
                window.received(BLOCK, now);
            }
        }
    }

    @Test
    void onLoopbackTheWindowIsFullWithinFiftyMilliseconds() {
        RequestWindow window = new RequestWindow(5000);
        Line line = new Line(window, 500e6, MS / 10);
        line.run(50 * MS);
        assertEquals(RequestWindow.MOST, window.size());
        line.run(5000 * MS);
        assertEquals(RequestWindow.MOST, window.size());
    }

    @Test
    void aLongFatLineIsFilledAndStaysFull() {
        RequestWindow window = new RequestWindow(5000);
        Line line = new Line(window, 10e6, 200 * MS);
        line.run(3000 * MS);
        long idle = line.idle;
        line.run(20_000 * MS);
        assertEquals(idle, line.idle, "the line never runs dry");
        assertEquals(RequestWindow.MOST, window.size());
    }

    @Test
    void aSlowLineGetsThreeSecondsOfRequests() {
        RequestWindow window = new RequestWindow(500);
        Line line = new Line(window, 100_000, 100 * MS);
        line.run(60_000 * MS);
        assertFalse(window.inSlowStart());
        assertEquals(100_000 * 3 / BLOCK, window.size(), 3);
    }

    @Test
    void aPauseInTheGrowthDoesNotEndTheSlowStart() {
        RequestWindow window = new RequestWindow(5000);
        long now = 0;
        long perBlock = 1000 * MS;
        window.received(BLOCK, now);
        for (int round = 0; round < 8; round++) {
            for (int i = window.size(); i > 0; i--) {
                now += perBlock;
                window.received(BLOCK, now);
            }
            perBlock = round % 2 == 0 ? perBlock : perBlock / 2;
            assertTrue(window.inSlowStart(), "after round " + round);
        }
        for (int i = 4 * window.size(); i > 0; i--) {
            now += perBlock;
            window.received(BLOCK, now);
        }
        for (int i = 4 * window.size(); i > 0; i--) {
            now += perBlock;
            window.received(BLOCK, now);
        }
        assertFalse(window.inSlowStart());
    }

    @Test
    void aLineThatSlowsDownIsGivenLess() {
        RequestWindow window = new RequestWindow(5000);
        new Line(window, 10e6, 20 * MS).run(5000 * MS);
        int fast = window.size();
        Line slow = new Line(window, 1e6, 20 * MS);
        slow.now = 5000 * MS;
        slow.lineFree = slow.now;
        slow.run(60_000 * MS);
        assertEquals(RequestWindow.MOST, fast);
        assertEquals(1e6 * 3 / BLOCK, window.size(), 20);
    }

    @Test
    void thePeersQueueIsNeverOverrun() {
        RequestWindow window = new RequestWindow(50);
        new Line(window, 500e6, MS).run(1000 * MS);
        assertEquals(50, window.size());
        window.setPeerQueue(2);
        assertEquals(2, window.size());
        assertEquals(RequestWindow.LEAST, new RequestWindow(0).size());
    }

    @Test
    void aSnubbedPeerGetsOneRequestAndThenStartsSlowly() {
        RequestWindow window = new RequestWindow(500);
        new Line(window, 5e6, 10 * MS).run(2000 * MS);
        assertTrue(window.size() > 100);
        window.setSnubbed(true);
        assertEquals(1, window.size());
        window.setSnubbed(false);
        assertEquals(RequestWindow.LEAST, window.size());
        assertTrue(window.inSlowStart());
    }

    @Test
    void afterALongSilenceItStartsSlowlyAgain() {
        RequestWindow window = new RequestWindow(500);
        new Line(window, 200_000, 10 * MS).run(20_000 * MS);
        assertFalse(window.inSlowStart());
        window.received(BLOCK, 40_000 * MS);
        assertTrue(window.inSlowStart());
        assertEquals(RequestWindow.LEAST, window.size());
    }
}
