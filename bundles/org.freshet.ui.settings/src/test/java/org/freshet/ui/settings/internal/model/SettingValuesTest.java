package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Vector;

import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;

class SettingValuesTest {

    @Test
    void valuesHaveTheTypeThatMetatypeDemands() {
        assertEquals(Optional.of(7L), value(Settings.of("n", AttributeDefinition.LONG), "7"));
        assertEquals(Optional.of(7), value(Settings.of("n", AttributeDefinition.INTEGER), " 7 "));
        assertEquals(Optional.of((short) 7), value(Settings.of("n", AttributeDefinition.SHORT), "7"));
        assertEquals(Optional.of((byte) 7), value(Settings.of("n", AttributeDefinition.BYTE), "7"));
        assertEquals(Optional.of(0.5), value(Settings.of("n", AttributeDefinition.DOUBLE), "0.5"));
        assertEquals(Optional.of(0.5f), value(Settings.of("n", AttributeDefinition.FLOAT), "0.5"));
        assertEquals(Optional.of('x'), value(Settings.of("c", AttributeDefinition.CHARACTER), "x"));
        assertEquals(Optional.of(true), value(Settings.of("b", AttributeDefinition.BOOLEAN), "true"));
        assertEquals(Optional.of(" a "), value(Settings.text("t"), " a "));
    }

    @Test
    void aListIsAnArrayOfItsTypeOrACollectionWhereCardinalityIsNegative() {
        Setting numbers = Settings.of("n", AttributeDefinition.INTEGER);
        assertArrayEquals(new Integer[] {1, 2}, (Integer[]) value(Settings.list(numbers, 5), "1", "2").orElseThrow());
        assertEquals(Optional.of(List.of(1, 2)), value(Settings.list(numbers, Integer.MIN_VALUE), "1", "2"));
        assertArrayEquals(new String[0], (String[]) value(Settings.list(Settings.text("t"), 5)).orElseThrow());
    }

    @Test
    void anEmptiedTextIsEmptyAndAnEmptiedNumberIsNoValue() {
        assertEquals(Optional.of(""), value(Settings.text("t")));
        assertEquals(Optional.empty(), value(Settings.of("n", AttributeDefinition.INTEGER)));
        assertEquals(Optional.empty(), value(Settings.of("password", AttributeDefinition.PASSWORD)));
    }

    @Test
    void whateverAConfigurationHoldsBecomesTexts() {
        assertEquals(List.of(), SettingValues.texts(null));
        assertEquals(List.of("7"), SettingValues.texts(7));
        assertEquals(List.of("1", "2"), SettingValues.texts(new int[] {1, 2}));
        assertEquals(List.of("a", "b"), SettingValues.texts(new String[] {"a", "b"}));
        assertEquals(List.of("true"), SettingValues.texts(new Vector<>(List.of(true))));
    }

    private static Optional<Object> value(Setting setting, String... texts) {
        return SettingValues.value(setting, List.of(texts));
    }
}
