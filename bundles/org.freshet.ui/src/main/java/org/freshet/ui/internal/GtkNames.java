package org.freshet.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.internal.Converter;
import org.eclipse.swt.internal.gtk.OS;
import org.eclipse.swt.internal.gtk3.GTK3;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;

/** The only class that names GTK's native functions; loaded only there. */
public final class GtkNames {
    private GtkNames() {
    }

    /** Sets what a screen reader calls the control (AtkObject's property {@code accessible-name}). */
    public static void name(Control control, String name) {
        name(control.handle, name);
        if (control instanceof Combo && (control.getStyle() & SWT.READ_ONLY) == 0) {
            name(GTK3.gtk_bin_get_child(control.handle), name); // the entry, which is what gets the focus
        }
    }

    private static void name(long widget, String name) {
        if (widget != 0) {
            OS.g_object_set(GTK3.gtk_widget_get_accessible(widget), Converter.wcsToMbcs("accessible-name", true), Converter.wcsToMbcs(name, true), 0);
        }
    }
}
