package org.freshet.ui.details.internal.speed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rates of one session since it was opened: of everything, and of the torrents that were active last. Bounded: about 17 KB
 * for each series, and {@value #MOST} of them. Any thread.
 */
public final class SpeedHistory {
    /** So many torrents are remembered; of others the one that was idle longest is forgotten. */
    static final int MOST = 100;

    /** The rates of one thing. */
    private static final class Series {
        private final Map<SpeedRange, RateRing> down = new EnumMap<>(SpeedRange.class);
        private final Map<SpeedRange, RateRing> up = new EnumMap<>(SpeedRange.class);
        private long lastSecond;
        private long downNow;
        private long upNow;

        Series() {
            for (SpeedRange range : SpeedRange.values()) {
                down.put(range, new RateRing(range));
                up.put(range, new RateRing(range));
            }
        }

        void add(long second, long downRate, long upRate) {
            down.values().forEach(ring -> ring.add(second, downRate));
            up.values().forEach(ring -> ring.add(second, upRate));
            lastSecond = second;
            downNow = downRate;
            upNow = upRate;
        }
    }

    private final Series all = new Series();
    /** In the order in which they were active last. */
    private final Map<Object, Series> each = new LinkedHashMap<>();
    private boolean begun;

    /** Records the rates of everything in a second; seconds grow. */
    public synchronized void all(long second, long down, long up) {
        begun = true;
        all.add(second, down, up);
    }

    /** Records the rates of one torrent in a second. One that never had a rate takes no room. */
    public synchronized void one(long second, Object torrent, long down, long up) {
        if (down == 0 && up == 0) {
            return;
        }
        Series series = each.remove(torrent);
        Series kept = series == null ? new Series() : series;
        kept.add(second, down, up);
        each.put(torrent, kept);
        if (each.size() > MOST) {
            Iterator<Object> oldest = each.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Forgets a torrent. */
    public synchronized void forget(Object torrent) {
        each.remove(torrent);
    }

    /** What is known of everything. */
    synchronized SpeedWindow window(SpeedRange range) {
        return window(range, List.of(all));
    }

    /**
     * What is known of some torrents together. While the session was recorded, a torrent of which nothing is known stood still.
     */
    synchronized SpeedWindow window(SpeedRange range, Collection<?> torrents) {
        List<Series> some = new ArrayList<>();
        for (Object torrent : torrents) {
            Series series = each.get(torrent);
            if (series != null) {
                some.add(series);
            }
        }
        return window(range, some);
    }

    private SpeedWindow window(SpeedRange range, List<Series> some) {
        if (!begun) {
            return SpeedWindow.empty(range);
        }
        long newest = all.lastSecond / range.step();
        Direction down = new Direction(range.points());
        Direction up = new Direction(range.points());
        RateRing recorded = all.down.get(range);
        for (int i = 0; i < range.points(); i++) {
            long step = newest - range.points() + 1 + i;
            int count = recorded.count(step);
            down.point(i, step, count, some.stream().map(s -> s.down.get(range)).toList());
            up.point(i, step, count, some.stream().map(s -> s.up.get(range)).toList());
        }
        long downNow = 0;
        long upNow = 0;
        for (Series series : some) {
            boolean current = series.lastSecond == all.lastSecond;
            downNow += current ? series.downNow : 0;
            upNow += current ? series.upNow : 0;
        }
        return new SpeedWindow(range, down.means, up.means, downNow, upNow, down.peak, up.peak, down.mean(), up.mean());
    }

    /** Collects the points of one direction. */
    private static final class Direction {
        private final long[] means;
        private long peak;
        private long sum;
        private long seconds;

        Direction(int points) {
            means = new long[points];
        }

        void point(int at, long step, int count, List<RateRing> rings) {
            if (count == 0) {
                means[at] = SpeedWindow.UNKNOWN;
                return;
            }
            long total = 0;
            long highest = 0;
            for (RateRing ring : rings) {
                total += ring.sum(step);
                highest += ring.peak(step);
            }
            means[at] = total / count;
            // Several need not have had their peaks at once, but one alone had.
            peak = Math.max(peak, rings.size() == 1 ? highest : means[at]);
            sum += total;
            seconds += count;
        }

        long mean() {
            return seconds == 0 ? 0 : sum / seconds;
        }
    }
}
