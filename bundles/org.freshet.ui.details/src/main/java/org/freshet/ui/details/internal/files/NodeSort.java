package org.freshet.ui.details.internal.files;

/**
 * How a tree is sorted.
 *
 * @param order by what
 * @param up whether the smallest is at the top
 */
record NodeSort(NodeOrder order, boolean up) {
    static final NodeSort USUAL = new NodeSort(NodeOrder.BY_NAME, true);

    /** What a click on the head of a column makes of it. */
    NodeSort clicked(NodeOrder column) {
        return new NodeSort(column, column != order || !up);
    }

    /** What {@link #text} wrote, or the usual. */
    static NodeSort parse(String text) {
        for (NodeOrder order : NodeOrder.values()) {
            if (text.equals("+" + order.name()) || text.equals("-" + order.name())) {
                return new NodeSort(order, text.charAt(0) == '+');
            }
        }
        return USUAL;
    }

    String text() {
        return (up ? "+" : "-") + order.name();
    }

    /**
     * What is in each folder in this order.
     *
     * @return for each node its children
     */
    int[][] apply(FileTree tree, FileFigures figures) {
        int[][] sorted = new int[tree.size()][];
        for (int node = 0; node < sorted.length; node++) {
            int[] children = tree.children(node);
            if (children.length > 1 && !equals(USUAL)) {
                children = children.clone();
                order.sort(tree, figures, children);
                if (!up) {
                    reverse(tree, children);
                }
            }
            sorted[node] = children;
        }
        return sorted;
    }

    /** Turns the folders and the files round, each among themselves. */
    private static void reverse(FileTree tree, int[] nodes) {
        int folders = 0;
        while (folders < nodes.length && tree.isFolder(nodes[folders])) {
            folders++;
        }
        reverse(nodes, 0, folders);
        reverse(nodes, folders, nodes.length);
    }

    private static void reverse(int[] nodes, int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            int swapped = nodes[i];
            nodes[i] = nodes[j];
            nodes[j] = swapped;
        }
    }
}
