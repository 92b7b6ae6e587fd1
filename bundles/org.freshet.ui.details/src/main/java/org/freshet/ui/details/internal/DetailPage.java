package org.freshet.ui.details.internal;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.Torrent;

/**
 * A panel and what stands in its place when there is nothing to show: one of both is visible, and neither says anything before
 * something is known. Polls while it is looked at. UI thread.
 *
 * @param <S> the panel's snapshots
 */
public final class DetailPage<S> {

    /** What is shown: a snapshot, or words in its place. */
    private record Shown<S>(S snapshot, String words) {
    }

    private final DetailPanel<S> panel;
    private final Notices notices;
    private final Composite root;
    private final StackLayout stack = new StackLayout();
    private final Control content;
    private final Composite wordsPage;
    private final Text words;
    private final Poll<Shown<S>> poll;
    private boolean toldDefect;

    /** Makes the controls below {@code parent}; nothing is read before {@link #visible}. */
    public DetailPage(Composite parent, DetailPanel<S> panel, Poll.Turns turns, Memory memory, Notices notices) {
        this.panel = panel;
        this.notices = notices;
        this.poll = new Poll<>(turns, new Reader(), this::show, this::defect, System::nanoTime);
        this.root = new Composite(parent, SWT.NONE);
        root.setLayout(stack);
        wordsPage = new Composite(root, SWT.NONE);
        wordsPage.setLayout(new GridLayout());
        // A text and no label, so that the keyboard and a screen reader get there.
        words = new Text(wordsPage, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
        words.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        content = panel.create(root, new DetailContext(memory, notices, poll::now));
        top(panel.shows(0) ? content : wordsPage);
        root.addDisposeListener(event -> poll.visible(false));
    }

    /** The whole of it. */
    public Control control() {
        return root;
    }

    /** Other torrents are selected. */
    public void follow(List<Torrent> torrents) {
        panel.follow(torrents);
        toldDefect = false;
        poll.follow(torrents);
        if (!torrents.isEmpty() && stack.topControl == wordsPage) {
            // They were about others; what there is to say of these is read first.
            words.setText("");
        }
    }

    /** Whether a person can see it. */
    public void visible(boolean looked) {
        poll.visible(looked);
    }

    /** Gives the keyboard to what is shown. */
    public void focus() {
        if (stack.topControl == wordsPage) {
            words.setFocus();
        } else {
            panel.focus();
        }
    }

    private final class Reader implements Poll.Reader<Shown<S>> {
        @Override
        public Shown<S> read(List<Torrent> torrents, Shown<S> before) {
            if (rests(torrents)) {
                return before == null ? new Shown<>(null, Messages.none) : before;
            }
            if (!panel.shows(torrents.size())) {
                String summary = panel.summary(torrents);
                return before != null && summary.equals(before.words()) ? before : new Shown<>(null, summary);
            }
            S last = before == null ? null : before.snapshot();
            S snapshot = panel.read(torrents, last);
            return before != null && snapshot == last ? before : new Shown<>(snapshot, null);
        }

        @Override
        public boolean rests(List<Torrent> torrents) {
            return torrents.isEmpty() && !panel.shows(0);
        }
    }

    private void show(Shown<S> shown) {
        if (root.isDisposed()) {
            return;
        }
        if (shown.words() != null) {
            say(shown.words());
        } else {
            panel.show(shown.snapshot());
            top(content);
        }
        panel.actions().forEach(DetailAction::update);
    }

    private void defect(RuntimeException fault) {
        if (!toldDefect && !root.isDisposed()) {
            toldDefect = true;
            notices.defect(Messages.defect, fault);
            say(Texts.of(Messages.defect_shown, Texts.reason(fault)));
        }
    }

    private void say(String text) {
        if (!words.getText().equals(text)) {
            words.setText(text);
        }
        top(wordsPage);
    }

    private void top(Control control) {
        if (stack.topControl != control) {
            boolean focused = stack.topControl != null && contains(stack.topControl, root.getDisplay().getFocusControl());
            stack.topControl = control;
            root.layout();
            if (focused) {
                // What had the keyboard is hidden now; the keyboard stays in the view.
                focus();
            }
        }
    }

    private static boolean contains(Control whole, Control part) {
        for (Control at = part; at != null; at = at.getParent()) {
            if (at == whole) {
                return true;
            }
        }
        return false;
    }
}
