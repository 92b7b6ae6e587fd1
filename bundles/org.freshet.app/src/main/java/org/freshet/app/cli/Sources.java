package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.freshet.engine.AddTorrent.Source;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;

/** Turns what a user names into a torrent or a magnet: a path, a magnet link, or the URL of a torrent. */
final class Sources {
    private static final String MAGNET = "magnet:";

    private Sources() {
    }

    static Source load(String text) throws CommandFailed, InterruptedException {
        if (isMagnet(text)) {
            return new Source(Optional.empty(), Optional.of(magnet(text)));
        }
        return new Source(Optional.of(isUrl(text) ? fetched(text) : torrent(text)), Optional.empty());
    }

    static boolean isMagnet(String text) {
        return text.regionMatches(true, 0, MAGNET, 0, MAGNET.length());
    }

    private static boolean isUrl(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    static Magnet magnet(String text) throws CommandFailed {
        try {
            return Magnet.parse(text);
        } catch (MetainfoException e) {
            throw CommandFailed.usage(e.getMessage(), e);
        }
    }

    /** Reads a torrent file. */
    static Metainfo torrent(String text) throws CommandFailed {
        Path path = Places.path(text);
        try {
            return MetainfoReader.read(path);
        } catch (MetainfoException e) {
            throw CommandFailed.usage(text + " is no usable torrent: " + e.getMessage(), e);
        } catch (IOException e) {
            String why = Files.isDirectory(path) ? "it is a folder" : CommandFailed.why(e);
            throw CommandFailed.usage("cannot read the torrent " + text + ": " + why, e);
        }
    }

    private static Metainfo fetched(String url) throws CommandFailed, InterruptedException {
        byte[] bytes = new TorrentDownload(MetainfoReader.MAX_BYTES).fetch(url);
        try {
            return MetainfoReader.read(bytes);
        } catch (MetainfoException e) {
            throw CommandFailed.usage(TorrentDownload.withoutQuery(url) + " gives no usable torrent: " + e.getMessage(), e);
        }
    }
}
