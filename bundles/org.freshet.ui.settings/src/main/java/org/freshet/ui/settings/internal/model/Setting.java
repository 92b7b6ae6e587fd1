package org.freshet.ui.settings.internal.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.service.metatype.AttributeDefinition;

/**
 * One setting as its Metatype describes it, in the user's language.
 *
 * @param id its name in the configuration
 * @param name what people read
 * @param description more of it; empty for none
 * @param type one of {@link AttributeDefinition}'s types
 * @param cardinality 0 for one value; a list of at most that many otherwise; a negative one means the same, kept as a collection
 * @param choices the values that are allowed; none if all are
 * @param defaults what it is unless someone says otherwise
 * @param required whether there must be a value
 * @param least the least number or length, empty for any
 * @param most the largest number or length, empty for any
 */
public record Setting(String id, String name, String description, int type, int cardinality, List<Choice> choices, List<String> defaults,
        boolean required, Optional<String> least, Optional<String> most) {

    /** A value with the words for it. */
    public record Choice(String value, String label) {
    }

    /** What a person picks a path for. */
    public enum Picked {
        /** A value like others. */
        NOTHING,
        /** An id that ends in Folder. */
        FOLDER,
        /** An id that ends in File. */
        FILE
    }

    public Setting {
        choices = List.copyOf(choices);
        defaults = List.copyOf(defaults);
    }

    /** Whether it holds any number of values. */
    public boolean isList() {
        return cardinality != 0;
    }

    /** The most values that it may hold. */
    public int capacity() {
        return cardinality == Integer.MIN_VALUE ? Integer.MAX_VALUE : Math.max(1, Math.abs(cardinality));
    }

    public boolean isSecret() {
        return type == AttributeDefinition.PASSWORD;
    }

    public boolean isTruth() {
        return type == AttributeDefinition.BOOLEAN;
    }

    /** Whether values are numbers, whole or not. */
    public boolean isNumber() {
        return isWhole() || type == AttributeDefinition.DOUBLE || type == AttributeDefinition.FLOAT;
    }

    boolean isWhole() {
        return switch (type) {
            case AttributeDefinition.LONG, AttributeDefinition.INTEGER, AttributeDefinition.SHORT, AttributeDefinition.BYTE -> true;
            default -> false;
        };
    }

    /** Metatype knows no paths; by convention the id says it. */
    public Picked picked() {
        if (type != AttributeDefinition.STRING || isList()) {
            return Picked.NOTHING;
        }
        String lower = id.toLowerCase(Locale.ROOT);
        return lower.endsWith("folder") ? Picked.FOLDER : lower.endsWith("file") ? Picked.FILE : Picked.NOTHING;
    }
}
