package org.freshet.engine.osgi.internal;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** Words for what is wrong with a setting, in one language. */
final class Problems {
    private final ResourceBundle words;

    Problems(Locale locale) {
        // English is the language of the file without a suffix; the JVM's own language must not come in its place.
        this.words = ResourceBundle.getBundle(Problems.class.getPackageName() + ".problems", locale, Problems.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    IllegalArgumentException problem(String key, Object... details) {
        // As plain text: 65535 is no amount to be grouped.
        Object[] plain = Arrays.stream(details).map(String::valueOf).toArray();
        return new IllegalArgumentException(MessageFormat.format(words.getString(key), plain));
    }
}
