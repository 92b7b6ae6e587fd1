package org.freshet.discovery.support;

import java.util.Collection;

/** Words of trackers, which may be anything, made fit for a message. */
public final class TrackerWords {
    private static final int LONGEST_READ = 4096;
    private static final int LONGEST = 256;
    private static final String LEFT_OUT = "\u2026";

    private TrackerWords() {
    }

    /** One line of at most 256 characters, without control characters, and without {@code secrets}. */
    public static String line(String words, Collection<String> secrets) {
        String clean = words.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE && c != 0x2028 && c != 0x2029)
                .limit(LONGEST_READ)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        for (String secret : secrets) {
            clean = clean.replace(secret, LEFT_OUT);
        }
        return clean.length() <= LONGEST ? clean
                : clean.substring(0, Character.isHighSurrogate(clean.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1) + LEFT_OUT;
    }
}
