package org.freshet.ui;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;

/**
 * Gives controls the names that screen readers say. SWT asks its accessible listeners only for controls that it paints itself: on GTK 3
 * those of native widgets are never called, and the relation of a label to its field leads to a nameless box. There the name is set as the
 * property of the ATK object, which SWT has in its internal classes only.
 */
public final class AccessibleNames {
    private AccessibleNames() {
    }

    /** Names a control; mnemonics and a colon at the end are taken off. UI thread. */
    public static void set(Control control, String label) {
        String name = LegacyActionTools.removeMnemonics(label).replaceFirst(":\\s*$", "");
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = name;
            }
        });
        if ("gtk".equals(SWT.getPlatform())) {
            setNative(control, "accessible-name", name);
        }
    }

    private static void setNative(Control control, String property, String value) {
        ClassLoader swt = Widget.class.getClassLoader();
        try {
            long handle = Control.class.getField("handle").getLong(control);
            long accessible = (long) swt.loadClass("org.eclipse.swt.internal.gtk3.GTK3").getMethod("gtk_widget_get_accessible", long.class)
                    .invoke(null, handle);
            Method set = swt.loadClass("org.eclipse.swt.internal.gtk.OS").getMethod("g_object_set", long.class, byte[].class,
                    byte[].class, long.class);
            set.invoke(null, accessible, terminated(property), terminated(value), 0L);
        } catch (ReflectiveOperationException e) {
            // Another release of SWT: the listener above is what is left. A test that asks AT-SPI for the name would tell.
            control.setData("org.freshet.ui.unnamed", e.toString());
        }
    }

    private static byte[] terminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
