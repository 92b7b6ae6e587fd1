package org.freshet.ui.settings.internal.form;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.freshet.ui.settings.internal.model.Setting;
import org.freshet.ui.settings.internal.model.Setting.Choice;

/** Some of several values: a list to tick. */
final class ChoicesField extends SettingField {
    private static final int MOST_ROWS = 6;

    private final Table table;

    ChoicesField(Composite parent, Setting setting, String label, Runnable changed) {
        super(setting, changed);
        label(parent, label, true);
        table = new Table(parent, SWT.BORDER | SWT.CHECK | SWT.V_SCROLL);
        for (Choice choice : setting.choices()) {
            add(choice.value(), choice.label());
        }
        GridData data = filling();
        data.heightHint = table.getItemHeight() * Math.clamp(setting.choices().size(), 1, MOST_ROWS);
        table.setLayoutData(data);
        made(table);
        table.addListener(SWT.Selection, e -> {
            if (e.detail == SWT.CHECK) {
                changed();
            }
        });
    }

    private void add(String value, String label) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(label);
        item.setData(value);
    }

    @Override
    List<String> texts() {
        List<String> ticked = new ArrayList<>();
        for (TableItem item : table.getItems()) {
            if (item.getChecked()) {
                ticked.add((String) item.getData());
            }
        }
        return ticked;
    }

    @Override
    void show(List<String> texts) {
        List<String> unknown = new ArrayList<>(texts);
        for (TableItem item : table.getItems()) {
            item.setChecked(texts.contains(item.getData()));
            unknown.remove(item.getData());
        }
        for (String value : unknown) {
            add(value, value);
            table.getItem(table.getItemCount() - 1).setChecked(true);
        }
    }
}
