package org.freshet.ui.settings.internal.model;

import java.util.OptionalInt;

/** How a field says that a secret is to stay what it is, without knowing it: by a text that nobody can type. */
public final class SecretText {
    private static final String KEPT = "\0kept";

    private SecretText() {
    }

    /** The secret that is kept already as the element of that index, 0 where there is only one. */
    public static String kept(int index) {
        return KEPT + index;
    }

    public static boolean isKept(String text) {
        return text.startsWith(KEPT);
    }

    /** Where the secret has been kept; empty if the text is a new secret. */
    static OptionalInt index(String text) {
        return isKept(text) ? OptionalInt.of(Integer.parseInt(text.substring(KEPT.length()))) : OptionalInt.empty();
    }
}
