package org.freshet.app.cli;

import java.util.List;

/**
 * Puts foreign text and figures into a form fit for a terminal. Without {@code String.format}, whose classes cost more at the
 * start than all that is printed.
 */
final class Text {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86400;

    private Text() {
    }

    /** Without line ends and whatever else a torrent's author could have put in to steer a terminal or to turn text around. */
    static String oneLine(String foreign) {
        StringBuilder clean = null;
        for (int i = 0; i < foreign.length(); i++) {
            char c = foreign.charAt(i);
            if (Character.isISOControl(c) || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x2028
                    || c == 0x2029) {
                clean = clean == null ? new StringBuilder(foreign) : clean;
                clean.setCharAt(i, c == '\n' || c == '\t' ? ' ' : '?');
            }
        }
        return clean == null ? foreign : clean.toString();
    }

    /** The columns that a text takes on a terminal. */
    static int columns(String text) {
        int columns = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            columns += columns(c);
            i += Character.charCount(c);
        }
        return columns;
    }

    /** Cut to so many columns, with a mark where something is missing. */
    static String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder(columns);
        int left = columns - 1;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            left -= columns(c);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return cut.append('~').toString();
    }

    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }

    /** Bytes for a person: {@code 1.2 MiB}. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int unit = 0;
        long tenths = bytes;
        // Kept in tenths of the unit; rounding down, so that nothing looks whole that is not.
        long whole = bytes;
        while (whole >= 1024) {
            tenths = whole >= Long.MAX_VALUE / 10 ? whole / 1024 * 10 : whole * 10 / 1024;
            whole /= 1024;
            unit++;
        }
        return tenths / 10 + "." + tenths % 10 + " " + UNITS.get(unit);
    }

    /** A rate for a person: {@code 1.2 MiB/s}. */
    static String rate(long bytesPerSecond) {
        return bytes(bytesPerSecond) + "/s";
    }

    /** A share, 0…1, as {@code 45.2%}; rounded down, so that 100.0% is said only of what is whole. */
    static String percent(double share) {
        long tenths = (long) Math.floor(Math.clamp(share, 0, 1) * 1000);
        return tenths / 10 + "." + tenths % 10 + "%";
    }

    /** A time for a person: {@code 0:07}, {@code 12:34}, {@code 1:02:03}, {@code 3 d 4 h}. */
    static String duration(long seconds) {
        if (seconds >= DAY) {
            return seconds / DAY + " d " + seconds % DAY / HOUR + " h";
        }
        String rest = two(seconds % MINUTE);
        return seconds >= HOUR ? seconds / HOUR + ":" + two(seconds % HOUR / MINUTE) + ":" + rest : seconds / MINUTE + ":" + rest;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }
}
