package org.freshet.ui.details.internal.files;

/**
 * An item of the tree: a file, a folder, or a group of neighbours in a folder that holds too many to be shown at once.
 *
 * @param folder the node in which it is
 * @param from its place among what is in the folder
 * @param to the place after its last one
 * @param node the file or folder; {@link #GROUP} for a group
 */
record Branch(int folder, int from, int to, int node) {
    /** No node. */
    static final int GROUP = -1;
    /** What holds everything; it is not shown. */
    static final Branch ROOT = new Branch(GROUP, 0, 1, FileTree.ROOT);

    boolean isGroup() {
        return node == GROUP;
    }
}
