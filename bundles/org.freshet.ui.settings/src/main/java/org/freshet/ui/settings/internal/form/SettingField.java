package org.freshet.ui.settings.internal.form;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.settings.internal.model.Setting;
import org.freshet.ui.settings.internal.model.SettingRules;

/**
 * One setting in a form of two columns: its name, and beside it what changes it. A problem is told by a mark at the control, its
 * hover, the form's message and the control's description for screen readers. UI thread.
 */
abstract class SettingField {
    /** Room left of controls for the mark of a problem. */
    static final int MARK_INDENT = 10;

    private final Setting setting;
    private final Runnable changed;
    private ControlDecoration mark;
    private Control control;
    private Optional<String> problem = Optional.empty();

    /** @param changed called after a person changed the value */
    SettingField(Setting setting, Runnable changed) {
        this.setting = setting;
        this.changed = changed;
    }

    final Setting setting() {
        return setting;
    }

    /** What the field shows, unchecked. */
    abstract List<String> texts();

    /** Shows a value. */
    abstract void show(List<String> texts);

    /** What is wrong with the value as far as Metatype tells. */
    Optional<String> check() {
        return SettingRules.problem(setting, texts());
    }

    /** Marks or clears a problem. */
    final void problem(Optional<String> found) {
        if (problem.equals(found)) {
            return;
        }
        problem = found;
        if (found.isPresent()) {
            mark.setDescriptionText(found.get());
            mark.show();
        } else {
            mark.hide();
        }
        control.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }

    final Optional<String> problem() {
        return problem;
    }

    /** The control that has the keyboard for this setting. */
    final Control control() {
        return control;
    }

    /** To be called by the subclass with the control that it made. */
    final void made(Control made) {
        control = made;
        mark = new ControlDecoration(made, SWT.LEFT | SWT.TOP);
        mark.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
        mark.hide();
        made.setToolTipText(setting.description().isEmpty() ? null : setting.description());
        AccessibleNames.set(made, setting.name());
        made.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getDescription(AccessibleEvent e) {
                e.result = problem.orElse(setting.description());
            }
        });
    }

    final void changed() {
        changed.run();
    }

    /** The name in the first column; {@code text} has its letter for the keyboard marked. */
    static Label label(Composite parent, String text, boolean top) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text + ":");
        label.setLayoutData(new GridData(SWT.LEFT, top ? SWT.TOP : SWT.CENTER, false, false));
        return label;
    }

    static GridData filling() {
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        data.horizontalIndent = MARK_INDENT;
        data.widthHint = 160;
        return data;
    }
}
