package org.freshet.ui.add.internal.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;

/**
 * The files of a torrent as a tree, and which of them are chosen. A folder of very many entries is divided into groups, since no
 * window shows a hundred thousand rows at once without making people wait. Sums are kept in each folder, so that asking is quick
 * whatever the number of files. Not safe for several threads at once.
 */
public final class FileChoice {
    /** The most entries of a folder that is not divided. */
    static final int UNDIVIDED = 2000;
    /** The entries of a group. */
    static final int GROUP = 1000;

    private final Node root = new Node("", -1, 0, null);
    private final int files;

    /** How much of a folder is chosen. */
    public enum Chosen {
        /** Nothing. */
        NONE,
        /** Something. */
        SOME,
        /** Everything. */
        ALL
    }

    /** A file or a folder. */
    public static final class Node {
        private final String name;
        private final int file;
        private Node parent;
        private List<Node> children;
        private Map<String, Node> folders;
        private long length;
        private int count;
        private long chosenLength;
        private int chosenCount;
        private boolean isGroup;

        private Node(String name, int file, long length, Node parent) {
            this.name = name;
            this.file = file;
            this.length = length;
            this.parent = parent;
            this.children = file < 0 ? new ArrayList<>() : List.of();
            this.folders = file < 0 ? new HashMap<>() : null;
            this.count = file < 0 ? 0 : 1;
        }

        /** Its name, one component of the path. */
        public String name() {
            return name;
        }

        /** The bytes of all files below, or of the file. */
        public long length() {
            return length;
        }

        /** The bytes that are chosen. */
        public long chosenLength() {
            return chosenLength;
        }

        /** How many files there are below; 1 for a file. */
        public int count() {
            return count;
        }

        /** How many of them are chosen. */
        public int chosenCount() {
            return chosenCount;
        }

        public boolean isFolder() {
            return file < 0;
        }

        /** Folders first, then by name. */
        public List<Node> children() {
            return children;
        }

        /** The folder it is in, or null. */
        public Node parent() {
            return parent;
        }

        /** How much of it is chosen. */
        public Chosen chosen() {
            return chosenCount == 0 ? Chosen.NONE : chosenCount == count ? Chosen.ALL : Chosen.SOME;
        }

        private Node folder(String child) {
            return folders.computeIfAbsent(child, key -> {
                Node made = new Node(key, -1, 0, this);
                children.add(made);
                return made;
            });
        }

        private void finish() {
            folders = null;
            for (Node child : children) {
                if (child.isFolder()) {
                    child.finish();
                }
                length += child.length;
                count += child.count;
            }
            children.sort(Comparator.comparing((Node node) -> !node.isFolder())
                    .thenComparing(Node::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Node::name));
            while (children.size() > UNDIVIDED) {
                divide();
            }
        }

        private void divide() {
            List<Node> groups = new ArrayList<>();
            for (int from = 0; from < children.size(); from += GROUP) {
                List<Node> entries = children.subList(from, Math.min(children.size(), from + GROUP));
                Node group = new Node(entries.getFirst().firstName() + " \u2026 " + entries.getLast().lastName(), -1, 0, this);
                group.folders = null;
                for (Node entry : entries) {
                    entry.parent = group;
                    group.children.add(entry);
                    group.length += entry.length;
                    group.count += entry.count;
                }
                group.isGroup = true;
                groups.add(group);
            }
            children = groups;
        }

        private String firstName() {
            return isGroup ? children.getFirst().firstName() : name;
        }

        private String lastName() {
            return isGroup ? children.getLast().lastName() : name;
        }

        private void set(boolean chosen) {
            chosenLength = chosen ? length : 0;
            chosenCount = chosen ? count : 0;
            children.forEach(child -> child.set(chosen));
        }
    }

    /** A file to be put in the tree. */
    public record Leaf(List<String> path, long length) {
    }

    /** Takes the files of a torrent but those that only fill up pieces; all are chosen. */
    public static FileChoice of(Layout layout) {
        List<Leaf> leaves = new ArrayList<>(layout.files().size());
        for (int i = 0; i < layout.files().size(); i++) {
            TorrentFile file = layout.files().get(i);
            leaves.add(file.isPadding() ? null : new Leaf(layout.relativePath(i), file.length()));
        }
        return new FileChoice(leaves);
    }

    /** Makes the tree; an index whose leaf is null is left out and never unwanted. */
    public FileChoice(List<Leaf> leaves) {
        int present = 0;
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            if (leaf == null) {
                continue;
            }
            Node folder = root;
            for (String component : leaf.path.subList(0, leaf.path.size() - 1)) {
                folder = folder.folder(component);
            }
            folder.children.add(new Node(leaf.path.getLast(), i, leaf.length, folder));
            present++;
        }
        root.finish();
        root.set(true);
        files = present;
    }

    /** The folder without a name that holds everything. */
    public Node root() {
        return root;
    }

    /** How many files there are. */
    public int files() {
        return files;
    }

    /** Chooses a file, or all files of a folder, or the contrary. */
    public void choose(Node node, boolean chosen) {
        long lengthBefore = node.chosenLength;
        int countBefore = node.chosenCount;
        node.set(chosen);
        for (Node above = node.parent; above != null; above = above.parent) {
            above.chosenLength += node.chosenLength - lengthBefore;
            above.chosenCount += node.chosenCount - countBefore;
        }
    }

    /** The indices of the files that are not chosen, rising. */
    public List<Integer> unwanted() {
        List<Integer> unwanted = new ArrayList<>(files - root.chosenCount);
        collect(root, unwanted);
        unwanted.sort(null);
        return unwanted;
    }

    private static void collect(Node node, List<Integer> unwanted) {
        if (!node.isFolder()) {
            if (node.chosenCount == 0) {
                unwanted.add(node.file);
            }
            return;
        }
        if (node.chosenCount < node.count) {
            node.children.forEach(child -> collect(child, unwanted));
        }
    }
}
