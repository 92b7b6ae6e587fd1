package org.freshet.ui.add.internal.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.freshet.metainfo.TorrentCreator;

/**
 * The files and folders that a torrent is made of, seen from the folder that holds them all.
 *
 * @param base   the one file or folder, or the lowest folder that holds all
 * @param chosen what of it; null for all
 */
public record SourceBase(Path base, List<Path> chosen) {

    /** The base of some paths; none if they have no folder with a name in common. */
    public static Optional<SourceBase> of(List<Path> paths) {
        List<Path> all = paths.stream().map(path -> path.toAbsolutePath().normalize()).distinct().toList();
        List<Path> outer = new ArrayList<>();
        for (Path path : all) {
            if (all.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other))) {
                outer.add(path);
            }
        }
        if (outer.isEmpty()) {
            return Optional.empty();
        }
        Path base = outer.getFirst();
        if (outer.size() == 1) {
            return base.getFileName() == null ? Optional.empty() : Optional.of(new SourceBase(base, null));
        }
        for (Path path : outer) {
            while (base != null && !path.startsWith(base)) {
                base = base.getParent();
            }
        }
        return base == null || base.getFileName() == null ? Optional.empty() : Optional.of(new SourceBase(base,
                List.copyOf(outer)));
    }

    /** The name that the torrent has if nothing else is said, and must have to be seeded from where the data is. */
    public String name() {
        return base.getFileName().toString();
    }

    /** The folder that the torrent's data is in, for the engine. */
    public Path root() {
        return base.getParent();
    }

    /** A creator of a torrent of it. */
    public TorrentCreator creator() {
        return new TorrentCreator(base, chosen);
    }
}
