package org.freshet.ui.torrents.internal.model;

import java.text.CollationKey;
import java.text.Collator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A text with its place in the alphabet of a locale: case and accents matter only between texts that are the same without them.
 * Immutable; comparing two is comparing bytes.
 */
public final class SortText implements Comparable<SortText> {
    private static final int MOST_SHARED = 512;

    private final String text;
    private final String folded;
    private final byte[] key;

    private SortText(String text, Locale locale, byte[] key) {
        this.text = text;
        this.folded = text.toLowerCase(locale);
        this.key = key;
    }

    /** Makes keys for one locale. Any thread, one at a time inside. */
    public static final class Alphabet {
        private final Locale locale;
        private final Collator collator;
        private final Map<String, SortText> shared = new HashMap<>();

        /** The alphabet of a locale. */
        public Alphabet(Locale locale) {
            this.locale = locale;
            collator = Collator.getInstance(locale);
            collator.setStrength(Collator.TERTIARY);
        }

        /** The text with its place. */
        public SortText of(String text) {
            CollationKey made;
            synchronized (collator) {
                made = collator.getCollationKey(text);
            }
            return new SortText(text, locale, made.toByteArray());
        }

        /**
         * The same for a text that many torrents share, such as a label or a folder: mostly the same object for the same text.
         * How many are kept is bounded.
         */
        SortText shared(String text, SortText before) {
            if (before != null && before.text.equals(text)) {
                return before;
            }
            synchronized (collator) {
                if (shared.size() >= MOST_SHARED) {
                    shared.clear();
                }
                return shared.computeIfAbsent(text, this::of);
            }
        }

        /** The same, and the very object that was there before if the text did not change: keys are dear. */
        SortText of(String text, SortText before) {
            return before != null && before.text.equals(text) ? before : of(text);
        }
    }

    /** As it is shown. */
    public String text() {
        return text;
    }

    /** In lower case, for the filter. */
    String folded() {
        return folded;
    }

    @Override
    public int compareTo(SortText other) {
        return Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
