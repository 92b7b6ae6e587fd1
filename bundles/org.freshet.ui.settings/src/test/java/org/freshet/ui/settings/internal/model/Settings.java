package org.freshet.ui.settings.internal.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.freshet.ui.settings.internal.model.Setting.Choice;
import org.osgi.service.metatype.AttributeDefinition;

/** Settings for tests. */
final class Settings {

    private Settings() {
    }

    static Setting of(String id, int type) {
        return new Setting(id, id, "", type, 0, List.of(), List.of(), true, Optional.empty(), Optional.empty());
    }

    static Setting text(String id) {
        return of(id, AttributeDefinition.STRING);
    }

    static Setting optional(Setting s) {
        return new Setting(s.id(), s.name(), "", s.type(), s.cardinality(), s.choices(), s.defaults(), false, s.least(), s.most());
    }

    static Setting list(Setting s, int cardinality) {
        return new Setting(s.id(), s.name(), "", s.type(), cardinality, s.choices(), s.defaults(), s.required(), s.least(), s.most());
    }

    static Setting between(Setting s, String least, String most) {
        return new Setting(s.id(), s.name(), "", s.type(), s.cardinality(), s.choices(), s.defaults(), s.required(),
                Optional.ofNullable(least), Optional.ofNullable(most));
    }

    static Setting usually(Setting s, String... defaults) {
        return new Setting(s.id(), s.name(), "", s.type(), s.cardinality(), s.choices(), List.of(defaults), s.required(), s.least(),
                s.most());
    }

    static Setting oneOf(Setting s, String... values) {
        List<Choice> choices = Stream.of(values).map(value -> new Choice(value, "the " + value)).toList();
        return new Setting(s.id(), s.name(), "", s.type(), s.cardinality(), choices, s.defaults(), s.required(), s.least(), s.most());
    }
}
