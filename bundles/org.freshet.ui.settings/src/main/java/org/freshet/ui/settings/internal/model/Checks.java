package org.freshet.ui.settings.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.freshet.settings.SecretStore;
import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;

/** The checks that bundles offer for their settings. They come and go on any thread; a check that fails itself finds no problem. */
public final class Checks {
    private final Map<SettingsCheck, List<String>> checks = new ConcurrentHashMap<>();
    private final BiConsumer<String, Throwable> trouble;

    /** @param trouble told of a check that failed itself: its PID and how */
    public Checks(BiConsumer<String, Throwable> trouble) {
        this.trouble = trouble;
    }

    /** @param pids the service property {@link SettingsCheck#PID} */
    public void add(SettingsCheck check, Object pids) {
        checks.put(check, SettingValues.texts(pids));
    }

    public void remove(SettingsCheck check) {
        checks.remove(check);
    }

    /** What all checks of the group find in texts that are right for themselves. */
    public List<SettingsProblem> problems(SettingsGroup group, Map<String, List<String>> texts, Locale locale) {
        Map<String, Object> values = new HashMap<>();
        for (Setting setting : group.settings()) {
            List<String> given = texts.getOrDefault(setting.id(), List.of());
            List<String> shown = setting.isSecret() ? given.stream().map(secret -> SecretStore.REFERENCE).toList() : given;
            Optional<Object> value = SettingValues.value(setting, shown);
            value.ifPresent(v -> values.put(setting.id(), v));
        }
        List<SettingsProblem> problems = new ArrayList<>();
        checks.forEach((check, pids) -> {
            if (pids.contains(group.pid())) {
                problems.addAll(ask(check, group.pid(), values, locale));
            }
        });
        return problems;
    }

    /** A plugin's mistake must not take the page away. */
    private List<SettingsProblem> ask(SettingsCheck check, String pid, Map<String, Object> values, Locale locale) {
        try {
            return check.check(Map.copyOf(values), locale);
        } catch (RuntimeException | LinkageError e) {
            trouble.accept(pid, e);
            return List.of();
        }
    }
}
