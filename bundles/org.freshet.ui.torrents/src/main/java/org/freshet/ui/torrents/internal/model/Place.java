package org.freshet.ui.torrents.internal.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The root of a storage as people read and write it: a path for files, a URI for every other scheme. */
public final class Place {
    private Place() {
    }

    /** In words: {@code file: /home/me/Downloads}, {@code sftp: me@host/data}. Never a password. */
    public static String describe(URI root) {
        return root.getScheme() + ": " + withoutScheme(root);
    }

    private static String withoutScheme(URI root) {
        if (isFile(root) || root.isOpaque()) {
            return root.isOpaque() ? root.getSchemeSpecificPart() : root.getPath();
        }
        String path = root.getPath() == null ? "" : root.getPath();
        if (root.getHost() == null) {
            return path.isEmpty() ? root.getSchemeSpecificPart() : path;
        }
        String user = root.getUserInfo() == null ? "" : root.getUserInfo().replaceFirst(":.*", "") + "@";
        return user + root.getHost() + (root.getPort() < 0 ? "" : ":" + root.getPort()) + path;
    }

    /** What the field of a dialog starts with. */
    public static String editable(URI root) {
        return isFile(root) ? Path.of(root).toString() : root.toString();
    }

    /** Whether the data are files of this machine. */
    public static boolean isFile(URI root) {
        return "file".equalsIgnoreCase(root.getScheme());
    }

    /**
     * Reads an absolute path or a URI.
     *
     * @throws IllegalArgumentException if it is neither; the message holds what was wrong, for a log, not for a person
     */
    public static URI parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        try {
            // A drive letter would pass for a scheme, so a path is tried first.
            Path path = Path.of(trimmed);
            if (path.isAbsolute()) {
                return path.normalize().toUri();
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        try {
            URI uri = new URI(trimmed);
            if (uri.getScheme() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException("neither an absolute path nor a URI: " + trimmed);
    }
}
