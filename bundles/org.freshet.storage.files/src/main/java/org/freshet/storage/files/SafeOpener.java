package org.freshet.storage.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.freshet.transport.Fault.Kind;

/** Opens ordinary files inside a root: no symlink as the file, none that leads out as a folder, no device, no pipe. */
final class SafeOpener {
    private static final Object NO_KEY = new Object();

    private final Folders folders;
    private final Consumer<IOException> closeFailed;

    SafeOpener(Folders folders, Consumer<IOException> closeFailed) {
        this.folders = folders;
        this.closeFailed = closeFailed;
    }

    /** An open file and what identifies it. */
    record Opened(FileHandle handle, Object key) {
    }

    /** Opens a file that must be there. */
    Opened open(Path root, Path file, boolean writable) throws IOException {
        BasicFileAttributes there = attributes(file);
        if (there == null) {
            throw new NoSuchFileException(file.toString());
        }
        folders.requireInside(root, file.getParent());
        Set<OpenOption> options = options(file, writable);
        return new Opened(new FileHandle(channel(file, options), writable, closeFailed), key(there));
    }

    /** Opens a file for writing, which is made first if it is not there. */
    Opened create(Path root, Path file) throws IOException {
        if (attributes(file) != null) {
            return open(root, file, true);
        }
        folders.create(root, file.getParent());
        Set<OpenOption> options = options(file, true);
        options.add(StandardOpenOption.CREATE_NEW);
        options.add(StandardOpenOption.SPARSE);
        FileHandle handle = new FileHandle(channel(file, options), true, closeFailed);
        folders.changed(file);
        BasicFileAttributes made = attributes(file);
        if (made == null) {
            // Some file systems, zip archives for one, show a new file only after it was closed.
            handle.release();
            return open(root, file, true);
        }
        return new Opened(handle, key(made));
    }

    private static Set<OpenOption> options(Path file, boolean writable) {
        Set<OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.READ);
        if (writable) {
            options.add(StandardOpenOption.WRITE);
        }
        // Closes the gap between look and open; other file systems may not know the option.
        if (file.getFileSystem() == FileSystems.getDefault()) {
            options.add(LinkOption.NOFOLLOW_LINKS);
        }
        return options;
    }

    private static SeekableByteChannel channel(Path file, Set<OpenOption> options) throws IOException {
        try {
            return FileChannel.open(file, options);
        } catch (UnsupportedOperationException e) {
            // Many file systems offer only the simpler kind.
            return Files.newByteChannel(file, options);
        }
    }

    /**
     * What stands under a name.
     *
     * @return null where nothing does
     * @throws org.freshet.transport.Fault.FaultException DENIED where it is anything but an ordinary file
     */
    static BasicFileAttributes attributes(Path file) throws IOException {
        BasicFileAttributes found = look(file);
        if (found == null) {
            return null;
        }
        if (found.isRegularFile()) {
            return found;
        }
        String what = found.isSymbolicLink() ? "a symlink" : found.isDirectory() ? "a folder" : "no ordinary file";
        throw FileFaults.fault(Kind.DENIED, "refused to use " + file + ": it is " + what + "; move it out of the way");
    }

    /** Whatever stands under a name, a symlink itself and not what it leads to; null where nothing does. */
    static BasicFileAttributes look(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(file.getParent())) {
                // A file stands where the folder should be, so below it there is nothing.
                return null;
            }
            throw e;
        }
    }

    /** Whether an ordinary file stands under a name; whatever else stands there is none of ours. */
    static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    static Object key(BasicFileAttributes attributes) {
        return attributes.fileKey() == null ? NO_KEY : attributes.fileKey();
    }

    /** Whether two keys can be of the same file; where the system gives no keys, they can. */
    static boolean same(Object a, Object b) {
        return a == NO_KEY || b == NO_KEY || a.equals(b);
    }
}
