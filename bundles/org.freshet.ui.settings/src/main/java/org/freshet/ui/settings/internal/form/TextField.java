package org.freshet.ui.settings.internal.form;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;
import org.eclipse.osgi.util.NLS;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.settings.internal.Messages;
import org.freshet.ui.settings.internal.model.Setting;

/** Texts, numbers and paths. */
final class TextField extends SettingField {
    private static final int NUMBER_WIDTH = 110;

    private final Text text;

    TextField(Composite parent, Setting setting, String label, Runnable changed) {
        super(setting, changed);
        label(parent, label, false);
        if (setting.picked() == Setting.Picked.NOTHING) {
            text = new Text(parent, SWT.BORDER);
            text.setLayoutData(filling());
        } else {
            Composite both = new Composite(parent, SWT.NONE);
            GridLayout layout = new GridLayout(2, false);
            layout.marginWidth = 0;
            layout.marginHeight = 0;
            both.setLayout(layout);
            both.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
            text = new Text(both, SWT.BORDER);
            text.setLayoutData(filling());
            browseButton(both);
        }
        if (setting.isNumber()) {
            GridData data = filling();
            data.horizontalAlignment = SWT.LEFT;
            data.widthHint = NUMBER_WIDTH;
            text.setLayoutData(data);
        }
        made(text);
        text.addModifyListener(e -> changed());
    }

    private void browseButton(Composite parent) {
        Button browse = new Button(parent, SWT.PUSH);
        browse.setText(Messages.browse);
        AccessibleNames.set(browse, NLS.bind(Messages.browseFor, setting().name()));
        browse.addListener(SWT.Selection, e -> browse());
    }

    private void browse() {
        String chosen;
        if (setting().picked() == Setting.Picked.FOLDER) {
            DirectoryDialog dialog = new DirectoryDialog(text.getShell());
            dialog.setText(Messages.chooseFolder);
            dialog.setFilterPath(text.getText());
            chosen = dialog.open();
        } else {
            FileDialog dialog = new FileDialog(text.getShell(), SWT.OPEN);
            dialog.setText(Messages.chooseFile);
            dialog.setFileName(text.getText());
            chosen = dialog.open();
        }
        if (chosen != null) {
            text.setText(chosen);
        }
    }

    @Override
    List<String> texts() {
        return text.getText().isEmpty() ? List.of() : List.of(text.getText());
    }

    @Override
    void show(List<String> texts) {
        text.setText(texts.isEmpty() ? "" : texts.get(0));
    }
}
