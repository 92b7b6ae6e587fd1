package org.freshet.ui.add.internal.model;

import java.nio.file.Path;
import java.util.List;

import org.freshet.metainfo.Metainfo.Version;

/**
 * A torrent that is to be made.
 *
 * @param sources     files and folders, absolute
 * @param name        its name
 * @param version     which hashes it gets
 * @param pieceLength in bytes, or 0 to choose one by the size
 * @param trackers    tiers of URLs
 * @param webSeeds    URLs
 * @param isPrivate   whether peers may come from the trackers alone
 * @param comment     or empty
 * @param file        the torrent file to write
 * @param seed        whether it is offered to others at once
 */
public record NewTorrent(List<Path> sources, String name, Version version, int pieceLength, List<List<String>> trackers,
        List<String> webSeeds, boolean isPrivate, String comment, Path file, boolean seed) {

    public NewTorrent {
        sources = List.copyOf(sources);
        trackers = trackers.stream().map(List::copyOf).toList();
        webSeeds = List.copyOf(webSeeds);
    }
}
