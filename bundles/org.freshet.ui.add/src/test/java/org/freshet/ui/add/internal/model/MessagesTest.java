package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.freshet.ui.add.internal.Messages;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            properties.load(in);
        }
        return properties;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveEveryTextWithTheSamePlaces() throws IOException {
        Properties english = properties("messages.properties");
        Properties german = properties("messages_de.properties");
        Set<String> fields = Arrays.stream(Messages.class.getFields())
                .filter(field -> field.getDeclaringClass() == Messages.class && Modifier.isStatic(field.getModifiers()))
                .map(Field::getName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(fields, new TreeSet<>(english.stringPropertyNames()));
        assertEquals(fields, new TreeSet<>(german.stringPropertyNames()));
        for (String key : fields) {
            assertEquals(places(english.getProperty(key)), places(german.getProperty(key)), key);
            assertFalse(english.getProperty(key).contains("'") || german.getProperty(key).contains("'"), key
                    + ": NLS quotes with it");
        }
    }
}
