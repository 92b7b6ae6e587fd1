package org.freshet.ui;

import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.freshet.ui.internal.GtkNames;

/**
 * Gives controls the names that screen readers say. SWT asks its accessible listeners only for controls that it paints itself: on GTK those
 * of native widgets are never called, and the relation of a label to its field leads to a nameless box. There the native object is named.
 */
public final class AccessibleNames {
    private static final String NAMED = "org.freshet.ui.name";

    private AccessibleNames() {
    }

    /** Names a control; mnemonics and a colon at the end are taken off. UI thread. */
    public static void set(Control control, String label) {
        String name = LegacyActionTools.removeMnemonics(label).replaceFirst(":\\s*$", "");
        control.setData(NAMED, name);
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                if (event.childID == ACC.CHILDID_SELF) {
                    event.result = name;
                }
            }
        });
        if (SWT.getPlatform().equals("gtk")) {
            GtkNames.name(control, name);
        }
    }

    /** Whether {@link #set} was called for it. */
    public static boolean isNamed(Control control) {
        return control.getData(NAMED) != null;
    }
}
