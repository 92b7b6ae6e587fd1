package org.freshet.ui.details.internal.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.freshet.engine.FileStatus;

/**
 * The folders and files of a torrent as numbered nodes: 0 is the root that holds everything, a folder has a smaller number than
 * what is in it. Immutable. Padding files (BEP 47) are left out.
 */
public final class FileTree {
    /** The node that holds everything. */
    public static final int ROOT = 0;
    /** What {@link #file} says of a folder. */
    public static final int FOLDER = -1;
    private static final int NOBODY = -1;

    private final String[] names;
    private final int[] parents;
    private final int[] files;
    private final int[][] children;
    private final long[] sizes;
    private final List<List<String>> paths;

    private FileTree(String[] names, int[] parents, int[] files, int[][] children, long[] sizes, List<List<String>> paths) {
        this.names = names;
        this.parents = parents;
        this.files = files;
        this.children = children;
        this.sizes = sizes;
        this.paths = paths;
    }

    /**
     * The tree of some files.
     *
     * @param files in the torrent's order
     * @param padding indices of files that are left out
     */
    public static FileTree of(List<FileStatus> files, BitSet padding) {
        Builder builder = new Builder(files.size());
        for (int i = 0; i < files.size(); i++) {
            if (!padding.get(i)) {
                builder.add(i, files.get(i));
            }
        }
        return builder.build(files.stream().map(FileStatus::path).toList());
    }

    /** Whether files still have the paths and lengths of which this tree was made. */
    public boolean fits(List<FileStatus> now) {
        if (now.size() != paths.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).path().equals(paths.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Nodes, the root among them. */
    public int size() {
        return names.length;
    }

    /** Its last name. */
    public String name(int node) {
        return names[node];
    }

    /** The folder that it is in; -1 for the root. */
    public int parent(int node) {
        return parents[node];
    }

    /** The index of the file in the torrent, or {@link #FOLDER}. */
    public int file(int node) {
        return files[node];
    }

    /** Whether it is a folder. */
    public boolean isFolder(int node) {
        return files[node] == FOLDER;
    }

    /** Bytes of the file, or of all files in the folder. */
    public long length(int node) {
        return sizes[node];
    }

    /** What is in a folder, folders first, by name. Not to be changed. */
    int[] children(int node) {
        return children[node];
    }

    /** How many nodes are in a folder directly. */
    public int childCount(int node) {
        return children[node].length;
    }

    /** Its path below the torrent's root. */
    public List<String> path(int node) {
        List<String> path = new ArrayList<>();
        for (int at = node; at != ROOT; at = parents[at]) {
            path.addFirst(names[at]);
        }
        return path;
    }

    /** The node with a path, if there is one. */
    public Optional<Integer> find(List<String> path) {
        int at = ROOT;
        for (String name : path) {
            int found = NOBODY;
            for (int child : children[at]) {
                if (names[child].equals(name)) {
                    found = child;
                }
            }
            if (found == NOBODY) {
                return Optional.empty();
            }
            at = found;
        }
        return Optional.of(at);
    }

    /** The indices of the files that some nodes are or hold. */
    public BitSet files(int... nodes) {
        BitSet marked = new BitSet(names.length);
        for (int node : nodes) {
            marked.set(node);
        }
        BitSet found = new BitSet();
        // A parent's number is smaller, so one pass from the front reaches everything below the marked ones.
        for (int node = 1; node < names.length; node++) {
            if (marked.get(parents[node])) {
                marked.set(node);
            }
            if (marked.get(node) && files[node] != FOLDER) {
                found.set(files[node]);
            }
        }
        if (marked.get(ROOT) && names.length == 1) {
            return new BitSet();
        }
        return found;
    }

    /** How many files there are. */
    public int fileCount() {
        int count = 0;
        for (int file : files) {
            count += file == FOLDER ? 0 : 1;
        }
        return count;
    }

    /** Where each file goes when a node gets another name: the index of each file below it, and its new path. */
    public Map<Integer, List<String>> renamed(int node, String name) {
        int depth = path(node).size() - 1;
        Map<Integer, List<String>> moves = new LinkedHashMap<>();
        files(node).stream().forEach(file -> {
            List<String> path = new ArrayList<>(paths.get(file));
            path.set(depth, name);
            moves.put(file, List.copyOf(path));
        });
        return moves;
    }

    private static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final Map<List<String>, Integer> folders = new HashMap<>();
        private int[] parents;
        private int[] files;
        private long[] sizes;

        Builder(int expected) {
            parents = new int[expected + 16];
            files = new int[expected + 16];
            sizes = new long[expected + 16];
            node("", NOBODY, FOLDER, 0);
            folders.put(List.of(), ROOT);
        }

        void add(int index, FileStatus file) {
            List<String> path = file.path();
            node(path.getLast(), folder(path.subList(0, path.size() - 1)), index, file.length());
        }

        private int folder(List<String> path) {
            Integer known = folders.get(path);
            if (known != null) {
                return known;
            }
            int parent = folder(path.subList(0, path.size() - 1));
            int made = node(path.getLast(), parent, FOLDER, 0);
            folders.put(List.copyOf(path), made);
            return made;
        }

        private int node(String name, int parent, int file, long size) {
            int node = names.size();
            if (node == parents.length) {
                parents = Arrays.copyOf(parents, node * 2);
                files = Arrays.copyOf(files, node * 2);
                sizes = Arrays.copyOf(sizes, node * 2);
            }
            names.add(name);
            parents[node] = parent;
            files[node] = file;
            sizes[node] = size;
            return node;
        }

        FileTree build(List<List<String>> paths) {
            int count = names.size();
            int[] counts = new int[count];
            for (int node = 1; node < count; node++) {
                counts[parents[node]]++;
            }
            for (int node = count - 1; node > 0; node--) {
                sizes[parents[node]] += sizes[node];
            }
            int[][] children = new int[count][];
            for (int node = 0; node < count; node++) {
                children[node] = new int[counts[node]];
            }
            int[] filled = new int[count];
            for (int node = 1; node < count; node++) {
                int parent = parents[node];
                children[parent][filled[parent]++] = node;
            }
            FileTree tree = new FileTree(names.toArray(String[]::new), Arrays.copyOf(parents, count), Arrays.copyOf(files,
                    count), children,
                    Arrays.copyOf(sizes, count), paths);
            for (int node = 0; node < count; node++) {
                NodeOrder.BY_NAME.sort(tree, null, children[node]);
            }
            return tree;
        }
    }
}
