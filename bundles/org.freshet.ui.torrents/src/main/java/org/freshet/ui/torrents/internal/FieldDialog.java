package org.freshet.ui.torrents.internal;

import java.util.concurrent.CompletionStage;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.ui.AccessibleNames;

/** A dialog with a few labelled fields that says what is wrong with them as one types. */
abstract class FieldDialog extends TitleAreaDialog {
    private static final int FIELD_WIDTH = 320;

    private final String title;
    private final String message;

    FieldDialog(Shell parent, String title, String message) {
        super(parent);
        this.title = title;
        this.message = message;
        setHelpAvailable(false);
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    /** Makes the fields in a grid of three columns. */
    abstract void fields(Composite grid);

    /**
     * Does what is asked for while the dialog stays, so that nothing is lost if it fails.
     *
     * @return {@code null} where whoever opened the dialog does it
     */
    CompletionStage<?> carryOut() {
        return null;
    }

    @Override
    protected void okPressed() {
        CompletionStage<?> work = carryOut();
        if (work == null) {
            super.okPressed();
            return;
        }
        Display display = getShell().getDisplay();
        Control ok = getButton(IDialogConstants.OK_ID);
        ok.setEnabled(false);
        work.whenComplete((done, fault) -> {
            if (!display.isDisposed()) {
                display.asyncExec(() -> {
                    if (ok.isDisposed()) {
                        return;
                    }
                    if (fault == null) {
                        super.okPressed();
                    } else {
                        ok.setEnabled(true);
                        setErrorMessage(EngineCalls.words(fault));
                    }
                });
            }
        });
    }

    /** What is wrong with the fields, or {@code null}. An empty text: not yet right, but nothing to complain about. */
    abstract String fault();

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        setTitle(title);
        setMessage(message);
        Composite area = (Composite) super.createDialogArea(parent);
        Composite grid = new Composite(area, SWT.NONE);
        grid.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        GridLayout layout = new GridLayout(3, false);
        layout.marginWidth = 12;
        layout.marginHeight = 12;
        grid.setLayout(layout);
        fields(grid);
        return area;
    }

    /** A label for the field that is made next. */
    static void label(Composite grid, String text) {
        new Label(grid, SWT.NONE).setText(text);
    }

    /** A text field with its label. */
    Text text(Composite grid, String label, int span, String value) {
        label(grid, label);
        Text text = new Text(grid, SWT.BORDER);
        text.setLayoutData(wide(span));
        AccessibleNames.set(text, label);
        text.setText(value);
        text.selectAll();
        text.addListener(SWT.Modify, e -> check());
        return text;
    }

    static GridData wide(int span) {
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, span, 1);
        data.widthHint = FIELD_WIDTH;
        return data;
    }

    /** To be called when a field changed. */
    void check() {
        String fault = fault();
        setErrorMessage(fault == null || fault.isEmpty() ? null : fault);
        Control ok = getButton(IDialogConstants.OK_ID);
        if (ok != null) {
            ok.setEnabled(fault == null);
        }
    }

    @Override
    protected Control createButtonBar(Composite parent) {
        Control bar = super.createButtonBar(parent);
        Control ok = getButton(IDialogConstants.OK_ID);
        // Nothing is said of fields that nobody has touched.
        ok.setEnabled(fault() == null);
        return bar;
    }
}
