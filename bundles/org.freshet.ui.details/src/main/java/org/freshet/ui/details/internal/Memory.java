package org.freshet.ui.details.internal;

/** What a view remembers from one run of the program to the next. UI thread. */
public interface Memory {

    /** A text that was kept, or {@code otherwise}. */
    String text(String key, String otherwise);

    /** Keeps a text. */
    void keep(String key, String value);

    /** A whole number that was kept, or {@code otherwise} where there is none. */
    default int number(String key, int otherwise) {
        String kept = text(key, "");
        try {
            return kept.isEmpty() ? otherwise : Integer.parseInt(kept);
        } catch (NumberFormatException e) {
            // Somebody edited the preferences by hand: it is as if nothing had been kept.
            return otherwise;
        }
    }

    /** Keeps a whole number. */
    default void keep(String key, int value) {
        keep(key, Integer.toString(value));
    }

    /** The same memory, with keys of its own. */
    default Memory part(String name) {
        Memory whole = this;
        return new Memory() {
            @Override
            public String text(String key, String otherwise) {
                return whole.text(name + '.' + key, otherwise);
            }

            @Override
            public void keep(String key, String value) {
                whole.keep(name + '.' + key, value);
            }
        };
    }
}
