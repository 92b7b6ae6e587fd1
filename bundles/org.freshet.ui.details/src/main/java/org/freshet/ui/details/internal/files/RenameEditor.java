package org.freshet.ui.details.internal.files;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.custom.TreeEditor;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Named;
import org.freshet.ui.details.internal.Texts;

/**
 * A text field in the place of a name in the tree. What is wrong with the new name is said at the field, and the field stays with
 * what was typed until the name is good or the person gives up. UI thread.
 */
final class RenameEditor {
    private static final int WIDTH = 320;
    private static final int ROWS_OF_WORDS = 4;

    private final Tree tree;
    private final Function<String, Optional<String>> check;
    private final Function<String, CompletionStage<Void>> rename;
    private final Runnable ended;
    private final String before;
    private final TreeEditor place;
    private final Composite holder;
    private final Text text;
    private Label sign;
    private Label words;
    private String problem = "";
    private boolean busy;

    /**
     * Opens the field.
     *
     * @param image that stands beside what is wrong
     * @param name as it is
     * @param selected how many characters of it are selected
     * @param check says what is wrong with a name
     * @param rename carries it out
     * @param ended called when the field has gone
     */
    RenameEditor(TreeItem item, Image image, String name, int selected, Function<String, Optional<String>> check,
            Function<String, CompletionStage<Void>> rename, Runnable ended) {
        this.tree = item.getParent();
        this.before = name;
        this.check = check;
        this.rename = rename;
        this.ended = ended;
        holder = new Composite(tree, SWT.BORDER);
        GridLayout layout = new GridLayout(2, false);
        layout.marginHeight = 0;
        layout.marginWidth = 0;
        layout.verticalSpacing = 0;
        holder.setLayout(layout);
        tree.showItem(item);
        // The words stand above the field where there is no room below it.
        boolean above = item.getBounds(0).y + ROWS_OF_WORDS * tree.getItemHeight() > tree.getClientArea().height;
        if (above) {
            sign = new Label(holder, SWT.NONE);
            words = new Label(holder, SWT.WRAP);
        }
        text = new Text(holder, SWT.SINGLE | SWT.BORDER);
        text.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1));
        text.setText(name);
        Named.name(text, Texts.of(Messages.rename_field, name));
        Named.describe(text, () -> problem);
        if (!above) {
            sign = new Label(holder, SWT.NONE);
            words = new Label(holder, SWT.WRAP);
        }
        sign.setImage(image);
        sign.setLayoutData(new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false));
        GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
        data.widthHint = WIDTH;
        words.setLayoutData(data);
        place = new TreeEditor(tree);
        place.grabHorizontal = true;
        place.minimumWidth = WIDTH;
        place.verticalAlignment = above ? SWT.BOTTOM : SWT.TOP;
        fit();
        place.setEditor(holder, item, 0);
        text.addListener(SWT.Modify, event -> say(problemOf(text.getText()).orElse("")));
        text.addListener(SWT.Traverse, this::traverse);
        text.addListener(SWT.FocusOut, event -> {
            // With a bad name the field stays, as what was typed would be lost.
            if (!busy && problemOf(text.getText()).isEmpty()) {
                commit();
            }
        });
        text.setFocus();
        text.setSelection(0, selected);
    }

    private void traverse(Event event) {
        if (event.detail == SWT.TRAVERSE_RETURN) {
            event.doit = false;
            commit();
        } else if (event.detail == SWT.TRAVERSE_ESCAPE) {
            event.doit = false;
            close();
        }
    }

    private Optional<String> problemOf(String name) {
        return name.equals(before) ? Optional.empty() : check.apply(name);
    }

    private void commit() {
        String name = text.getText();
        Optional<String> wrong = problemOf(name);
        if (busy) {
            return;
        }
        if (name.equals(before)) {
            close();
        } else if (wrong.isPresent()) {
            say(wrong.get());
        } else {
            busy = true;
            text.setEditable(false);
            DetailContext.whenDone(rename.apply(name), text, fault -> {
                busy = false;
                if (fault == null) {
                    close();
                } else {
                    text.setEditable(true);
                    say(Texts.of(Messages.rename_failed, Texts.reason(fault)));
                    text.setFocus();
                }
            });
        }
    }

    private void say(String what) {
        if (what.equals(problem)) {
            return;
        }
        problem = what;
        words.setText(what);
        fit();
        place.layout();
        text.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }

    /** Makes room for the words, or takes it away. */
    private void fit() {
        for (Control control : new Control[] {sign, words}) {
            control.setVisible(!problem.isEmpty());
            ((GridData) control.getLayoutData()).exclude = problem.isEmpty();
        }
        place.minimumHeight = holder.computeSize(WIDTH, SWT.DEFAULT).y;
        holder.layout();
    }

    /** Takes the field away; what was typed is dropped. */
    void close() {
        if (!holder.isDisposed()) {
            boolean focused = text.isFocusControl();
            holder.dispose();
            place.dispose();
            if (focused) {
                tree.setFocus();
            }
            ended.run();
        }
    }
}
