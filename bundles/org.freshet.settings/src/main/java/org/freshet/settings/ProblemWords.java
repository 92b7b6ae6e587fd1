package org.freshet.settings;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What a bundle says of settings that are wrong, in one language: the texts of the file {@code problems.properties} beside one of its
 * classes, and of {@code problems_de.properties} and the like. A text is a pattern of {@link MessageFormat}. Immutable.
 */
public final class ProblemWords {
    private final ResourceBundle words;

    /**
     * Reads the texts.
     *
     * @param beside a class in whose package the files are
     * @throws java.util.MissingResourceException if there is no such file
     */
    public ProblemWords(Class<?> beside, Locale locale) {
        // English is the language of the file without a suffix; the JVM's own language must not come in its place.
        this.words = ResourceBundle.getBundle(beside.getPackageName() + ".problems", locale, beside.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * One text.
     *
     * @param details what stands in it for {0}, {1} and so on, as plain text: 65535 is no amount to be grouped
     * @throws java.util.MissingResourceException if there is none of that key
     */
    public String of(String key, Object... details) {
        Object[] plain = Arrays.stream(details).map(String::valueOf).toArray();
        return MessageFormat.format(words.getString(key), plain);
    }

    /** The problem of an attribute whose text has its id as the key, and its value in it. */
    public SettingsProblem problem(String attribute, Object value) {
        return new SettingsProblem(attribute, of(attribute, value));
    }
}
