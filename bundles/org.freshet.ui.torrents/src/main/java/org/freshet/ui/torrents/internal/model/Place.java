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
        String place = withoutScheme(root);
        // A folder is the same with and without a slash behind it.
        boolean slash = place.length() > 1 && place.endsWith("/");
        return root.getScheme() + ": " + (slash ? place.substring(0, place.length() - 1) : place);
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

    /** {@link Path#toUri} would ask the file system whether it is a folder, and a disk that sleeps would hold up the window. */
    private static URI uri(Path path) throws URISyntaxException {
        String slashes = path.toString().replace(path.getFileSystem().getSeparator(), "/");
        return new URI("file", "", slashes.startsWith("/") ? slashes : "/" + slashes, null);
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
                return uri(path.normalize());
            }
        } catch (InvalidPathException | URISyntaxException e) {
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
