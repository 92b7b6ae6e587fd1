package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;
import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;

class ChecksTest {

    private static final Setting PORT = Settings.of("port", AttributeDefinition.INTEGER);
    private static final Setting PASSWORD = Settings.of("password", AttributeDefinition.PASSWORD);

    private final SettingsGroup group = new SettingsGroup("a", false, "A", "", Section.OTHER, List.of(PORT, PASSWORD));
    private final List<String> trouble = new ArrayList<>();
    private final Checks checks = new Checks((pid, error) -> trouble.add(pid + ": " + error.getMessage()));

    @Test
    void onlyTheChecksOfThePidAreAskedWithTypedValuesAndNoSecret() {
        List<Map<String, Object>> asked = new ArrayList<>();
        SettingsCheck own = (values, locale) -> {
            asked.add(values);
            return List.of(new SettingsProblem("port", "taken"));
        };
        SettingsCheck other = (values, locale) -> List.of(new SettingsProblem("port", "of another"));
        checks.add(own, new String[] {"b", "a"});
        checks.add(other, "c");
        assertEquals(List.of(new SettingsProblem("port", "taken")), problems());
        assertEquals(List.of(Map.of("port", 80, "password", "secret:")), asked);
        checks.remove(own);
        assertEquals(List.of(), problems());
    }

    @Test
    void aCheckThatFailsItselfIsToldAndFindsNothing() {
        checks.add((values, locale) -> {
            throw new IllegalStateException("broken");
        }, "a");
        assertEquals(List.of(), problems());
        assertEquals(List.of("a: broken"), trouble);
    }

    private List<SettingsProblem> problems() {
        return checks.problems(group, Map.of("port", List.of("80"), "password", List.of("hunter2")), Locale.ENGLISH);
    }
}
