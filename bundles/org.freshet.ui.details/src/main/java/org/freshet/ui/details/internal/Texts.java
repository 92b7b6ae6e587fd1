package org.freshet.ui.details.internal;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;

import org.freshet.engine.RateLimits;
import org.freshet.engine.Torrent;
import org.freshet.ui.Quantities;

/** Fills patterns of {@link Messages} in, and what several views say in the same words. Pure functions; any thread. */
public final class Texts {
    private Texts() {
    }

    /** A pattern with its gaps filled in; numbers and plurals as the user's language has them. */
    public static String of(String pattern, Object... values) {
        return new MessageFormat(pattern, Locale.getDefault(Locale.Category.FORMAT)).format(values);
    }

    /** A rate in words, also where there is none. */
    public static String rate(long bytesPerSecond) {
        return bytesPerSecond == 0 ? of(Messages.rate_none, Quantities.bytes(0)) : Quantities.rate(bytesPerSecond);
    }

    /** One limit in words. */
    public static String limit(long bytesPerSecond) {
        return bytesPerSecond == 0 ? Messages.limit_none : Quantities.rate(bytesPerSecond);
    }

    /** Both limits in words. */
    public static String limits(RateLimits limits) {
        return limits.equals(RateLimits.NONE) ? Messages.limit_none
                : of(Messages.limits, limit(limits.down()), limit(limits.up()));
    }

    /** What went wrong, in the words of whoever refused. */
    public static String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null || cause.getMessage().isBlank() ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** How many torrents are selected, and how much that is. */
    public static String several(List<Torrent> torrents) {
        long total = 0;
        long done = 0;
        for (Torrent torrent : torrents) {
            total += torrent.status().wanted();
            done += torrent.status().done();
        }
        return of(Messages.several, torrents.size(), Quantities.bytes(done), Quantities.bytes(total));
    }
}
