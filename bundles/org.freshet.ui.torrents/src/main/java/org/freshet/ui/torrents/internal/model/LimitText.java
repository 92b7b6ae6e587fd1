package org.freshet.ui.torrents.internal.model;

import java.util.OptionalLong;

/** A rate limit as people type it: whole KiB/s, nothing or 0 for none. */
public final class LimitText {
    private static final long KIB = 1024;
    private static final int DIGITS = 12;

    private LimitText() {
    }

    /** Bytes per second; empty if the text is no limit. */
    public static OptionalLong parse(String text) {
        String digits = text.strip();
        if (digits.length() > DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(digits.isEmpty() ? 0 : Long.parseLong(digits) * KIB);
    }

    /** What the field shows for a limit in bytes per second; a limit below 1 KiB/s is no "none". */
    public static String format(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "" : Long.toString(Math.max(1, bytesPerSecond / KIB));
    }
}
