package org.freshet.ui.add.internal;

import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.freshet.ui.Icons;

/** Marks a field whose content cannot be used, with the reason. Made only when it is needed for the first time. */
final class FieldFault {
    private final Control field;
    private ControlDecoration mark;
    private String reason;

    FieldFault(Control field) {
        this.field = field;
    }

    /** Shows a reason; null takes the mark away. */
    void show(String why) {
        reason = why;
        if (why == null) {
            if (mark != null) {
                mark.hide();
            }
            return;
        }
        if (mark == null) {
            mark = new ControlDecoration(field, SWT.TOP | SWT.LEFT);
            mark.setImage(Icons.PROBLEM.image(new LocalResourceManager(JFaceResources.getResources(), field)));
        }
        mark.setDescriptionText(why);
        mark.show();
    }

    /** The reason shown, or null. */
    String reason() {
        return reason;
    }
}
