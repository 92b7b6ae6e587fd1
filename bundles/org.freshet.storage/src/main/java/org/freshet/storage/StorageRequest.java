package org.freshet.storage;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import org.freshet.metainfo.Layout;

/**
 * The storage of one torrent, to be opened.
 *
 * @param root where: {@code file:///home/me/Downloads}, {@code mem:name}, {@code gdrive:account/folder}
 * @param layout pieces and files; immutable
 * @param files one entry a file of the layout, in its order
 * @param partsId names, in letters and digits, what belongs to this torrent but to no file the user asked for (its part file)
 */
public record StorageRequest(URI root, Layout layout, List<FilePlan> files, String partsId) {

    /**
     * Where one file goes and whether the user wants it. Of a file that is not wanted, only what shares a piece with a wanted one is
     * ever written, and that not into the file itself but beside it (a part file).
     *
     * @param path relative to the root, components already made safe
     */
    public record FilePlan(List<String> path, boolean wanted) {
        public FilePlan {
            path = List.copyOf(path);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("a file needs a name");
            }
        }
    }

    public StorageRequest {
        Objects.requireNonNull(root);
        Objects.requireNonNull(layout);
        files = List.copyOf(files);
        Objects.requireNonNull(partsId);
        if (files.size() != layout.files().size()) {
            throw new IllegalArgumentException(files.size() + " plans for " + layout.files().size() + " files");
        }
    }
}
