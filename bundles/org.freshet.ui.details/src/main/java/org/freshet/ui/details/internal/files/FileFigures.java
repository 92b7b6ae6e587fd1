package org.freshet.ui.details.internal.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;

/** How much is there of each node of a {@link FileTree}, and how much each is wanted. Immutable. */
public final class FileFigures {
    private static final byte MIXED = -1;
    private static final byte UNKNOWN = -2;

    private final long[] done;
    /** The ordinal of the priority that everything in it has, or {@link #MIXED}. */
    private final byte[] priorities;
    /** Whether some of it is wanted. */
    private final boolean[] wanted;
    /** Whether some of it is not wanted. */
    private final boolean[] skipped;

    private FileFigures(long[] done, byte[] priorities, boolean[] wanted, boolean[] skipped) {
        this.done = done;
        this.priorities = priorities;
        this.wanted = wanted;
        this.skipped = skipped;
    }

    /** The figures of a tree's files, and the sums of its folders. */
    public static FileFigures of(FileTree tree, List<FileStatus> files) {
        int size = tree.size();
        long[] done = new long[size];
        byte[] priorities = new byte[size];
        boolean[] wanted = new boolean[size];
        boolean[] skipped = new boolean[size];
        Arrays.fill(priorities, UNKNOWN);
        for (int node = size - 1; node >= 0; node--) {
            if (!tree.isFolder(node)) {
                FileStatus file = files.get(tree.file(node));
                done[node] = file.done();
                priorities[node] = (byte) file.priority().ordinal();
                wanted[node] = file.priority() != FilePriority.SKIP;
                skipped[node] = !wanted[node];
            }
            if (node > 0) {
                int parent = tree.parent(node);
                done[parent] += done[node];
                priorities[parent] = priorities[parent] == UNKNOWN || priorities[parent] == priorities[node] ? priorities[node]
                        : MIXED;
                wanted[parent] |= wanted[node];
                skipped[parent] |= skipped[node];
            }
        }
        return new FileFigures(done, priorities, wanted, skipped);
    }

    /** Bytes in verified pieces. */
    public long done(int node) {
        return done[node];
    }

    /** The share that is there, 0…1; all of what is empty. */
    public double progress(FileTree tree, int node) {
        return tree.length(node) == 0 ? 1 : (double) done[node] / tree.length(node);
    }

    /** The priority of the file, or of all files in the folder; nothing where they differ. */
    public Optional<FilePriority> priority(int node) {
        return priorities[node] < 0 ? Optional.empty() : Optional.of(FilePriority.values()[priorities[node]]);
    }

    /** Whether any of it is wanted. */
    public boolean isWanted(int node) {
        return wanted[node];
    }

    /** Whether some of it is wanted and some is not. */
    public boolean isPartlyWanted(int node) {
        return wanted[node] && skipped[node];
    }

    /** For sorting: mixed ones before all others. */
    int rank(int node) {
        return priorities[node];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileFigures o && Arrays.equals(o.done, done) && Arrays.equals(o.priorities, priorities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(done) * 31 + Arrays.hashCode(priorities);
    }
}
