package org.freshet.ui.details.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.freshet.engine.Torrent;
import org.junit.jupiter.api.Test;

class PollTest {
    /** So many torrents say the same for ever. */
    private static final int RESTING = 5;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final Deque<Runnable> timer = new ArrayDeque<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> reads = new ArrayList<>();
    private String value = "a";
    private long nanos;
    private final Poll<String> poll = new Poll<>(new Poll.Turns() {
        @Override
        public void work(Runnable task) {
            work.add(task);
        }

        @Override
        public void ui(Runnable task) {
            ui.add(task);
        }

        @Override
        public void later(long millis, Runnable task) {
            delays.add(millis);
            timer.add(task);
        }
    }, new Poll.Reader<>() {
        @Override
        public String read(List<Torrent> torrents, String before) {
            return PollTest.this.read(torrents, before);
        }

        @Override
        public boolean rests(List<Torrent> torrents) {
            return torrents.size() == RESTING;
        }
    }, shown::add, fault -> failed.add(fault.getMessage()), () -> nanos);

    private String read(List<Torrent> torrents, String before) {
        reads.add(torrents.size() + ":" + before);
        if (value == null) {
            throw new IllegalStateException("no value");
        }
        return value;
    }

    private void run(Deque<Runnable> queue) {
        queue.remove().run();
    }

    private void round() {
        run(work);
        run(ui);
    }

    private static List<Torrent> torrents(int count) {
        List<Torrent> torrents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            torrents.add(Fakes.torrent("torrent " + i));
        }
        return torrents;
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        poll.follow(torrents(1));
        assertEquals(0, work.size());
        poll.visible(true);
        round();
        poll.visible(false);
        run(timer);
        assertEquals(0, work.size());
        assertEquals(List.of("a"), shown);
    }

    @Test
    void whatStaysTheSameIsReadOnceUntilOthersAreLookedAt() {
        poll.follow(torrents(RESTING));
        poll.visible(true);
        round();
        assertEquals(0, timer.size());
        poll.follow(torrents(1));
        round();
        assertEquals(1, timer.size());
        assertEquals(List.of("5:null", "1:null"), reads);
    }

    @Test
    void whatIsTheSameIsNotShownAgain() {
        poll.visible(true);
        round();
        run(timer);
        round();
        value = "b";
        run(timer);
        round();
        assertEquals(List.of("a", "b"), shown);
        assertEquals(List.of("0:null", "0:a", "0:a"), reads);
    }

    @Test
    void whatWasReadOfFormerTorrentsIsNotShownAndOnlyOneReadingIsUnderWay() {
        poll.visible(true);
        poll.follow(torrents(1));
        poll.follow(torrents(2));
        assertEquals(1, work.size());
        round();
        assertEquals(List.of(), shown);
        round();
        assertEquals(List.of("a"), shown);
        assertEquals("2:null", reads.getLast());
        assertEquals(0, work.size());
    }

    @Test
    void aTimerOfBeforeReadsNothingWhenThereIsANewerOne() {
        poll.visible(true);
        round();
        poll.now();
        round();
        run(timer);
        assertEquals(0, work.size());
        run(timer);
        assertEquals(1, work.size());
    }

    @Test
    void aReadingThatTakesLongMakesTheNextOnesRarer() {
        poll.visible(true);
        Runnable reading = work.remove();
        // The clock is read before and after: it jumps in between.
        value = "slow";
        nanos = 0;
        Poll<String> slow = new Poll<>(new Poll.Turns() {
            @Override
            public void work(Runnable task) {
                task.run();
            }

            @Override
            public void ui(Runnable task) {
                task.run();
            }

            @Override
            public void later(long millis, Runnable task) {
                delays.add(millis);
            }
        }, (torrents, before) -> {
            nanos += 400_000_000L;
            return "x";
        }, shown::add, fault -> failed.add(fault.getMessage()), () -> nanos);
        slow.visible(true);
        assertEquals(List.of(4000L), delays);
        reading.run();
        run(ui);
        assertEquals(List.of(4000L, Poll.PERIOD), delays);
    }

    @Test
    void aFaultIsToldAndThePollGoesOn() {
        value = null;
        poll.visible(true);
        round();
        assertEquals(List.of("no value"), failed);
        value = "c";
        run(timer);
        round();
        assertEquals(List.of("c"), shown);
    }
}
