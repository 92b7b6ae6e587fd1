package org.freshet.ui.torrents.internal.model;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Prints what the model costs with ten thousand rows; run by hand, asserts nothing. */
final class MeasureRows {
    private static final int ROWS = 10_000;
    private static final int ROUNDS = 30;

    private MeasureRows() {
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        TorrentFeed feed = new TorrentFeed(new SortText.Alphabet(Locale.GERMAN), () -> { });
        TorrentRows rows = new TorrentRows();
        Random random = new Random(1);
        List<FakeTorrent> all = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            all.add(new FakeTorrent("Torrent " + Integer.toString(random.nextInt(1_000_000), 36) + " part " + i));
        }
        time(out, "reading 10,000 torrents, off the UI thread (cold)", 1, () -> all.forEach(fake -> feed.added(fake.torrent)));
        time(out, "first apply and settle by name (cold)", 1, () -> {
            rows.apply(feed.take());
            rows.settle();
        });
        RowFilter.Parser parser = new RowFilter.Parser(Locale.GERMAN, Enum::name);
        for (int warm = 0; warm < 2; warm++) {
            out.println(warm == 0 ? "-- first rounds" : "-- warm");
            rows.order(RowOrder.BY_NAME);
            rows.settle();
            tick(out, "tick, 100 of 10,000 changed, sorted by name", feed, rows, all, random);
            rows.order(RowOrder.BY_NAME.clicked(Column.DOWN));
            rows.settle();
            tick(out, "tick, 100 of 10,000 changed, sorted by rate", feed, rows, all, random);
            time(out, "poll of 10,000 running torrents, nothing changed", ROUNDS, feed::poll);
            time(out, "sort by name", ROUNDS, () -> {
                rows.order(RowOrder.BY_NAME);
                rows.settle();
            });
            time(out, "sort by rate", ROUNDS, () -> {
                rows.order(RowOrder.BY_NAME.by(Column.DOWN, true));
                rows.settle();
            });
            time(out, "filter in and out", ROUNDS, () -> {
                rows.filter(parser.parse("part 7 -99"));
                rows.settle();
                rows.filter(RowFilter.ALL);
                rows.settle();
            });
        }
    }

    private static void tick(PrintStream out, String what, TorrentFeed feed, TorrentRows rows, List<FakeTorrent> all,
            Random random) {
        PaintedRows painted = new PaintedRows();
        long spent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 100; i++) {
                FakeTorrent fake = all.get(random.nextInt(all.size()));
                feed.stateChanged(fake.down(random.nextInt(1 << 20)).torrent, fake.status);
            }
            for (int i = 0; i < 40; i++) {
                painted.painted(i, rows.figuresAt(i));
            }
            long start = System.nanoTime();
            rows.apply(feed.take());
            rows.settle();
            painted.refresh(rows, 0, 40, (position, before, now) -> true);
            spent += System.nanoTime() - start;
        }
        print(out, what, spent, ROUNDS);
    }

    private static void time(PrintStream out, String what, int rounds, Runnable work) {
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            work.run();
        }
        print(out, what, System.nanoTime() - start, rounds);
    }

    private static void print(PrintStream out, String what, long nanos, int rounds) {
        out.printf(Locale.ROOT, "%-60s %8.3f ms%n", what, nanos / 1e6 / rounds);
    }
}
