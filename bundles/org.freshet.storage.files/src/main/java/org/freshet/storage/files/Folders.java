package org.freshet.storage.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.freshet.transport.Fault.Kind;

/**
 * The folders of one torrent: made on demand, never outside the root even where a symlink would lead there, and forced to disk
 * together with the files in them.
 */
final class Folders {
    /** Folders with an entry made, renamed or removed since they were last forced. */
    private final Set<Path> changed = new LinkedHashSet<>();

    /** Makes {@code folder}, which is {@code root} or below it, and the root too. */
    void create(Path root, Path folder) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
            changed(root);
        }
        if (Files.isDirectory(folder)) {
            requireInside(root, folder);
            return;
        }
        Path at = root;
        for (Path name : root.relativize(folder)) {
            Path below = at.resolve(name);
            try {
                Files.createDirectory(below);
                changed.add(at);
            } catch (FileAlreadyExistsException e) {
                // Ours or the user's; but before anything is made in it, it must be a folder inside the root.
                if (!Files.isDirectory(below)) {
                    throw FileFaults.fault(Kind.IO, "cannot make the folder " + below + ": a file of that name is in the way");
                }
                requireInside(root, below);
            }
            at = below;
        }
    }

    /** Refuses a folder that a symlink leads out of the root. */
    void requireInside(Path root, Path folder) throws IOException {
        if (leadsOut(root, folder)) {
            throw FileFaults.fault(Kind.DENIED, "refused to use " + folder + ": a symlink leads out of " + root
                    + "; put the files there by choosing that folder as the torrent's");
        }
    }

    /** Whether a symlink makes a folder, which must be there, one outside the root. */
    static boolean leadsOut(Path root, Path folder) throws IOException {
        return !folder.equals(root) && !folder.toRealPath().startsWith(root.toRealPath());
    }

    /** Remembers that an entry of {@code entry}'s folder changed. */
    void changed(Path entry) {
        if (entry.getParent() != null) {
            changed.add(entry.getParent());
        }
    }

    /** Makes changed entries survive the loss of power, on systems where a folder can be forced. */
    void force() throws IOException {
        for (var i = changed.iterator(); i.hasNext();) {
            Path folder = i.next();
            // Only POSIX systems open folders; elsewhere entries are as durable as the system makes them.
            if (folder.getFileSystem() == FileSystems.getDefault() && folder.getFileSystem().getSeparator().equals("/")
                    && Files.isDirectory(folder)) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
            i.remove();
        }
    }

    /** Removes those of the folders that are empty, inside the root and no symlinks. */
    void removeEmpty(Path root, List<Path> innermostFirst) throws IOException {
        for (Path folder : innermostFirst) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || leadsOut(root, folder)) {
                continue;
            }
            try {
                Files.delete(folder);
                changed(folder);
                changed.remove(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                // Somebody else's files are in it, or somebody was quicker: both leave nothing to do.
                continue;
            }
        }
    }
}
