package org.freshet.ui.details.internal;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.freshet.engine.Torrent;

/**
 * Reads figures of the torrents that are looked at once a second, off the UI thread, and hands on what changed. While nobody
 * looks, nothing happens. At most one reading is under way; one that takes long makes the next ones rarer. All methods are for
 * the UI thread.
 *
 * @param <S> what is read
 */
public final class Poll<S> {
    /** From one reading to the next, in milliseconds. */
    static final long PERIOD = 1000;
    /** Reading may take this share of the time at most. */
    private static final int SHARE = 10;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Where things run. */
    public interface Turns {
        /** Runs something off the UI thread. */
        void work(Runnable task);

        /** Runs something on the UI thread, soon. Called on any thread. */
        void ui(Runnable task);

        /** Runs something on the UI thread later. */
        void later(long millis, Runnable task);
    }

    /** How figures are read; not on the UI thread. */
    @FunctionalInterface
    public interface Reader<S> {
        /**
         * Reads.
         *
         * @param torrents whose figures
         * @param before what was read last for the same torrents, or {@code null}
         * @return the figures; {@code before} itself where nothing has changed
         */
        S read(List<Torrent> torrents, S before);

        /** Whether what is read of these torrents stays the same, so that once is enough. */
        default boolean rests(List<Torrent> torrents) {
            return false;
        }
    }

    private final Turns turns;
    private final Reader<S> reader;
    private final Consumer<S> show;
    private final Consumer<RuntimeException> failed;
    private final LongSupplier nanos;
    private List<Torrent> torrents = List.of();
    private S last;
    private boolean visible;
    private boolean busy;
    /** Distinguishes what was asked for before from what is asked for now. */
    private int turn;

    /**
     * A poll that sleeps until {@link #visible}.
     *
     * @param show gets what was read, where it is not what was read before
     * @param failed hears of a reading that failed; the poll goes on
     * @param nanos a clock
     */
    public Poll(Turns turns, Reader<S> reader, Consumer<S> show, Consumer<RuntimeException> failed, LongSupplier nanos) {
        this.turns = Objects.requireNonNull(turns);
        this.reader = Objects.requireNonNull(reader);
        this.show = Objects.requireNonNull(show);
        this.failed = Objects.requireNonNull(failed);
        this.nanos = Objects.requireNonNull(nanos);
    }

    /** Looks at other torrents from now on. */
    public void follow(List<Torrent> others) {
        if (!others.equals(torrents)) {
            torrents = List.copyOf(others);
            last = null;
            now();
        }
    }

    /** Whether anybody looks. */
    public void visible(boolean looked) {
        if (looked != visible) {
            visible = looked;
            now();
        }
    }

    /** Reads at once, as something has been changed. */
    public void now() {
        turn++;
        if (visible && !busy) {
            read();
        }
    }

    private void read() {
        busy = true;
        int mine = turn;
        List<Torrent> of = torrents;
        S before = last;
        turns.work(() -> {
            long start = nanos.getAsLong();
            S read = null;
            RuntimeException fault = null;
            try {
                read = reader.read(of, before);
            } catch (RuntimeException e) {
                fault = e;
            }
            S result = read;
            RuntimeException thrown = fault;
            long took = (nanos.getAsLong() - start) / NANOS_PER_MILLI;
            turns.ui(() -> done(mine, result, thrown, took));
        });
    }

    private void done(int mine, S result, RuntimeException fault, long took) {
        busy = false;
        if (mine != turn) {
            if (visible) {
                read();
            }
            return;
        }
        if (fault != null) {
            failed.accept(fault);
        } else if (result != last) {
            last = result;
            show.accept(result);
        }
        // Showing may have asked for another reading.
        if (mine == turn && !reader.rests(torrents)) {
            turns.later(Math.max(PERIOD, took * SHARE), () -> {
                if (mine == turn && visible && !busy) {
                    read();
                }
            });
        }
    }
}
