package org.freshet.ui.settings.internal.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.settings.internal.Messages;
import org.freshet.ui.settings.internal.model.SecretText;
import org.freshet.ui.settings.internal.model.Setting;
import org.freshet.ui.settings.internal.model.SettingRules;

/** Any number of values in order, each entered in a small dialog; passwords are shown by their number only. */
final class ListField extends SettingField {
    private static final int ROWS = 3;

    private final org.eclipse.swt.widgets.List list;
    private final List<String> values = new ArrayList<>();
    private final Button add;
    private final Button edit;
    private final Button remove;
    private final Button up;
    private final Button down;

    ListField(Composite parent, Setting setting, String label, Runnable changed) {
        super(setting, changed);
        Label name = label(parent, label, true);
        ((GridData) name.getLayoutData()).verticalIndent = 4;
        Composite both = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        both.setLayout(layout);
        both.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        list = new org.eclipse.swt.widgets.List(both, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL);
        GridData data = filling();
        data.verticalAlignment = SWT.FILL;
        data.heightHint = list.getItemHeight() * ROWS;
        list.setLayoutData(data);
        Composite buttons = new Composite(both, SWT.NONE);
        GridLayout row = new GridLayout(5, false);
        row.marginWidth = 0;
        row.marginHeight = 0;
        buttons.setLayout(row);
        GridData below = new GridData(SWT.LEFT, SWT.TOP, false, false);
        below.horizontalIndent = MARK_INDENT;
        buttons.setLayoutData(below);
        add = button(buttons, Messages.add, () -> enter(-1));
        edit = button(buttons, Messages.edit, () -> enter(list.getSelectionIndex()));
        remove = button(buttons, Messages.remove, this::remove);
        up = button(buttons, Messages.up, () -> move(-1));
        down = button(buttons, Messages.down, () -> move(1));
        made(list);
        list.addListener(SWT.Selection, e -> enable());
        list.addListener(SWT.MouseDoubleClick, e -> enter(list.getSelectionIndex()));
        list.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.DEL) {
                remove();
            }
        });
        enable();
    }

    private Button button(Composite parent, String text, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        // Letters for the keyboard would be the same in every list of the page.
        button.setText(text.replace("&", ""));
        AccessibleNames.set(button, NLS.bind(Messages.nameAnd, setting().name(), button.getText()));
        button.addListener(SWT.Selection, e -> action.run());
        return button;
    }

    private void enable() {
        int at = list.getSelectionIndex();
        add.setEnabled(values.size() < setting().capacity());
        edit.setEnabled(at >= 0);
        remove.setEnabled(at >= 0);
        up.setEnabled(at > 0);
        down.setEnabled(at >= 0 && at < values.size() - 1);
    }

    /** Asks for the value at an index, or for one more at -1. */
    private void enter(int index) {
        String before = index < 0 || SecretText.isKept(values.get(index)) ? "" : values.get(index);
        InputDialog dialog = new Entry(list.getShell(), before);
        if (dialog.open() != Window.OK) {
            return;
        }
        if (index < 0) {
            values.add(dialog.getValue());
        } else {
            values.set(index, dialog.getValue());
        }
        refresh(index < 0 ? values.size() - 1 : index);
        changed();
    }

    private void remove() {
        int at = list.getSelectionIndex();
        if (at >= 0) {
            values.remove(at);
            refresh(Math.min(at, values.size() - 1));
            changed();
        }
    }

    private void move(int by) {
        int at = list.getSelectionIndex();
        Collections.swap(values, at, at + by);
        refresh(at + by);
        changed();
    }

    private void refresh(int selected) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            shown.add(setting().isSecret() ? NLS.bind(Messages.secretElement, i + 1) : values.get(i));
        }
        list.setItems(shown.toArray(String[]::new));
        if (selected >= 0) {
            list.select(selected);
            list.showSelection();
        }
        enable();
    }

    @Override
    List<String> texts() {
        return List.copyOf(values);
    }

    @Override
    void show(List<String> texts) {
        values.clear();
        values.addAll(texts);
        refresh(-1);
    }

    /** One value, checked while it is typed. */
    private final class Entry extends InputDialog {
        Entry(Shell parent, String before) {
            super(parent, setting().name(), NLS.bind(Messages.enterValue, setting().name()), before,
                    value -> value.isBlank() ? "" : SettingRules.elementProblem(setting(), value).orElse(null));
        }

        @Override
        protected int getInputTextStyle() {
            return super.getInputTextStyle() | (setting().isSecret() ? SWT.PASSWORD : SWT.NONE);
        }
    }
}
