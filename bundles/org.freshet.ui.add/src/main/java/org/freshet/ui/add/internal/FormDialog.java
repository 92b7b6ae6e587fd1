package org.freshet.ui.add.internal;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.Icons;

/**
 * A dialog that does not hold up its caller, with a line at its top that always says what is missing or what happens next. It
 * does what JFace's dialog with a title area does, but opens at once: drawing that one's banner takes longer than a person
 * should wait.
 */
abstract class FormDialog extends Dialog {
    private static final int LINES = 2;

    private final String title;
    private Label sign;
    private Label words;
    private Image problem;

    FormDialog(Shell parent, String title, int style) {
        super(parent);
        this.title = title;
        setShellStyle(style | getDefaultOrientation());
        setBlockOnOpen(false);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite message = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(message);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(message);
        sign = new Label(message, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).hint(16, 16).applyTo(sign);
        words = new Label(message, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(convertWidthInCharsToPixels(90),
                convertHeightInCharsToPixels(LINES))
                .applyTo(words);
        createForm(area);
        return area;
    }

    /** Makes what the dialog asks, below the message. */
    protected abstract void createForm(Composite area);

    /**
     * Says something.
     *
     * @param kind one of {@link IMessageProvider}
     */
    protected final void say(String text, int kind) {
        if (!words.getText().equals(Widgets.plain(text))) {
            words.setText(Widgets.plain(text));
            words.setToolTipText(text);
            // A screen reader says what has changed only if it is told that something has.
            words.getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, null);
        }
        sign.setImage(image(kind));
        sign.setToolTipText(text);
    }

    private Image image(int kind) {
        if (kind != IMessageProvider.ERROR && kind != IMessageProvider.WARNING) {
            return null;
        }
        if (problem == null) {
            problem = Icons.PROBLEM.image(new LocalResourceManager(JFaceResources.getResources(), getShell()));
        }
        return problem;
    }

    @Override
    protected boolean isResizable() {
        return true;
    }
}
