package org.freshet.ui.settings.internal.form;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.freshet.ui.settings.internal.model.Setting;

/** Yes or no. */
final class CheckField extends SettingField {
    private final Button check;

    CheckField(Composite parent, Setting setting, String label, Runnable changed) {
        super(setting, changed);
        check = new Button(parent, SWT.CHECK);
        check.setText(label);
        check.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        made(check);
        check.addListener(SWT.Selection, e -> changed());
    }

    @Override
    List<String> texts() {
        return List.of(Boolean.toString(check.getSelection()));
    }

    @Override
    void show(List<String> texts) {
        check.setSelection(!texts.isEmpty() && Boolean.parseBoolean(texts.get(0)));
    }
}
