package org.freshet.ui.details.internal;

import java.util.function.Supplier;

import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.freshet.ui.AccessibleNames;

/** Gives controls the names and descriptions that a screen reader says. UI thread. */
public final class Named {
    private Named() {
    }

    /** A name. A field has one by itself where it stands behind a label. */
    public static void name(Control control, String name) {
        AccessibleNames.set(control, name);
    }

    /** A description in words of what is painted. */
    public static void describe(Control control, Supplier<String> description) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = description.get();
            }

            @Override
            public void getHelp(AccessibleEvent event) {
                event.result = description.get();
            }
        });
    }

    /** A control that paints a picture: its name, that it is one, and what it shows in words. */
    public static void picture(Control control, String name, Supplier<String> words) {
        name(control, name);
        describe(control, words);
        control.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
            }

            @Override
            public void getValue(AccessibleControlEvent event) {
                event.result = words.get();
            }
        });
    }
}
