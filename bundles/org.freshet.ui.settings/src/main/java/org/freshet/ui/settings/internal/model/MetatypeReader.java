package org.freshet.ui.settings.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.freshet.ui.settings.internal.model.Setting.Choice;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeProvider;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Reads groups of settings from Metatype, in one language. */
public final class MetatypeReader {
    private final String locale;

    /** @param locale as in {@code de_AT} */
    public MetatypeReader(String locale) {
        this.locale = locale;
    }

    /**
     * One group.
     *
     * @param provider the Metatype of a bundle, which names texts by its own localisation
     * @param packages what the bundle imports
     */
    public SettingsGroup group(MetaTypeProvider provider, String pid, boolean factory, MetatypeBounds bounds, Set<String> packages) {
        ObjectClassDefinition type = provider.getObjectClassDefinition(pid, locale);
        Set<String> optional = new HashSet<>();
        for (AttributeDefinition attribute : all(type.getAttributeDefinitions(ObjectClassDefinition.OPTIONAL))) {
            optional.add(attribute.getID());
        }
        List<Setting> settings = new ArrayList<>();
        for (AttributeDefinition attribute : all(type.getAttributeDefinitions(ObjectClassDefinition.ALL))) {
            settings.add(setting(attribute, !optional.contains(attribute.getID()), bounds.of(type.getID(), attribute.getID())));
        }
        return new SettingsGroup(pid, factory, or(type.getName(), pid), or(type.getDescription(), ""), Section.of(pid, packages),
                settings);
    }

    private static Setting setting(AttributeDefinition attribute, boolean required, MetatypeBounds.Bounds bounds) {
        List<Choice> choices = new ArrayList<>();
        String[] values = attribute.getOptionValues();
        String[] labels = attribute.getOptionLabels();
        for (int i = 0; values != null && i < values.length; i++) {
            choices.add(new Choice(values[i], labels != null && i < labels.length ? or(labels[i], values[i]) : values[i]));
        }
        String[] defaults = attribute.getDefaultValue();
        List<String> usual = defaults == null ? List.of() : List.of(defaults).stream().filter(Objects::nonNull).toList();
        return new Setting(attribute.getID(), or(attribute.getName(), attribute.getID()), or(attribute.getDescription(), ""),
                attribute.getType(), attribute.getCardinality(), choices, usual, required, bounds.least(), bounds.most());
    }

    private static AttributeDefinition[] all(AttributeDefinition[] attributes) {
        return attributes == null ? new AttributeDefinition[0] : attributes;
    }

    private static String or(String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }
}
