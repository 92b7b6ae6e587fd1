package org.freshet.storage.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;

import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;
import org.freshet.transport.Fault.Kind;

/** Puts what a file system throws into faults that name the file and say what to do. */
final class FileFaults {
    private static final List<String> FULL = List.of("no space left", "disk quota exceeded", "not enough space",
            "out of disk space");
    private static final List<String> DENIED = List.of("permission denied", "operation not permitted", "read-only file system",
            "access is denied");
    /** A disk with less than this left is taken for full when a write fails: file systems keep a few blocks back. */
    private static final long SLACK = 64 << 10;

    private FileFaults() {
    }

    /** A fault made here, to be thrown. */
    static FaultException fault(Kind kind, String message) {
        return new Fault(kind, message).asException();
    }

    /**
     * What went wrong.
     *
     * @param action a verb: write, read, open
     * @param file what it was done to
     * @param bytes how much was to be written, 0 if nothing
     */
    static FaultException explain(String action, Path file, long bytes, Exception e) {
        if (e instanceof FaultException known) {
            return known;
        }
        String what = "cannot " + action + " " + file;
        return switch (kind(file, bytes, e)) {
            case FULL -> fault(Kind.FULL, what + ": no space is left on " + store(file) + "; make room and go on");
            case DENIED -> fault(Kind.DENIED, what + ": no permission, or it is read-only (" + reason(e) + ")");
            case MISSING -> fault(Kind.MISSING, what + ": it is not there");
            case IN_USE -> fault(Kind.IN_USE, what + ": something of that name is there already");
            case GONE -> fault(Kind.GONE, what + ": its file system was closed");
            case INTERNAL -> fault(Kind.INTERNAL, what + ": " + e);
            default -> fault(Kind.IO, what + ": " + reason(e));
        };
    }

    private static Kind kind(Path file, long bytes, Exception e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return Kind.MISSING;
        }
        if (e instanceof AccessDeniedException || e instanceof ReadOnlyFileSystemException) {
            return Kind.DENIED;
        }
        if (e instanceof FileAlreadyExistsException) {
            return Kind.IN_USE;
        }
        if (e instanceof InvalidPathException || e instanceof NotDirectoryException) {
            return Kind.IO;
        }
        if (e instanceof ClosedFileSystemException) {
            return Kind.GONE;
        }
        if (!(e instanceof IOException)) {
            return Kind.INTERNAL;
        }
        String reason = reason(e).toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(reason::contains)) {
            return Kind.FULL;
        }
        if (DENIED.stream().anyMatch(reason::contains)) {
            return Kind.DENIED;
        }
        return bytes > 0 ? kindOfFailedWrite(file, bytes) : Kind.IO;
    }

    /** The system words its errors in the user's language, so where words do not tell, the file system is asked. */
    private static Kind kindOfFailedWrite(Path file, long bytes) {
        try {
            FileStore store = Files.getFileStore(existing(file));
            if (store.isReadOnly()) {
                return Kind.DENIED;
            }
            return store.getUsableSpace() < bytes + SLACK ? Kind.FULL : Kind.IO;
        } catch (IOException | UnsupportedOperationException e) {
            // Only refines the kind of an error that is reported in any case.
            return Kind.IO;
        }
    }

    private static Path store(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Path existing(Path file) {
        Path at = file;
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    private static String reason(Exception e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
