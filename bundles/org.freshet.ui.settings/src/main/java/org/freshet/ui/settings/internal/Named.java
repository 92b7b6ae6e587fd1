package org.freshet.ui.settings.internal;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** Tells screen readers the name of a control. */
final class Named extends AccessibleAdapter {
    private final String name;

    Named(String name) {
        this.name = name;
    }

    @Override
    public void getName(AccessibleEvent e) {
        e.result = name;
    }
}
