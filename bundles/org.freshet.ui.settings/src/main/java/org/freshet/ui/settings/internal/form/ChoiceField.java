package org.freshet.ui.settings.internal.form;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.freshet.ui.settings.internal.model.Setting;
import org.freshet.ui.settings.internal.model.Setting.Choice;

/** One of several values. */
final class ChoiceField extends SettingField {
    private final Combo combo;
    private final List<String> values = new ArrayList<>();

    ChoiceField(Composite parent, Setting setting, String label, Runnable changed) {
        super(setting, changed);
        label(parent, label, false);
        combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setLayoutData(filling());
        if (!setting.required()) {
            add("", "");
        }
        for (Choice choice : setting.choices()) {
            add(choice.value(), choice.label());
        }
        made(combo);
        combo.addListener(SWT.Selection, e -> changed());
    }

    private void add(String value, String label) {
        values.add(value);
        combo.add(label);
    }

    @Override
    List<String> texts() {
        int index = combo.getSelectionIndex();
        return index < 0 || values.get(index).isEmpty() ? List.of() : List.of(values.get(index));
    }

    @Override
    void show(List<String> texts) {
        String value = texts.isEmpty() ? "" : texts.get(0);
        if (!value.isEmpty() && !values.contains(value)) {
            // Written by hand or by another version: shown as it is, and marked as wrong.
            add(value, value);
        }
        int index = values.indexOf(value);
        if (index < 0) {
            combo.deselectAll();
        } else {
            combo.select(index);
        }
    }
}
