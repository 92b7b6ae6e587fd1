package org.freshet.ui.settings.internal.model;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.osgi.service.metatype.AttributeDefinition;

/** Turns values of a configuration into texts that people edit, and back into the types that Metatype demands. */
public final class SettingValues {

    private SettingValues() {
    }

    /** The value of a configuration as texts; nothing for {@code null}. */
    static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            several.forEach(element -> texts.add(String.valueOf(element)));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                texts.add(String.valueOf(Array.get(value, i)));
            }
        } else if (value != null) {
            texts.add(value.toString());
        }
        return texts;
    }

    /**
     * The value for a configuration; empty where nothing was entered and nothing must be said.
     *
     * @param texts what passed {@link SettingRules}
     */
    static Optional<Object> value(Setting setting, List<String> texts) {
        List<String> given = texts.stream().filter(text -> !text.isBlank() || setting.isSecret() && !text.isEmpty()).toList();
        if (!setting.isList()) {
            // An empty text is a value where the default is another one.
            boolean emptied = given.isEmpty() && setting.type() == AttributeDefinition.STRING && setting.choices().isEmpty();
            return given.isEmpty() ? emptied ? Optional.of("") : Optional.empty() : Optional.of(one(setting.type(), given.get(0)));
        }
        List<Object> values = new ArrayList<>();
        given.forEach(text -> values.add(one(setting.type(), text)));
        if (setting.cardinality() < 0) {
            return Optional.of(values);
        }
        Object array = Array.newInstance(type(setting.type()), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return Optional.of(array);
    }

    private static Object one(int type, String text) {
        return switch (type) {
            case AttributeDefinition.BOOLEAN -> Boolean.valueOf(text);
            case AttributeDefinition.CHARACTER -> text.charAt(0);
            case AttributeDefinition.DOUBLE -> Double.valueOf(text.strip());
            case AttributeDefinition.FLOAT -> Float.valueOf(text.strip());
            case AttributeDefinition.STRING, AttributeDefinition.PASSWORD -> text;
            default -> number(type, text.strip());
        };
    }

    /** A whole number of that type; a {@link NumberFormatException} if it is none. */
    static Number number(int type, String text) {
        return switch (type) {
            case AttributeDefinition.LONG -> Long.valueOf(text);
            case AttributeDefinition.INTEGER -> Integer.valueOf(text);
            case AttributeDefinition.SHORT -> Short.valueOf(text);
            case AttributeDefinition.BYTE -> Byte.valueOf(text);
            default -> throw new IllegalArgumentException("Metatype type " + type + " is no whole number");
        };
    }

    private static Class<?> type(int type) {
        return switch (type) {
            case AttributeDefinition.BOOLEAN -> Boolean.class;
            case AttributeDefinition.CHARACTER -> Character.class;
            case AttributeDefinition.DOUBLE -> Double.class;
            case AttributeDefinition.FLOAT -> Float.class;
            case AttributeDefinition.LONG -> Long.class;
            case AttributeDefinition.INTEGER -> Integer.class;
            case AttributeDefinition.SHORT -> Short.class;
            case AttributeDefinition.BYTE -> Byte.class;
            default -> String.class;
        };
    }
}
