package org.freshet.ui.add.internal.model;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.freshet.ui.add.internal.Messages;

/**
 * Where data goes: a folder, or a place in another storage.
 *
 * @param scheme of the storage
 * @param text   a folder's path for {@value #FILE}; else what stands behind the scheme, or a whole URI
 */
public record Target(String scheme, String text) {
    /** The scheme of folders on this computer. */
    public static final String FILE = "file";

    /** What there is at a folder's place. */
    public sealed interface Place {
        /** It can be used; {@code free} bytes are left there, -1 if that is not known. */
        record Usable(long free, boolean exists) implements Place {
        }

        /** It cannot be used. */
        record Unusable(String reason) implements Place {
        }
    }

    public boolean isFolder() {
        return scheme.equals(FILE);
    }

    /** What is wrong about the words alone, if anything; does not look at the disk. */
    public Optional<String> problem() {
        if (text.isBlank()) {
            return Optional.of(isFolder() ? Messages.target_none : NLS.bind(Messages.target_nonePlace, scheme));
        }
        try {
            if (isFolder()) {
                return folder().isAbsolute() ? Optional.empty() : Optional.of(Messages.target_relative);
            }
            uri();
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of(NLS.bind(Messages.target_noPath, e.getReason()));
        } catch (URISyntaxException e) {
            return Optional.of(NLS.bind(Messages.target_noUri, e.getReason()));
        }
    }

    /** The folder; only where {@link #isFolder}. */
    public Path folder() {
        return Path.of(Home.expand(text.strip())).normalize();
    }

    private URI uri() throws URISyntaxException {
        String place = text.strip();
        return new URI(place.startsWith(scheme + ":") ? place : scheme + ":" + place);
    }

    /** Looks at the disk; may block. */
    public Place look() {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            return new Place.Unusable(problem.get());
        }
        if (!isFolder()) {
            return new Place.Usable(-1, true);
        }
        Path folder = folder();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return new Place.Unusable(NLS.bind(Messages.target_isFile, folder));
        }
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            return new Place.Unusable(NLS.bind(Messages.target_notWritable, there == null ? folder : there));
        }
        try {
            return new Place.Usable(Files.getFileStore(there).getUsableSpace(), there.equals(folder));
        } catch (IOException e) {
            // Some file systems do not tell; that is no reason not to use them.
            return new Place.Usable(-1, there.equals(folder));
        }
    }

    /** The root for the engine; a folder is made, as only the URI of one that is there ends with a slash. May block. */
    public URI make() throws IOException {
        if (isFolder()) {
            return Files.createDirectories(folder()).toUri();
        }
        try {
            return uri();
        } catch (URISyntaxException e) {
            throw new IOException(NLS.bind(Messages.target_noUri, e.getReason()), e);
        }
    }
}
