package org.freshet.ui.details.internal.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.freshet.ui.Icons;
import org.freshet.ui.details.internal.Column;
import org.freshet.ui.details.internal.ColumnHeads;
import org.freshet.ui.details.internal.Memory;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Named;

/**
 * A virtual tree that shows a {@link FilesSnapshot}: items exist once they have been seen, figures are painted where they are
 * visible, and what is open and selected stays so when the order or the names change. UI thread.
 */
final class FileTreeControl {
    private final Tree tree;
    private final List<Column<Branch>> columns;
    private final Image folderImage;
    private final Image fileImage;
    private final Image problemImage;
    private final Set<Integer> open = new TreeSet<>();
    private FilesSnapshot shown;
    private List<String> movedFrom = List.of();
    private String movedTo = "";

    /** @param columns of nodes; the first bears the branches. @param sorted hears of a click on a head */
    FileTreeControl(Composite parent, List<Column<Branch>> columns, Memory memory, Consumer<NodeOrder> sorted) {
        this.columns = columns;
        this.tree = new Tree(parent, SWT.VIRTUAL | SWT.MULTI | SWT.CHECK | SWT.FULL_SELECTION | SWT.BORDER);
        tree.setHeaderVisible(true);
        Named.name(tree, Messages.files_tree);
        LocalResourceManager resources = new LocalResourceManager(JFaceResources.getResources(tree.getDisplay()), tree);
        folderImage = Icons.FOLDER.image(resources);
        fileImage = Icons.FILE.image(resources);
        problemImage = Icons.PROBLEM.image(resources);
        for (int i = 0; i < columns.size(); i++) {
            NodeOrder order = NodeOrder.values()[i];
            TreeColumn head = ColumnHeads.add(tree, columns.get(i), memory);
            head.addListener(SWT.Selection, event -> sorted.accept(order));
        }
        tree.addListener(SWT.SetData, this::made);
        tree.addListener(SWT.Expand, event -> {
            Branch branch = branch((TreeItem) event.item);
            // Groups are others after the next sorting.
            if (!branch.isGroup()) {
                open.add(branch.node());
            }
            fillFolder((TreeItem) event.item);
            tree.getDisplay().asyncExec(this::refresh);
        });
        tree.addListener(SWT.Collapse, event -> {
            open.remove(branch((TreeItem) event.item).node());
            tree.getDisplay().asyncExec(this::refresh);
        });
        // What was painted while it was visible before may be old when it is scrolled into view again.
        tree.getVerticalBar().addListener(SWT.Selection, event -> refresh());
        tree.addListener(SWT.Resize, event -> refresh());
    }

    Tree tree() {
        return tree;
    }

    /** What stands beside words about something wrong. */
    Image problemImage() {
        return problemImage;
    }

    /** What an item shows; the root for none. */
    Branch branch(TreeItem item) {
        return item != null && item.getData() instanceof Branch branch ? branch : Branch.ROOT;
    }

    /** The nodes that are selected, those of selected groups among them. */
    int[] selection() {
        if (shown == null) {
            return new int[0];
        }
        return Arrays.stream(tree.getSelection()).map(this::branch).filter(branch -> branch != Branch.ROOT)
                .flatMapToInt(branch -> Arrays.stream(shown.nodes(branch))).distinct().toArray();
    }

    /** The nodes that are selected as themselves. */
    private int[] selectedNodes() {
        return Arrays.stream(tree.getSelection()).map(this::branch).mapToInt(Branch::node).filter(node ->
                node > FileTree.ROOT).toArray();
    }

    /** Forgets what is open and selected: another torrent comes. */
    void forget() {
        open.clear();
        shown = null;
        tree.setItemCount(0);
    }

    /** Paints what is different. */
    void show(FilesSnapshot snapshot) {
        FilesSnapshot before = shown;
        shown = snapshot;
        if (before == null) {
            open.clear();
            // A torrent is mostly one folder with everything in it.
            if (snapshot.count(Branch.ROOT) == 1) {
                open.add(snapshot.below(Branch.ROOT, 0).node());
            }
            build(List.of());
        } else if (before.tree() != snapshot.tree()) {
            List<Integer> selected = carried(before, selectedNodes());
            List<Integer> opened = carried(before, open.stream().mapToInt(Integer::intValue).toArray());
            open.clear();
            open.addAll(opened);
            movedFrom = List.of();
            build(selected);
        } else if (before.children() != snapshot.children()) {
            build(Arrays.stream(selectedNodes()).boxed().toList());
        } else if (before.figures() != snapshot.figures()) {
            refresh();
        }
    }

