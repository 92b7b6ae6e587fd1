package org.freshet.ui.add.internal;

import java.util.HashSet;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.freshet.ui.LetterWidths;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.FileChoice;
import org.freshet.ui.add.internal.model.FileChoice.Chosen;
import org.freshet.ui.add.internal.model.FileChoice.Node;

/** The files of a torrent as a tree, on demand with boxes to choose them. Only rows that are seen get their content. */
final class FilesPane extends Composite {
    private static final int NAME_WIDTH = 380;
    private static final int SIZE_WIDTH = 110;
    private static final int HEIGHT = 190;

    /** The rows that have been given their content. */
    private final Set<TreeItem> filled = new HashSet<>();

    private final Tree tree;
    private final Label summary;
    private final boolean choosing;
    private final Runnable changed;
    private Button all;
    private Button none;
    private FileChoice choice;

    /** @param changed called when the user has chosen; null to show files without a choice */
    FilesPane(Composite parent, String label, Runnable changed) {
        super(parent, SWT.NONE);
        this.choosing = changed != null;
        this.changed = changed;
        GridLayoutFactory.fillDefaults().numColumns(choosing ? 3 : 1).applyTo(this);
        Label title = Widgets.label(this, label);
        GridDataFactory.fillDefaults().span(choosing ? 3 : 1, 1).applyTo(title);
        tree = Widgets.named(new Tree(this, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION | (choosing ? SWT.CHECK : SWT.NONE)),
                label);
        tree.setHeaderVisible(true);
        tree.setLinesVisible(false);
        TreeColumn name = column(Messages.files_name, SWT.LEFT, NAME_WIDTH);
        column(Messages.files_size, SWT.RIGHT, SIZE_WIDTH);
        int size = LetterWidths.of(tree, SIZE_WIDTH);
        tree.addListener(SWT.Resize, event -> name.setWidth(Math.max(size, tree.getClientArea().width - size)));
        tree.addListener(SWT.SetData, this::fill);
        tree.addListener(SWT.Selection, this::clicked);
        GridDataFactory.fillDefaults().grab(true, true).span(choosing ? 3 : 1, 1).hint(LetterWidths.of(tree, NAME_WIDTH + SIZE_WIDTH),
                HEIGHT).applyTo(tree);
        summary = new Label(this, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(summary);
        if (choosing) {
            all = Widgets.button(this, Messages.files_all, () -> chooseAll(true));
            none = Widgets.button(this, Messages.files_none, () -> chooseAll(false));
        }
        show(null, "");
    }

    private TreeColumn column(String name, int align, int width) {
        TreeColumn column = new TreeColumn(tree, align);
        column.setText(name);
        column.setWidth(LetterWidths.of(tree, width));
        return column;
    }

    /**
     * Shows other files.
     *
     * @param files  or null if they are not known
     * @param reason what is said instead of a sum then
     */
    void show(FileChoice files, String reason) {
        if (files != choice || files == null) {
            choice = files;
            filled.clear();
            tree.removeAll();
            tree.setItemCount(files == null ? 0 : files.root().children().size());
            if (files != null && files.root().children().size() == 1) {
                TreeItem only = tree.getItem(0);
                // Asking for its text makes the tree fill it in, and only then it can be expanded.
                only.setExpanded(!only.getText().isEmpty());
            }
        }
        tree.setEnabled(files != null);
        if (choosing) {
            all.setEnabled(files != null);
            none.setEnabled(files != null);
        }
        if (files == null) {
            setSummary(reason);
        } else {
            summarise();
        }
    }

    private void summarise() {
        Node root = choice.root();
        setSummary(choosing
                ? NLS.bind(Messages.files_chosen, new Object[] {root.chosenCount(), count(root),
                        Quantities.bytes(root.chosenLength()),
                        Quantities.bytes(root.length())})
                : NLS.bind(Messages.files_total, count(root), Quantities.bytes(root.length())));
    }

    private static String count(Node root) {
        return root.count() == 1 ? Messages.files_one : NLS.bind(Messages.files_many, root.count());
    }

    private void setSummary(String text) {
        if (!summary.getText().equals(text)) {
            summary.setText(text);
            summary.requestLayout();
        }
    }

    private void fill(Event event) {
        TreeItem item = (TreeItem) event.item;
        TreeItem above = item.getParentItem();
        Node folder = above == null ? choice.root() : (Node) above.getData();
        Node node = folder.children().get(event.index);
        item.setData(node);
        item.setText(0, node.name());
        item.setText(1, Quantities.bytes(node.length()));
        item.setItemCount(node.children().size());
        filled.add(item);
        mark(item, node);
    }

    private void markAll() {
        filled.removeIf(TreeItem::isDisposed);
        filled.forEach(item -> mark(item, (Node) item.getData()));
    }

    private void mark(TreeItem item, Node node) {
        if (choosing) {
            item.setChecked(node.chosen() != Chosen.NONE);
            item.setGrayed(node.chosen() == Chosen.SOME);
        }
    }

    private void clicked(Event event) {
        if (event.detail != SWT.CHECK || choice == null) {
            return;
        }
        TreeItem item = (TreeItem) event.item;
        Node node = (Node) item.getData();
        // What was partly chosen becomes chosen, as one would expect.
        choice.choose(node, item.getGrayed() || item.getChecked());
        markAll();
        summarise();
        changed.run();
    }

    private void chooseAll(boolean chosen) {
        choice.choose(choice.root(), chosen);
        markAll();
        summarise();
        changed.run();
    }
}
