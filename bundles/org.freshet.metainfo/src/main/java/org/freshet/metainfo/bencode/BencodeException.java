package org.freshet.metainfo.bencode;

import java.io.IOException;

/**
 * Bencoded input that is malformed, passes a limit, or lacks what a caller requires. The message is meant for a person: the path
 * of the key first ({@code info.files[3].length}) where one is known, then what is wrong with it.
 */
public final class BencodeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    /** A problem that belongs to no key, such as malformed input. */
    public BencodeException(String problem) {
        this("", problem, null);
    }

    /**
     * A problem with one key.
     *
     * @param path    the key or list index, such as {@code length} or {@code [3]}
     * @param problem what is wrong, to be read after the path: "is missing"
     */
    public BencodeException(String path, String problem) {
        this(path, problem, null);
    }

    private BencodeException(String path, String problem, BencodeException cause) {
        super(path.isEmpty() ? problem : path + " " + problem, cause);
        this.path = path;
        this.problem = problem;
    }

    /** The path of the key, relative to the value that was asked; empty where none applies. */
    public String path() {
        return path;
    }

    /** The same problem as seen from an outer value: the outer key or index stands before the path. */
    public BencodeException within(String outer) {
        String joined = path.isEmpty() || path.startsWith("[") ? outer + path : outer + "." + path;
        return new BencodeException(joined, problem, this);
    }
}
