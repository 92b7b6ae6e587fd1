package org.freshet.ui.workbench.internal;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** How the program behaves on the desktop: notification area, notices, sleep. */
public final class DesktopPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    /** Called by the workbench. */
    public DesktopPage() {
        super(GRID);
    }

    @Override
    public void init(IWorkbench workbench) {
        ScopedPreferenceStore store = new ScopedPreferenceStore(InstanceScope.INSTANCE, DesktopPreferences.NODE);
        for (String key : new String[] {DesktopPreferences.MINIMISE_TO_TRAY, DesktopPreferences.CLOSE_TO_TRAY, DesktopPreferences.NOTIFY,
                DesktopPreferences.STAY_AWAKE}) {
            store.setDefault(key, DesktopPreferences.standard(key));
        }
        setPreferenceStore(store);
        setDescription(Messages.page_description);
    }

    @Override
    protected void createFieldEditors() {
        Composite parent = getFieldEditorParent();
        boolean tray = TrayIcon.available(parent.getDisplay());
        field(DesktopPreferences.MINIMISE_TO_TRAY, Messages.page_minimise, parent, tray);
        field(DesktopPreferences.CLOSE_TO_TRAY, Messages.page_close, parent, tray);
        if (!tray) {
            new Label(parent, SWT.WRAP).setText(Messages.page_noTray);
        }
        field(DesktopPreferences.NOTIFY, Messages.page_notify, parent, true);
        field(DesktopPreferences.STAY_AWAKE, Messages.page_awake, parent, true);
    }

    private void field(String key, String text, Composite parent, boolean enabled) {
        BooleanFieldEditor editor = new BooleanFieldEditor(key, text, parent);
        editor.setEnabled(enabled, parent);
        addField(editor);
    }
}
