package org.freshet.ui.add.internal.model;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.freshet.ui.add.internal.Messages;

/**
 * The torrent file that is to be written.
 *
 * @param text what the user wrote
 */
public record SaveFile(String text) {

    /**
     * What there is at its place.
     *
     * @param problem why it cannot be written, or null
     * @param exists  whether a file is there, which would be replaced
     */
    public record Look(String problem, boolean exists) {
    }

    /** What is wrong about the words alone, if anything; does not look at the disk. */
    public Optional<String> problem() {
        try {
            return !text.isBlank() && path().isAbsolute() && path().getFileName() != null ? Optional.empty()
                    : Optional.of(Messages.create_noFile);
        } catch (InvalidPathException e) {
            return Optional.of(NLS.bind(Messages.target_noPath, e.getReason()));
        }
    }

    /** The path; only where there is no {@link #problem}. */
    public Path path() {
        return Path.of(Home.expand(text.strip())).normalize();
    }

    /** Looks at the disk; may block. */
    public Look look() {
        Optional<String> wrong = problem();
        if (wrong.isPresent()) {
            return new Look(wrong.get(), false);
        }
        Path file = path();
        Path folder = file.getParent();
        if (Files.isDirectory(file)) {
            return new Look(NLS.bind(Messages.create_fileIsFolder, file), true);
        }
        if (!Files.isDirectory(folder)) {
            return new Look(NLS.bind(Messages.create_noFolder, folder), false);
        }
        return new Look(Files.isWritable(folder) ? null : NLS.bind(Messages.target_notWritable, folder), Files.exists(file));
    }
}
