package org.freshet.app.cli;

import org.freshet.metainfo.TorrentCreator;

/** Reads amounts as people write them on a command line: {@code 500k}, {@code 2M}, {@code 1.5MiB}. */
final class Quantity {
    private static final int DECIMALS = 3;
    private static final long THOUSAND = 1000;

    private Quantity() {
    }

    /**
     * A rate in bytes per second. {@code k}, {@code M}, {@code G} (also {@code kB} …) are powers of 1000, {@code Ki},
     * {@code KiB}, {@code MiB} … of 1024; {@code /s} may follow. 0 is no limit.
     */
    static long rate(String option, String text) throws CommandFailed {
        String amount = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        return amount(amount, THOUSAND, option + " takes a rate in bytes per second like 500k, 2M or 1.5MiB, not \"" + text
                + "\"");
    }

    /** A piece size in bytes; {@code k}, {@code M} and {@code KiB}, {@code MiB} are all powers of 1024. */
    static int pieceSize(String option, String text) throws CommandFailed {
        String complaint = option + " takes a power of two from 16k to 128M, like 256k or 1M, not \"" + text + "\"";
        long size = amount(text, 1024, complaint);
        if (size < TorrentCreator.MIN_PIECE_LENGTH || size > TorrentCreator.MAX_PIECE_LENGTH || Long.bitCount(size) != 1) {
            throw CommandFailed.usage(complaint);
        }
        return (int) size;
    }

    private static long amount(String text, long kilo, String complaint) throws CommandFailed {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        long unit = unit(text.substring(end).strip(), kilo);
        long thousandths = thousandths(text.substring(0, end));
        if (unit < 0 || thousandths < 0 || thousandths > Long.MAX_VALUE / unit) {
            throw CommandFailed.usage(complaint);
        }
        return thousandths * unit / THOUSAND;
    }

    /** 1 … 1024 ^ 4, or -1 for no unit known. */
    private static long unit(String name, long kilo) {
        String unit = name.endsWith("B") || name.endsWith("b") ? name.substring(0, name.length() - 1) : name;
        if (unit.isEmpty()) {
            return 1;
        }
        int power = "kmgt".indexOf(Character.toLowerCase(unit.charAt(0))) + 1;
        boolean binary = unit.length() == 2 && unit.charAt(1) == 'i';
        if (power == 0 || unit.length() > 1 && !binary) {
            return -1;
        }
        long factor = 1;
        for (int i = 0; i < power; i++) {
            factor *= binary ? 1024 : kilo;
        }
        return factor;
    }

    /** A decimal number times 1000, or -1 if it is none or too long to be meant. */
    private static long thousandths(String number) {
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String fraction = dot < 0 ? "" : number.substring(dot + 1);
        if (whole.isEmpty() || whole.length() > 12 || dot >= 0 && (fraction.isEmpty() || fraction.length() > DECIMALS)
                || fraction.indexOf('.') >= 0) {
            return -1;
        }
        long value = Long.parseLong(whole);
        for (int i = 0; i < DECIMALS; i++) {
            value = 10 * value + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
