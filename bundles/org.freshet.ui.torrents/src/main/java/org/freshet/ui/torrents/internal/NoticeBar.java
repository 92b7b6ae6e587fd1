package org.freshet.ui.torrents.internal;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/**
 * A line under the table that says what happened and, for a while, how to take it back. It takes no room while it has
 * nothing to say.
 */
final class NoticeBar {
    private static final int BRIEF_MILLIS = 6000;

    private final Composite bar;
    private final Label text;
    private final Button action;
    private final Button close;
    private Runnable onAction = () -> { };
    private Runnable onClose = () -> { };

    private int said;

    NoticeBar(Composite parent) {
        bar = new Composite(parent, SWT.NONE);
        GridData place = new GridData(SWT.FILL, SWT.CENTER, true, false);
        place.exclude = true;
        bar.setLayoutData(place);
        bar.setVisible(false);
        GridLayout layout = new GridLayout(3, false);
        layout.marginHeight = 2;
        bar.setLayout(layout);
        text = new Label(bar, SWT.WRAP);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        action = new Button(bar, SWT.PUSH);
        action.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        action.addListener(SWT.Selection, e -> {
            Runnable chosen = onAction;
            hide();
            chosen.run();
        });
        close = new Button(bar, SWT.PUSH);
        close.setText(Messages.notice_close);
        close.addListener(SWT.Selection, e -> {
            Runnable closed = onClose;
            hide();
            closed.run();
        });
    }

    /** Says something. */
    void show(String words) {
        show(words, null, () -> { }, () -> { });
    }

    /** Says something that needs no answer and goes by itself. */
    void brief(String words) {
        show(words);
        int mine = said;
        bar.getDisplay().timerExec(BRIEF_MILLIS, () -> {
            if (mine == said) {
                hide();
            }
        });
    }

    /**
     * Says something that can be answered.
     *
     * @param label of the button, or {@code null} for none
     * @param chosen called when it is pressed
     * @param closed called when the line is sent away instead
     */
    void show(String words, String label, Runnable chosen, Runnable closed) {
        said++;
        text.setText(words);
        onAction = chosen;
        onClose = closed;
        action.setVisible(label != null);
        ((GridData) action.getLayoutData()).exclude = label == null;
        if (label != null) {
            action.setText(label);
        }
        visible(true);
        text.getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, null);
    }

    /** What can be pressed. */
    List<Control> buttons() {
        return List.of(action, close);
    }

    /** Whether the window is still there. */
    boolean there() {
        return !bar.isDisposed();
    }

    void hide() {
        onAction = () -> { };
        onClose = () -> { };
        if (!bar.isDisposed()) {
            visible(false);
        }
    }

    private void visible(boolean shown) {
        ((GridData) bar.getLayoutData()).exclude = !shown;
        bar.setVisible(shown);
        bar.getParent().layout(true, true);
    }
}
