package org.freshet.ui.settings.internal.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.metatype.AttributeDefinition;

/**
 * The values of one configuration as people edit them.
 *
 * @param pid its PID; empty while it is not kept yet
 * @param texts by the id of the setting; secrets that are kept as {@link SecretText} says
 */
public record Instance(Optional<String> pid, Map<String, List<String>> texts) {
    public Instance {
        texts = Map.copyOf(texts);
    }

    /** What a group's settings are when nobody said anything. */
    public static Instance defaults(SettingsGroup group, Optional<String> pid) {
        Map<String, List<String>> texts = new HashMap<>();
        group.settings().forEach(setting -> texts.put(setting.id(), setting.isSecret() ? List.of() : setting.defaults()));
        return new Instance(pid, texts);
    }

    public Instance with(Map<String, List<String>> others) {
        return new Instance(pid, others);
    }

    public List<String> texts(Setting setting) {
        return texts.getOrDefault(setting.id(), List.of());
    }

    /** What a list of instances calls it: its setting {@code name} or else its first text; empty if it has none. */
    public String name(SettingsGroup group) {
        return group.settings().stream()
                .filter(setting -> setting.type() == AttributeDefinition.STRING && !setting.isList() && !texts(setting).isEmpty()
                        && !texts(setting).get(0).isBlank())
                .min((a, b) -> Boolean.compare(!a.id().equals("name"), !b.id().equals("name")))
                .map(setting -> texts(setting).get(0)).orElse("");
    }
}
