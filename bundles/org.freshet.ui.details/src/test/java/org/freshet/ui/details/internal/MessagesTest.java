package org.freshet.ui.details.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern GAP = Pattern.compile("\\{(\\d)");

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = MessagesTest.class.getResourceAsStream(file)) {
            texts.load(in);
        }
        return texts;
    }

    private static Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        for (Field field : Messages.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                fields.add(field.getName());
            }
        }
        return fields;
    }

    @Test
    void everyFieldHasAnEnglishAndAGermanTextAndNoTextIsLeftOver() throws IOException {
        assertEquals(fields(), new TreeSet<>(texts("messages.properties").stringPropertyNames()));
        assertEquals(fields(), new TreeSet<>(texts("messages_de.properties").stringPropertyNames()));
    }

    @Test
    void bothLanguagesFillTheSameGapsAndHoldNoQuoteThatWouldHideThem() throws IOException {
        Properties english = texts("messages.properties");
        Properties german = texts("messages_de.properties");
        for (String key : fields()) {
            for (String text : new String[] {english.getProperty(key), german.getProperty(key)}) {
                assertFalse(text.indexOf('\'') >= 0, key);
                new MessageFormat(text);
            }
            assertEquals(gaps(english.getProperty(key)), gaps(german.getProperty(key)), key);
        }
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void numbersAndPluralsAreThoseOfTheLanguage() throws IOException {
        String english = texts("messages.properties").getProperty("pieces_words");
        assertEquals("1,204 of 3,000 pieces had, 12 begun, rarest 2 copies",
                new MessageFormat(english, Locale.ENGLISH).format(new Object[] {1204, 3000, 12, 2}));
        assertEquals("0 of 1 pieces had, 0 begun, rarest without a copy",
                new MessageFormat(english, Locale.ENGLISH).format(new Object[] {0, 1, 0, 0}));
        String german = texts("messages_de.properties").getProperty("peers_sums");
        assertEquals("Kein Peer ist verbunden; 1.200 Adressen bekannt.",
                new MessageFormat(german, Locale.GERMAN).format(new Object[] {0, 0, 0, 0, 1200}));
        assertEquals("2 Peers sind verbunden: 1 vollst\u00e4ndig, 2 gebend, 0 nehmend; eine Adresse bekannt.",
                new MessageFormat(german, Locale.GERMAN).format(new Object[] {2, 1, 2, 0, 1}));
    }
}
