package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;

class SettingRulesTest {

    @Test
    void aNumberWithinItsLimitsIsRightAndBothLimitsAreNamedOtherwise() {
        Setting port = Settings.between(Settings.of("port", AttributeDefinition.INTEGER), "1", "65535");
        right(port, "1");
        right(port, " 65535 ");
        wrong(port, "0", "1", "65535");
        wrong(port, "65536", "1", "65535");
    }

    @Test
    void oneLimitAloneIsNamedAlone() {
        wrong(Settings.between(Settings.of("n", AttributeDefinition.DOUBLE), "3", null), "2", "3");
        wrong(Settings.between(Settings.of("n", AttributeDefinition.DOUBLE), null, "3"), "4", "3");
    }

    @Test
    void whatIsNoWholeNumberOrTooLargeForItsTypeIsWrong() {
        Setting whole = Settings.of("n", AttributeDefinition.INTEGER);
        wrong(whole, "five", "five");
        wrong(whole, "1.5", "1.5");
        wrong(whole, "1e3", "1e3");
        wrong(whole, "2147483648", "2147483647");
        wrong(Settings.of("n", AttributeDefinition.BYTE), "128", "127");
        right(Settings.of("n", AttributeDefinition.LONG), "2147483648");
    }

    @Test
    void decimalsAreRightWhereTheyAreAskedFor() {
        Setting ratio = Settings.between(Settings.of("ratio", AttributeDefinition.DOUBLE), "0", "2.5");
        right(ratio, "1.5");
        wrong(ratio, "2.6", "2.5");
        wrong(ratio, "NaN", "NaN");
    }

    @Test
    void aRequiredSettingMustHaveAValueUnlessItIsUsuallyEmpty() {
        wrong(Settings.text("user"), "  ", "user");
        right(Settings.optional(Settings.text("user")), "");
        right(Settings.usually(Settings.text("folder"), ""), "");
    }

    @Test
    void aValueThatIsNoChoiceIsWrong() {
        Setting mode = Settings.oneOf(Settings.text("mode"), "on", "off");
        right(mode, "on");
        wrong(mode, "maybe", "maybe");
    }

    @Test
    void limitsOfATextAreItsLength() {
        Setting name = Settings.between(Settings.text("name"), "2", "4");
        right(name, "abcd");
        wrong(name, "a", "2", "4");
        wrong(name, "abcde", "2", "4");
    }

    @Test
    void eachElementOfAListIsCheckedAndTheirNumberToo() {
        Setting ports = Settings.between(Settings.list(Settings.of("ports", AttributeDefinition.INTEGER), 2), "1", "9");
        assertEquals(Optional.empty(), SettingRules.problem(ports, List.of("1", "9")));
        assertTrue(SettingRules.problem(ports, List.of("1", "10")).orElseThrow().contains("9"));
        assertTrue(SettingRules.problem(ports, List.of("1", "2", "3")).orElseThrow().contains("2"));
    }

    @Test
    void aKeptSecretIsRightWhateverItsLength() {
        right(Settings.between(Settings.of("password", AttributeDefinition.PASSWORD), "20", "30"), SecretText.kept(0));
    }

    @Test
    void aSecretOfBlanksIsASecret() {
        right(Settings.of("password", AttributeDefinition.PASSWORD), "  ");
    }

    @Test
    void aLimitThatIsNoNumberLimitsNothing() {
        right(Settings.between(Settings.of("n", AttributeDefinition.INTEGER), "low", "high"), "7");
    }

    private static void right(Setting setting, String value) {
        assertEquals(Optional.empty(), SettingRules.problem(setting, List.of(value)));
    }

    private static void wrong(Setting setting, String value, String... named) {
        String problem = SettingRules.problem(setting, List.of(value)).orElseThrow(() -> new AssertionError(value + " was right"));
        for (String part : named) {
            assertTrue(problem.contains(part), problem);
        }
    }
}
