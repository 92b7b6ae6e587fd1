package org.freshet.engine;

import java.util.List;

/**
 * One file of a torrent.
 *
 * @param path relative to the torrent's root, as it is stored
 * @param length bytes
 * @param done bytes of it in verified pieces
 * @param priority how much it is wanted
 */
public record FileStatus(List<String> path, long length, long done, FilePriority priority) {
    public FileStatus {
        path = List.copyOf(path);
    }
}
