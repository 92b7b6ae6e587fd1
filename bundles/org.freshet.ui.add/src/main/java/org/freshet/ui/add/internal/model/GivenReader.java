package org.freshet.ui.add.internal.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.MetainfoException;
import org.freshet.ui.add.internal.Messages;

/**
 * Finds out what a text is: a path, a magnet link, a URL or an info-hash. Looks at the disk for paths, so not for the UI thread.
 */
public final class GivenReader {
    private static final String TORRENT = ".torrent";
    private static final int LONGEST = 1 << 16;

    private GivenReader() {
    }

    /** The lines of a pasted or dropped text that are not blank and no comment of a URI list. */
    public static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).distinct().toList();
    }

    /** Whether a text begins as a magnet link does. */
    public static boolean isMagnet(String text) {
        return hasPrefix(text, "magnet:");
    }

    /** Whether a text is an address on the web. */
    public static boolean isUrl(String text) {
        return hasPrefix(text, "http://") || hasPrefix(text, "https://");
    }

    /** Whether a text is a magnet link, a URL or an info-hash, judged by its looks alone; any thread. */
    public static boolean looksLikeSource(String text) {
        String given = text.strip();
        return isMagnet(given) || isUrl(given) || isInfoHash(given);
    }

    /** What a text is. */
    public static Given read(String text) {
        String given = text.strip();
        if (given.isEmpty() || given.length() > LONGEST) {
            return new Given.Wrong(text, given.isEmpty() ? Messages.given_nothing : Messages.given_tooLong);
        }
        if (isMagnet(given)) {
            return magnet(given);
        }
        if (isUrl(given)) {
            return url(given);
        }
        if (isInfoHash(given)) {
            Magnet magnet = new Magnet(InfoHashes.of(InfoHash.parse(given)), null, List.of(), List.of(), List.of(), List.of());
            return new Given.Link(given, magnet);
        }
        return path(given);
    }

    private static boolean hasPrefix(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean isInfoHash(String text) {
        return text.matches("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[a-zA-Z2-7]{32}");
    }

    private static Given magnet(String text) {
        try {
            return new Given.Link(text, Magnet.parse(text));
        } catch (MetainfoException e) {
            return new Given.Wrong(text, NLS.bind(Messages.given_badMagnet, e.getMessage()));
        }
    }

    private static Given url(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() == null ? new Given.Wrong(text, Messages.given_noHost) : new Given.TorrentUrl(text, uri);
        } catch (URISyntaxException e) {
            return new Given.Wrong(text, NLS.bind(Messages.given_badUrl, e.getReason()));
        }
    }

    private static Given path(String text) {
        Path path;
        try {
            path = (hasPrefix(text, "file:") ? Path.of(new URI(text)) : Path.of(Home.expand(text))).normalize();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return new Given.Wrong(text, Messages.given_unknown);
        }
        if (!path.isAbsolute()) {
            return new Given.Wrong(text, Messages.given_unknown);
        }
        if (!Files.exists(path)) {
            return new Given.Wrong(text, NLS.bind(Messages.given_missing, path));
        }
        boolean torrent = path.getFileName() != null && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(TORRENT);
        return torrent && !Files.isDirectory(path) ? new Given.TorrentFile(text, path) : new Given.Content(text, path);
    }
}
