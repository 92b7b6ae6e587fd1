package org.freshet.settings;

import java.util.Objects;

/**
 * Why a setting cannot be used.
 *
 * @param attribute id of the attribute that is wrong, as in its Metatype
 * @param message what is wrong and what would be right, for a person
 */
public record SettingsProblem(String attribute, String message) {
    public SettingsProblem {
        Objects.requireNonNull(attribute);
        Objects.requireNonNull(message);
    }
}