    /** A node has got another name: it stays selected and open under that. */
    void renamed(List<String> path, String name) {
        movedFrom = path;
        movedTo = name;
    }

    /** Marks the column by which it is sorted. */
    void mark(NodeSort sort) {
        tree.setSortColumn(tree.getColumn(sort.order().ordinal()));
        tree.setSortDirection(sort.up() ? SWT.UP : SWT.DOWN);
    }

    private List<String> moved(List<String> path) {
        int depth = movedFrom.size();
        if (depth == 0 || path.size() < depth || !path.subList(0, depth).equals(movedFrom)) {
            return path;
        }
        List<String> now = new ArrayList<>(path);
        now.set(depth - 1, movedTo);
        return now;
    }

    private List<Integer> carried(FilesSnapshot before, int[] nodes) {
        List<Integer> now = new ArrayList<>();
        for (int node : nodes) {
            shown.tree().find(moved(before.tree().path(node))).ifPresent(now::add);
        }
        return now;
    }

    private void build(List<Integer> selected) {
        tree.setRedraw(false);
        try {
            tree.setItemCount(0);
            tree.setItemCount(shown.count(Branch.ROOT));
            // A folder has a smaller number than what is in it: outer ones come first.
            for (int node : open) {
                TreeItem item = item(node);
                if (item != null) {
                    fillFolder(item);
                    item.setExpanded(true);
                }
            }
            TreeItem[] items = selected.stream().map(this::item).filter(item -> item != null).toArray(TreeItem[]::new);
            if (items.length > 0) {
                tree.setSelection(items);
            }
        } finally {
            tree.setRedraw(true);
        }
        tree.notifyListeners(SWT.Selection, new Event());
    }

    /**
     * Gives a folder all its items when it is opened; until then it has one, for the sign that it can be opened. All at once: the
     * toolkit adds to none or one quickly, but searches the place for each one that it adds to many.
     */
    private void fillFolder(TreeItem item) {
        int count = shown.count(branch(item));
        if (item.getItemCount() != count) {
            item.setItemCount(count);
        }
    }

    private void made(Event event) {
        TreeItem item = (TreeItem) event.item;
        if (shown == null) {
            return;
        }
        Branch above = branch(item.getParentItem());
        if (event.index >= shown.count(above)) {
            return;
        }
        Branch branch = shown.below(above, event.index);
        item.setData(branch);
        boolean folder = branch.isGroup() || shown.tree().isFolder(branch.node());
        item.setImage(folder ? folderImage : fileImage);
        fill(item, branch);
        if (folder) {
            item.setItemCount(Math.min(1, shown.count(branch)));
        }
    }

    private void fill(TreeItem item, Branch branch) {
        for (int c = 0; c < columns.size(); c++) {
            String text = columns.get(c).text().apply(branch);
            if (!text.equals(item.getText(c))) {
                item.setText(c, text);
            }
        }
        boolean wanted = shown.isWanted(branch);
        boolean partly = shown.isPartlyWanted(branch);
        if (item.getChecked() != wanted) {
            item.setChecked(wanted);
        }
        if (item.getGrayed() != partly) {
            item.setGrayed(partly);
        }
    }

    /** Paints the figures of the items that can be seen. */
    void refresh() {
        if (tree.isDisposed() || shown == null || tree.getItemCount() == 0) {
            return;
        }
        TreeItem item = tree.getTopItem();
        int rows = tree.getItemHeight() <= 0 ? 0 : tree.getClientArea().height / tree.getItemHeight() + 1;
        for (int i = 0; i < rows && item != null; i++) {
            // What was never seen is filled when it is.
            if (item.getData() instanceof Branch branch) {
                fill(item, branch);
            }
            item = after(item);
        }
    }

    private TreeItem after(TreeItem item) {
        if (item.getExpanded() && item.getItemCount() > 0) {
            return item.getItem(0);
        }
        TreeItem at = item;
        while (at != null && at.getData() instanceof Branch branch) {
            TreeItem above = at.getParentItem();
            int next = shown.place(branch) + 1;
            if (next < (above == null ? tree.getItemCount() : above.getItemCount())) {
                return above == null ? tree.getItem(next) : above.getItem(next);
            }
            at = above;
        }
        return null;
    }

    /** The item of a node, made with those above it. */
    private TreeItem item(int node) {
        TreeItem item = null;
        for (Branch branch : shown.way(node)) {
            if (item != null) {
                fillFolder(item);
            }
            item = item == null ? tree.getItem(shown.place(branch)) : item.getItem(shown.place(branch));
            if (item.getData() == null) {
                // Asking for the text lets the item be filled.
                item.getText();
            }
        }
        return item;
    }
}
