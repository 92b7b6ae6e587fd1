package org.freshet.storage.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.freshet.transport.Fault.FaultException;
import org.freshet.transport.Fault.Kind;

/**
 * Opens the files of a torrent and remembers which files they were, so that one that is deleted or replaced while in use is
 * noticed: a handle of a deleted file takes bytes as ever, but nobody will see them again. Told once, as {@code MISSING}; after
 * that the file is made anew.
 */
final class TorrentFiles implements HandleCache.Opener {
    private final TorrentPaths paths;
    private final SafeOpener opener;
    private final Object[] keys;

    TorrentFiles(TorrentPaths paths, SafeOpener opener) {
        this.paths = paths;
        this.opener = opener;
        this.keys = new Object[paths.count()];
    }

    @Override
    public FileHandle open(int file, boolean writable) throws IOException {
        Path path = paths.path(file);
        try {
            requirePresent(file, path);
            SafeOpener.Opened opened = writable ? opener.create(paths.root(), path) : opener.open(paths.root(), path, false);
            keys[file] = opened.key();
            return opened.handle();
        } catch (IOException e) {
            throw FileFaults.explain("open", path, writable ? 1 : 0, e);
        }
    }

    /** Fails with {@code MISSING} if the file that was in use is no longer the one under its name. */
    void requirePresent(int file, Path path) throws IOException {
        if (keys[file] == null) {
            return;
        }
        BasicFileAttributes there = SafeOpener.attributes(path);
        if (there == null || !SafeOpener.same(keys[file], SafeOpener.key(there))) {
            keys[file] = null;
            throw gone(path);
        }
    }

    private static FaultException gone(Path path) {
        return FileFaults.fault(Kind.MISSING, path + " was deleted or replaced while in use; check the torrent's files anew");
    }

    /** What stands under the file's name now is what the next use expects. */
    void expect(int file, BasicFileAttributes there) {
        keys[file] = there == null ? null : SafeOpener.key(there);
    }

    /** Nothing is expected: after a file moved on purpose. */
    void forget(int file) {
        keys[file] = null;
    }
}
