package org.freshet.ui.settings.internal.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.eclipse.osgi.util.NLS;
import org.freshet.ui.settings.internal.Messages;
import org.osgi.service.metatype.AttributeDefinition;

/** Says what is wrong with what a person entered for a setting, as far as Metatype tells. */
public final class SettingRules {
    /** No sign but a minus, and not so long that it would be work. */
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");

    private SettingRules() {
    }

    /** The first problem of the values, in words. */
    public static Optional<String> problem(Setting setting, List<String> values) {
        List<String> given = values.stream().filter(value -> !value.isBlank() || setting.isSecret() && !value.isEmpty()).toList();
        if (given.isEmpty()) {
            boolean usuallyEmpty = setting.defaults().stream().allMatch(String::isEmpty) && !setting.defaults().isEmpty();
            return setting.required() && !usuallyEmpty ? Optional.of(NLS.bind(Messages.missing, setting.name())) : Optional.empty();
        }
        if (given.size() > setting.capacity()) {
            return Optional.of(NLS.bind(Messages.tooMany, setting.capacity()));
        }
        return given.stream().map(value -> elementProblem(setting, value)).flatMap(Optional::stream).findFirst();
    }

    /** The problem of one value of a list, or of the only value. */
    public static Optional<String> elementProblem(Setting setting, String value) {
        if (!setting.choices().isEmpty()) {
            boolean known = setting.choices().stream().anyMatch(choice -> choice.value().equals(value));
            return known ? Optional.empty() : Optional.of(NLS.bind(Messages.noChoice, value));
        }
        if (setting.isNumber()) {
            return numberProblem(setting, value.strip());
        }
        if (setting.isTruth()) {
            return value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of(NLS.bind(Messages.noChoice, value));
        }
        if (setting.type() == AttributeDefinition.CHARACTER) {
            return value.length() == 1 ? Optional.empty() : Optional.of(NLS.bind(Messages.noCharacter, value));
        }
        return SecretText.isKept(value) ? Optional.empty()
                : rangeProblem(setting, BigDecimal.valueOf(value.length()), Messages.lengthBetween, Messages.lengthAtLeast,
                        Messages.lengthAtMost);
    }

    private static Optional<String> numberProblem(Setting setting, String value) {
        if (setting.isWhole() && !WHOLE.matcher(value).matches()) {
            return Optional.of(NLS.bind(Messages.noWholeNumber, value));
        }
        try {
            return rangeProblem(setting, new BigDecimal(value), Messages.between, Messages.atLeast, Messages.atMost);
        } catch (NumberFormatException e) {
            return Optional.of(NLS.bind(Messages.noNumber, value));
        }
    }

    private static Optional<String> rangeProblem(Setting setting, BigDecimal value, String between, String atLeast, String atMost) {
        Optional<BigDecimal> least = setting.least().flatMap(SettingRules::decimal).or(() -> limit(setting.type(), true));
        Optional<BigDecimal> most = setting.most().flatMap(SettingRules::decimal).or(() -> limit(setting.type(), false));
        if (least.map(l -> value.compareTo(l) >= 0).orElse(true) && most.map(m -> value.compareTo(m) <= 0).orElse(true)) {
            return Optional.empty();
        }
        if (least.isPresent() && most.isPresent()) {
            return Optional.of(NLS.bind(between, new Object[] {least.get().toPlainString(), most.get().toPlainString()}));
        }
        return Optional.of(least.isPresent() ? NLS.bind(atLeast, least.get().toPlainString())
                : NLS.bind(atMost, most.orElseThrow().toPlainString()));
    }

    /** What a whole number's type can hold. */
    private static Optional<BigDecimal> limit(int type, boolean least) {
        return switch (type) {
            case AttributeDefinition.LONG -> Optional.of(BigDecimal.valueOf(least ? Long.MIN_VALUE : Long.MAX_VALUE));
            case AttributeDefinition.INTEGER -> Optional.of(BigDecimal.valueOf(least ? Integer.MIN_VALUE : Integer.MAX_VALUE));
            case AttributeDefinition.SHORT -> Optional.of(BigDecimal.valueOf(least ? Short.MIN_VALUE : Short.MAX_VALUE));
            case AttributeDefinition.BYTE -> Optional.of(BigDecimal.valueOf(least ? Byte.MIN_VALUE : Byte.MAX_VALUE));
            default -> Optional.empty();
        };
    }

    /** A limit that is no number limits nothing: that is a slip of the plugin's, not of the person who reads the page. */
    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
