package org.freshet.ui.details.internal;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/**
 * Asks for a text, says at once what is wrong with it, does something with it, and closes only when that has succeeded, so that
 * nothing that was typed is lost. UI thread.
 *
 * @param <T> what the text means
 */
public final class EntryDialog<T> extends TitleAreaDialog {

    /** What a text means, or what is wrong with it. */
    public record Entry<T>(T value, String problem) {
        /** A good one. */
        public static <T> Entry<T> of(T value) {
            return new Entry<>(value, null);
        }

        /** A bad one. */
        public static <T> Entry<T> wrong(String problem) {
            return new Entry<>(null, problem);
        }
    }

    /**
     * The words of such a dialog.
     *
     * @param title what is asked for
     * @param hint how it is written
     * @param label of the field, with its mnemonic
     * @param button that does it
     * @param failed a pattern for what is said when it fails
     * @param lines how many lines the field shows; 1 takes one line only
     */
    public record Words(String title, String hint, String label, String button, String failed, int lines) {
    }

    private static final int WIDTH = 480;

    private final Words words;
    private final Function<String, Entry<T>> parse;
    private final Function<T, CompletionStage<?>> what;
    private Text field;

    /**
     * A dialog, not yet open.
     *
     * @param parse reads the text
     * @param what is done with it
     */
    public EntryDialog(Shell parent, Words words, Function<String, Entry<T>> parse, Function<T, CompletionStage<?>> what) {
        super(parent);
        this.words = words;
        this.parse = parse;
        this.what = what;
        setHelpAvailable(false);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(words.title());
    }

    @Override
    protected Point getInitialSize() {
        Point size = super.getInitialSize();
        return new Point(Math.max(size.x, convertHorizontalDLUsToPixels(WIDTH / 2)), size.y);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        setTitle(words.title());
        setMessage(words.hint());
        Composite fields = new Composite(area, SWT.NONE);
        fields.setLayout(new GridLayout(words.lines() > 1 ? 1 : 2, false));
        fields.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Label label = new Label(fields, SWT.NONE);
        label.setText(words.label());
        field = new Text(fields, SWT.BORDER | (words.lines() > 1 ? SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL : SWT.SINGLE));
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, words.lines() > 1);
        data.heightHint = words.lines() > 1 ? field.getLineHeight() * words.lines() : SWT.DEFAULT;
        field.setLayoutData(data);
        String name = words.label().replace("&", "");
        Named.name(field, name);
        field.addListener(SWT.Modify, event -> check());
        if (words.lines() > 1) {
            field.addListener(SWT.Traverse, event -> {
                if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                    event.doit = true;
                }
            });
        }
        Dialog.applyDialogFont(area);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, words.button(), true);
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
        getButton(IDialogConstants.OK_ID).setEnabled(false);
    }

    private void check() {
        Entry<T> entry = parse.apply(field.getText());
        boolean empty = field.getText().isBlank();
        setMessage(empty || entry.problem() == null ? words.hint() : entry.problem(),
                empty || entry.problem() == null ? IMessageProvider.NONE : IMessageProvider.ERROR);
        getButton(IDialogConstants.OK_ID).setEnabled(entry.problem() == null);
    }

    @Override
    protected void okPressed() {
        Entry<T> entry = parse.apply(field.getText());
        if (entry.problem() != null) {
            check();
            return;
        }
        busy(true);
        DetailContext.whenDone(what.apply(entry.value()), field, fault -> {
            if (fault == null) {
                super.okPressed();
            } else {
                busy(false);
                setMessage(Texts.of(words.failed(), Texts.reason(fault)), IMessageProvider.ERROR);
                field.setFocus();
            }
        });
    }

    private void busy(boolean busy) {
        field.setEnabled(!busy);
        getButton(IDialogConstants.OK_ID).setEnabled(!busy);
    }
}
