package org.freshet.ui.settings.internal.model;

import java.util.List;

/**
 * The settings of one PID, which are one page.
 *
 * @param pid the PID, or factory PID
 * @param factory whether there can be any number of them
 * @param title what people read
 * @param description more of it; empty for none
 * @param section what it is about
 * @param settings in the order of the Metatype
 */
public record SettingsGroup(String pid, boolean factory, String title, String description, Section section,
        List<Setting> settings) {
    public SettingsGroup {
        settings = List.copyOf(settings);
    }
}
