package org.freshet.ui.details.internal.files;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/** Which file of this computer a file of a torrent is, and whether a program may be asked to open it. */
final class FileOpening {
    private FileOpening() {
    }

    /** Where a file or folder of a torrent is on this computer; nothing if it is kept elsewhere. */
    static Optional<Path> place(URI root, List<String> path) {
        if (!"file".equals(root.getScheme())) {
            return Optional.empty();
        }
        try {
            Path at = Path.of(root);
            for (String name : path) {
                at = at.resolve(name);
            }
            return Optional.of(at);
        } catch (InvalidPathException | FileSystemNotFoundException e) {
            // A name that this system cannot write, so there is no such file here.
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // An address with a host or a query, which is no folder of this computer.
            return Optional.empty();
        }
    }

    /** Why a file or folder is not opened, in words; nothing if it may be. Reads from the disk: not on the UI thread. */
    static Optional<String> refusal(Path place) {
        if (!Files.exists(place)) {
            return Optional.of(Texts.of(Messages.open_missing, place));
        }
        // Opening a program would run it, and it comes from strangers.
        if (Files.isRegularFile(place) && Files.isExecutable(place)) {
            return Optional.of(Texts.of(Messages.open_program, place));
        }
        return Optional.empty();
    }
}
