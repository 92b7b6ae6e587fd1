package org.freshet.ui;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.TorrentStatus;
import org.freshet.ui.internal.Messages;

/** Amounts, rates, times and states in the words of the user's language. Pure functions; any thread. */
public final class Quantities {
    private static final String PREFIXES = "KMGTPE";
    private static final int KIBI = 1024;
    private static final double ONE_DECIMAL_BELOW = 99.95;
    private static final Duration ENDLESS = Duration.ofDays(100);

    private Quantities() {
    }

    /** An amount of bytes in powers of 1024: {@code 1.4 GiB}. */
    public static String bytes(long bytes) {
        if (Math.abs(bytes) < KIBI) {
            return number(bytes, 0) + " B";
        }
        double value = bytes;
        int power = 0;
        // What would be rounded to 1024 is 1 of the next unit.
        while (Math.abs(value) >= KIBI - 0.5 && power < PREFIXES.length()) {
            value /= KIBI;
            power++;
        }
        return number(value, Math.abs(value) < ONE_DECIMAL_BELOW ? 1 : 0) + " " + PREFIXES.charAt(power - 1) + "iB";
    }

    /** A rate: {@code 1.4 MiB/s}; nothing for 0. */
    public static String rate(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "" : NLS.bind(Messages.rate, bytes(bytesPerSecond));
    }

    /** A share of 1 with one decimal: {@code 42.1 %}. Rounded down, so that only what is complete reads 100 %. */
    public static String percent(double share) {
        return NLS.bind(Messages.percent, number(share >= 1 ? 100 : Math.floor(share * 1000 + 1e-9) / 10, share >= 1 || share <= 0 ? 0 : 1));
    }

    /** A span of time in its two largest units: {@code 3 m 20 s}; an infinity sign for more than a hundred days. */
    public static String duration(Duration span) {
        if (span.compareTo(ENDLESS) > 0) {
            return Messages.endless;
        }
        if (span.toDays() > 0) {
            return units(Messages.days, span.toDays(), Messages.hours, span.toHoursPart());
        }
        if (span.toHours() > 0) {
            return units(Messages.hours, span.toHours(), Messages.minutes, span.toMinutesPart());
        }
        if (span.toMinutes() > 0) {
            return units(Messages.minutes, span.toMinutes(), Messages.seconds, span.toSecondsPart());
        }
        return NLS.bind(Messages.seconds, Math.max(0, span.toSeconds()));
    }

    /** What was given for what was taken: {@code 1.52}; nothing before the first byte, an infinity sign if nothing was taken. */
    public static String ratio(long up, long down) {
        if (down <= 0) {
            return up <= 0 ? "" : Messages.endless;
        }
        return number((double) up / down, 2);
    }

    /** Local date and time, short. */
    public static String when(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).format(moment.atZone(ZoneId.systemDefault()));
    }

    /** The word for what a torrent does. */
    public static String states(TorrentStatus.State state) {
        return switch (state) {
            case PAUSED -> Messages.paused;
            case QUEUED -> Messages.queued;
            case METADATA -> Messages.metadata;
            case CHECKING -> Messages.checking;
            case DOWNLOADING -> Messages.downloading;
            case SEEDING -> Messages.seeding;
            case PARKED -> Messages.parked;
            case ERROR -> Messages.error;
        };
    }

    private static String units(String large, long count, String small, int part) {
        String first = NLS.bind(large, count);
        return part == 0 ? first : first + " " + NLS.bind(small, part);
    }

    private static String number(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.getDefault(Locale.Category.FORMAT));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        format.setGroupingUsed(false);
        return format.format(value);
    }
}
