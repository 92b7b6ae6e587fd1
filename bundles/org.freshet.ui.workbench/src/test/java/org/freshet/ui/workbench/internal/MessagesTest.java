package org.freshet.ui.workbench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void everyLanguageHasEveryTextAndNoOther(String file) throws IOException {
        Set<String> fields = new TreeSet<>();
        for (Field field : Messages.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class && field.getDeclaringClass() == Messages.class) {
                fields.add(field.getName());
            }
        }
        assertEquals(fields, new TreeSet<>(texts(Messages.class, file).stringPropertyNames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de"})
    void everyTextOfTheManifestIsThereInEachLanguage(String language) throws IOException {
        Properties english = texts(Messages.class, "/OSGI-INF/l10n/bundle.properties");
        assertEquals(english.keySet(), texts(Messages.class, "/OSGI-INF/l10n/bundle" + language + ".properties").keySet());
    }

    private static Properties texts(Class<?> owner, String file) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = owner.getResourceAsStream(file)) {
            assertNotNull(in, file);
            texts.load(in);
        }
        return texts;
    }
}
