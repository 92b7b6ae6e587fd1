package org.freshet.ui.details.internal.files;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.metainfo.Layout;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/**
 * The files of a torrent at one moment.
 *
 * @param tree folders and files; the same instance as before while no path changed
 * @param figures how much is there
 * @param sort how it is sorted
 * @param children what is in each folder in that order; the same instance as before while the order did not change
 * @param padding indices of files that are not shown
 * @param root where the torrent is
 * @param status what was known when this was read
 * @param edition how many changes had been asked for when this was read
 */
record FilesSnapshot(FileTree tree, FileFigures figures, NodeSort sort, int[][] children, BitSet padding, URI root,
        TorrentStatus status,
        int edition) {
    /** A folder with more than this is shown in groups: toolkits take their time with thousands of items beside each other. */
    static final int MOST = 2000;
    /** How many are in a group. */
    static final int GROUP = 1000;

    /**
     * Reads a torrent's files.
     *
     * @param before what was read last, or {@code null}
     * @param sort how they shall be sorted
     * @param edition how many changes have been asked for: another number means that the files may differ although the status is
     *     the same
     */
    static FilesSnapshot read(Torrent torrent, FilesSnapshot before, NodeSort sort, int edition) {
        TorrentStatus status = torrent.status();
        // The engine gives the same instance while nothing happens: then a hundred thousand files need no look.
        if (before != null && before.status == status && before.sort.equals(sort) && before.edition == edition) {
            return before;
        }
        List<FileStatus> files = torrent.files();
        if (before == null || !before.tree.fits(files)) {
            BitSet padding = before != null && !before.padding.isEmpty() ? before.padding : padding(torrent);
            FileTree tree = FileTree.of(files, padding);
            FileFigures figures = FileFigures.of(tree, files);
            return new FilesSnapshot(tree, figures, sort, sort.apply(tree, figures), padding, torrent.root(), status, edition);
        }
        FileFigures figures = FileFigures.of(before.tree, files);
        boolean same = figures.equals(before.figures);
        int[][] children = before.sort.equals(sort) ? before.children : sort.apply(before.tree, figures);
        return new FilesSnapshot(before.tree, same ? before.figures : figures, sort, children, before.padding, torrent.root(),
                status, edition);
    }

    private static BitSet padding(Torrent torrent) {
        BitSet padding = new BitSet();
        torrent.metainfo().ifPresent(metainfo -> {
            Layout layout = metainfo.layout();
            for (int i = 0; i < layout.files().size(); i++) {
                padding.set(i, layout.files().get(i).isPadding());
            }
        });
        return padding;
    }

    /** How many items are below an item. */
    int count(Branch branch) {
        if (branch.isGroup()) {
            return branch.to() - branch.from();
        }
        int all = children[branch.node()].length;
        return all > MOST ? (all + GROUP - 1) / GROUP : all;
    }

    /** An item below an item. */
    Branch below(Branch branch, int place) {
        if (!branch.isGroup() && children[branch.node()].length > MOST) {
            int from = place * GROUP;
            return new Branch(branch.node(), from, Math.min(from + GROUP, children[branch.node()].length), Branch.GROUP);
        }
        int folder = branch.isGroup() ? branch.folder() : branch.node();
        int at = branch.isGroup() ? branch.from() + place : place;
        return new Branch(folder, at, at + 1, children[folder][at]);
    }

    /** The place of an item below the item above it. */
    int place(Branch branch) {
        boolean grouped = children[branch.folder()].length > MOST;
        return !grouped ? branch.from() : branch.isGroup() ? branch.from() / GROUP : branch.from() % GROUP;
    }

    /** The items on the way from the root to a node, the node's own last. */
    List<Branch> way(int node) {
        if (node == FileTree.ROOT) {
            return new ArrayList<>();
        }
        int folder = tree.parent(node);
        List<Branch> way = way(folder);
        int at = 0;
        while (children[folder][at] != node) {
            at++;
        }
        if (children[folder].length > MOST) {
            int from = at / GROUP * GROUP;
            way.add(new Branch(folder, from, Math.min(from + GROUP, children[folder].length), Branch.GROUP));
        }
        way.add(new Branch(folder, at, at + 1, node));
        return way;
    }

    /** The nodes that an item stands for. */
    int[] nodes(Branch branch) {
        return branch.isGroup() ? Arrays.copyOfRange(children[branch.folder()], branch.from(), branch.to())
                : new int[] {branch.node()};
    }

    /** What an item is called. */
    String name(Branch branch) {
        if (!branch.isGroup()) {
            return tree.name(branch.node());
        }
        int[] in = children[branch.folder()];
        return Texts.of(Messages.files_group, tree.name(in[branch.from()]), tree.name(in[branch.to() - 1]),
                branch.to() - branch.from());
    }

    /** Bytes of all that an item stands for. */
    long length(Branch branch) {
        return Arrays.stream(nodes(branch)).mapToLong(tree::length).sum();
    }

    /** The share of it that is there, 0…1. */
    double progress(Branch branch) {
        long length = length(branch);
        return length == 0 ? 1 : (double) Arrays.stream(nodes(branch)).mapToLong(figures::done).sum() / length;
    }

    /** The priority that all of it has; nothing where it differs. */
    Optional<FilePriority> priority(Branch branch) {
        int[] nodes = nodes(branch);
        Optional<FilePriority> first = figures.priority(nodes[0]);
        for (int node : nodes) {
            if (figures.rank(node) != figures.rank(nodes[0])) {
                return Optional.empty();
            }
        }
        return first;
    }

    /** Whether any of it is wanted. */
    boolean isWanted(Branch branch) {
        return Arrays.stream(nodes(branch)).anyMatch(figures::isWanted);
    }

    /** Whether some of it is wanted and some is not. */
    boolean isPartlyWanted(Branch branch) {
        return isWanted(branch) && Arrays.stream(nodes(branch)).anyMatch(n -> !figures.isWanted(n) || figures.isPartlyWanted(n));
    }

    /** The files among some nodes and below them that do not have a priority yet. */
    BitSet without(FilePriority priority, int... nodes) {
        BitSet found = tree.files(nodes);
        for (int node = 1; node < tree.size(); node++) {
            if (!tree.isFolder(node) && figures.priority(node).orElseThrow() == priority) {
                found.clear(tree.file(node));
            }
        }
        return found;
    }

    /** The files among some nodes and below them that are not wanted. */
    BitSet skipped(int... nodes) {
        BitSet found = tree.files(nodes);
        for (int node = 1; node < tree.size(); node++) {
            if (!tree.isFolder(node) && figures.isWanted(node)) {
                found.clear(tree.file(node));
            }
        }
        return found;
    }
}
