package org.freshet.ui.settings.internal.model;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives labels that come from plugins a letter for the keyboard, none twice on a page. */
public final class Mnemonics {
    private final Set<Character> taken = new HashSet<>();

    /** @param others labels whose letters are taken already: {@code Restore &Defaults} */
    public Mnemonics(String... others) {
        for (String label : others) {
            int at = label.indexOf('&');
            if (at >= 0 && at + 1 < label.length()) {
                taken.add(lower(label.charAt(at + 1)));
            }
        }
    }

    /** The label with an ampersand before its letter: the first letter of a word if one is free, else any, else none. */
    public String mark(String label) {
        int at = free(label, true);
        if (at < 0) {
            at = free(label, false);
        }
        if (at < 0) {
            return label.replace("&", "&&");
        }
        taken.add(lower(label.charAt(at)));
        return label.substring(0, at).replace("&", "&&") + "&" + label.substring(at).replace("&", "&&");
    }

    private int free(String label, boolean initials) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean initial = i == 0 || !Character.isLetterOrDigit(label.charAt(i - 1));
            // Letters that every keyboard has.
            if ((initial || !initials) && lower(c) >= 'a' && lower(c) <= 'z' && !taken.contains(lower(c))) {
                return i;
            }
        }
        return -1;
    }

    private static char lower(char c) {
        return String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0);
    }
}
