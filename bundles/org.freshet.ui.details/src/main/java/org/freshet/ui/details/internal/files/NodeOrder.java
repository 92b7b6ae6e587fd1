package org.freshet.ui.details.internal.files;

import java.text.CollationKey;
import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** By what the nodes in a folder are sorted; folders always come before files. */
enum NodeOrder {
    BY_NAME, BY_SIZE, BY_PROGRESS, BY_PRIORITY;

    /** Sorts nodes upwards. {@code figures} may be {@code null} for names and sizes. */
    void sort(FileTree tree, FileFigures figures, int[] nodes) {
        if (nodes.length < 2) {
            return;
        }
        Integer[] boxed = Arrays.stream(nodes).boxed().toArray(Integer[]::new);
        Comparator<Integer> folders = Comparator.comparing(node -> !tree.isFolder(node));
        Arrays.sort(boxed, folders.thenComparing(comparator(tree, figures, nodes)));
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = boxed[i];
        }
    }

    private Comparator<Integer> comparator(FileTree tree, FileFigures figures, int[] nodes) {
        return switch (this) {
            case BY_NAME -> byName(tree, nodes);
            case BY_SIZE -> Comparator.comparingLong(tree::length);
            case BY_PROGRESS -> Comparator.comparingDouble(node -> figures.progress(tree, node));
            case BY_PRIORITY -> Comparator.comparingInt(figures::rank);
        };
    }

    /** As the user's language has it. Keys are made once for each name, as comparing with a collator is slow. */
    private static Comparator<Integer> byName(FileTree tree, int[] nodes) {
        Collator collator = Collator.getInstance();
        int least = IntStream.of(nodes).min().orElse(0);
        int most = IntStream.of(nodes).max().orElse(0);
        CollationKey[] keys = new CollationKey[most - least + 1];
        for (int node : nodes) {
            keys[node - least] = collator.getCollationKey(tree.name(node));
        }
        return Comparator.comparing(node -> keys[node - least]);
    }
}
