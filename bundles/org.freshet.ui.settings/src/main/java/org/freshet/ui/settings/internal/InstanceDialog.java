package org.freshet.ui.settings.internal;

import java.util.List;
import java.util.Map;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.settings.internal.form.SettingsForm;
import org.freshet.ui.settings.internal.model.Instance;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** Edits one of several instances; nothing is kept before the page is applied. */
final class InstanceDialog extends TitleAreaDialog {
    private static final int TALLEST = 480;

    private final SettingsGroup group;
    private final SettingsAccess access;
    private final Instance before;
    private final String title;
    private SettingsForm form;
    private Map<String, List<String>> texts = Map.of();

    InstanceDialog(Shell parent, SettingsGroup group, SettingsAccess access, Instance before, String title) {
        super(parent);
        this.group = group;
        this.access = access;
        this.before = before;
        this.title = title;
    }

    /** What was entered, once the dialog was closed with OK. */
    Instance instance() {
        return before.with(texts);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        ScrolledComposite scrolled = new ScrolledComposite(area, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        Composite margin = new Composite(scrolled, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 10;
        layout.marginHeight = 10;
        margin.setLayout(layout);
        form = new SettingsForm(margin, group, entered -> access.problems(group, entered), this::validate);
        form.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        form.show(before.texts());
        scrolled.setContent(margin);
        Point size = margin.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        scrolled.setMinSize(size);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.heightHint = Math.min(size.y, TALLEST);
        scrolled.setLayoutData(data);
        setTitle(group.title());
        setMessage(group.description());
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        super.createButtonsForButtonBar(parent);
        // A new one that is not complete is no mistake yet, so no message before something is entered.
        enable();
    }

    private void validate() {
        setErrorMessage(form.problem().orElse(null));
        enable();
    }

    private void enable() {
        Button ok = getButton(IDialogConstants.OK_ID);
        if (ok != null) {
            ok.setEnabled(form.problem().isEmpty());
        }
    }

    @Override
    protected void okPressed() {
        texts = form.texts();
        super.okPressed();
    }
}
