package org.freshet.storage.files;

import java.io.IOException;
import java.util.function.IntSupplier;

/**
 * The open files of one storage: found by index, at most so many, the one that was idle longest goes first. A handle that
 * somebody still leases stays open after it left the cache. Not thread-safe.
 */
final class HandleCache {

    /** Opens a file that the cache does not hold. */
    @FunctionalInterface
    interface Opener {
        FileHandle open(int file, boolean writable) throws IOException;
    }

    private final FileHandle[] handles;
    private final IntSupplier limit;
    private final Opener opener;
    private FileHandle newest;
    private FileHandle oldest;
    private int size;

    HandleCache(int files, IntSupplier limit, Opener opener) {
        this.handles = new FileHandle[files];
        this.limit = limit;
        this.opener = opener;
    }

    /** An open handle, still the cache's: retain it to keep it beyond the next call. */
    FileHandle get(int file, boolean writable) throws IOException {
        FileHandle handle = handles[file];
        if (handle != null && handle.isOpen() && (handle.writable() || !writable)) {
            if (handle != newest) {
                unlink(handle);
                link(handle);
            }
            return handle;
        }
        drop(file);
        int most = Math.max(1, limit.getAsInt());
        while (size >= most) {
            drop(oldest.file);
        }
        FileHandle opened = opener.open(file, writable);
        opened.file = file;
        handles[file] = opened;
        link(opened);
        size++;
        return opened;
    }

    boolean holds(int file) {
        return handles[file] != null;
    }

    /** Lets go of one file's handle, if there is one. */
    void drop(int file) {
        FileHandle handle = handles[file];
        if (handle != null) {
            handles[file] = null;
            unlink(handle);
            size--;
            handle.release();
        }
    }

    void dropAll() {
        while (oldest != null) {
            drop(oldest.file);
        }
    }

    int size() {
        return size;
    }

    private void link(FileHandle handle) {
        handle.older = newest;
        handle.newer = null;
        if (newest != null) {
            newest.newer = handle;
        } else {
            oldest = handle;
        }
        newest = handle;
    }

    private void unlink(FileHandle handle) {
        if (handle.newer != null) {
            handle.newer.older = handle.older;
        } else {
            newest = handle.older;
        }
        if (handle.older != null) {
            handle.older.newer = handle.newer;
        } else {
            oldest = handle.newer;
        }
        handle.newer = null;
        handle.older = null;
    }
}
