package org.freshet.ui.settings.internal.form;

import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.settings.internal.Messages;
import org.freshet.ui.settings.internal.model.SecretText;
import org.freshet.ui.settings.internal.model.Setting;

/** A password: what is kept is neither read nor shown, only replaced or forgotten. */
final class SecretField extends SettingField {
    private final Text text;
    private final Button forget;
    private boolean kept;

    SecretField(Composite parent, Setting setting, String label, Runnable changed) {
        super(setting, changed);
        label(parent, label, false);
        Composite both = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        both.setLayout(layout);
        both.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        text = new Text(both, SWT.BORDER | SWT.PASSWORD);
        text.setLayoutData(filling());
        forget = new Button(both, SWT.PUSH);
        forget.setText(Messages.forget);
        AccessibleNames.set(forget, NLS.bind(Messages.forgetSecret, setting.name()));
        made(text);
        text.addModifyListener(e -> {
            refresh();
            changed();
        });
        forget.addListener(SWT.Selection, e -> {
            kept = false;
            text.setText("");
            refresh();
            text.setFocus();
            changed();
        });
        refresh();
    }

    private void refresh() {
        forget.setEnabled(kept || !text.getText().isEmpty());
        text.setMessage(kept ? Messages.changeSecret : Messages.secretNone);
    }

    @Override
    List<String> texts() {
        return !text.getText().isEmpty() ? List.of(text.getText()) : kept ? List.of(SecretText.kept(0)) : List.of();
    }

    @Override
    void show(List<String> texts) {
        kept = !texts.isEmpty() && SecretText.isKept(texts.get(0));
        text.setText(kept || texts.isEmpty() ? "" : texts.get(0));
        refresh();
    }
}
