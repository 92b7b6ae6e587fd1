package org.freshet.ui.torrents.internal;

import java.util.concurrent.TimeUnit;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.freshet.ui.torrents.internal.model.SortText;
import org.freshet.ui.torrents.internal.model.TorrentFeed;
import org.freshet.ui.torrents.internal.model.TorrentRows;

/**
 * Moves what the feed holds into the rows: at once when nothing happened for a while, and at most ten times a second. Rows are
 * put in order at most once a second, so that nobody reads a table that jumps.
 */
final class TorrentPump {
    private static final long BETWEEN_FIGURES = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BETWEEN_PLACES = TimeUnit.SECONDS.toNanos(1);

    private final Display display;
    private final TorrentRows rows;
    private final TorrentFeed feed;
    private final Listener listener;
    private long lastFigures = System.nanoTime() - BETWEEN_PLACES;
    private long lastPlaces = lastFigures;
    private boolean scheduled;
    private boolean stopped;

    /** Hears what to show. */
    interface Listener {
        /** After rows changed; {@code moved} if some came, went or moved. */
        void changed(boolean moved);
    }

    TorrentPump(Display display, TorrentRows rows, SortText.Alphabet alphabet, Listener listener) {
        this.display = display;
        this.rows = rows;
        this.listener = listener;
        this.feed = new TorrentFeed(alphabet, this::wake);
    }

    /** The end into which the engine and the poll pour. */
    TorrentFeed feed() {
        return feed;
    }

    /** Any thread. */
    private void wake() {
        try {
            display.asyncExec(() -> schedule(lastFigures + BETWEEN_FIGURES));
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The program ends; nobody looks any more.
        }
    }

    private void schedule(long at) {
        if (scheduled || stopped) {
            return;
        }
        long wait = TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime());
        if (wait <= 0) {
            pump();
        } else {
            scheduled = true;
            display.timerExec((int) wait + 1, () -> {
                scheduled = false;
                pump();
            });
        }
    }

    private void pump() {
        if (stopped) {
            return;
        }
        lastFigures = System.nanoTime();
        rows.apply(feed.take());
        boolean due = lastFigures - lastPlaces >= BETWEEN_PLACES;
        boolean moved = due && rows.settle();
        if (moved) {
            lastPlaces = lastFigures;
        }
        listener.changed(moved);
        if (rows.unsettled()) {
            schedule(lastPlaces + BETWEEN_PLACES);
        }
    }

    /** The user did something that shows at once. */
    void settleNow() {
        rows.apply(feed.take());
        listener.changed(rows.settle());
    }

    /** Nothing is called any more. */
    void stop() {
        stopped = true;
    }
}
