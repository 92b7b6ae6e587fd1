package org.freshet.ui.plugins.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a person typed as the source of plugins.
 *
 * @param uri the source, null if the text is none
 * @param problem what is wrong with it, in words; empty if nothing is
 */
record SourceText(URI uri, String problem) {

    /** Reads a URL, or the path of a folder, a zip or a jar. Looks at the file system, so it may take a moment. */
    static SourceText of(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return wrong(Messages.source_empty);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http:") || lower.startsWith("https:")) {
            return ofWeb(text);
        }
        try {
            return ofFile(lower.startsWith("file:") ? Path.of(new URI(text)) : Path.of(text));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return wrong(Messages.bind(Messages.source_noPath, text));
        }
    }

    private static SourceText ofWeb(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() == null ? wrong(Messages.source_noHost) : new SourceText(uri, "");
        } catch (URISyntaxException e) {
            return wrong(Messages.bind(Messages.source_noUrl, e.getReason()));
        }
    }

    private static SourceText ofFile(Path path) {
        if (!path.isAbsolute()) {
            return wrong(Messages.bind(Messages.source_noPath, path));
        }
        if (!Files.exists(path)) {
            return wrong(Messages.bind(Messages.source_missing, path));
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isDirectory(path) && !name.endsWith(".jar") && !name.endsWith(".zip")) {
            return wrong(Messages.source_noArchive);
        }
        return new SourceText(path.toUri(), "");
    }

    /** Whether something that was dropped looks like a source, without looking at the file system. */
    static boolean promising(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        try {
            return lower.startsWith("http:") || lower.startsWith("https:") || lower.startsWith("file:") || Path.of(text.strip()).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static SourceText wrong(String problem) {
        return new SourceText(null, problem);
    }
}
