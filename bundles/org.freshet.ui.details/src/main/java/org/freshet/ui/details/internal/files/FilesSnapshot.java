package org.freshet.ui.details.internal.files;

import java.net.URI;
import java.util.BitSet;
import java.util.List;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.metainfo.Layout;

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
record FilesSnapshot(FileTree tree, FileFigures figures, NodeSort sort, int[][] children, BitSet padding, URI root, TorrentStatus status,
        int edition) {

    /**
     * Reads a torrent's files.
     *
     * @param before what was read last, or {@code null}
     * @param sort how they shall be sorted
     * @param edition how many changes have been asked for: another number means that the files may differ although the status is the same
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
        return new FilesSnapshot(before.tree, same ? before.figures : figures, sort, children, before.padding, torrent.root(), status, edition);
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

    /** The nodes directly in a folder, in order. */
    int[] in(int folder) {
        return children[folder];
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
