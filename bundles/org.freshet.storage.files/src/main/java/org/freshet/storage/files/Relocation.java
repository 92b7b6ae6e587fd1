package org.freshet.storage.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.freshet.transport.Fault.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves files from one place to another, all or none: renames them, or, where a rename cannot reach, copies them all, makes the
 * copies durable and only then removes the originals. File by file, so that what others put into the same folders stays there.
 * A copy fills the holes of a sparse file.
 */
final class Relocation {
    private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);

    /** One file on its way. */
    record Step(Path from, Path to) {
    }

    private final List<Step> steps;
    private final Path toRoot;
    private final Folders folders;

    Relocation(List<Step> steps, Path toRoot, Folders folders) {
        this.steps = steps;
        this.toRoot = toRoot;
        this.folders = folders;
    }

    /** Returns with all files moved, or throws with all where they were. */
    void run() throws IOException {
        for (Step step : steps) {
            if (Files.exists(step.to(), LinkOption.NOFOLLOW_LINKS)) {
                throw FileFaults.fault(Kind.IN_USE, "cannot move " + step.from() + " to " + step.to()
                        + ": something of that name is there already; nothing was moved");
            }
        }
        for (Step step : steps) {
            make(step);
        }
        if (!renameAll()) {
            copyAll();
        }
    }

    private void make(Step step) throws IOException {
        try {
            folders.create(toRoot, step.to().getParent());
        } catch (IOException | RuntimeException e) {
            throw FileFaults.explain("make the folder", step.to().getParent(), 1, e);
        }
    }

    private boolean renameAll() throws IOException {
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            if (step.from().getFileSystem() != step.to().getFileSystem()) {
                return false;
            }
            try {
                Files.move(step.from(), step.to(), StandardCopyOption.ATOMIC_MOVE);
                done.add(step);
            } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
                undo(done);
                return false;
            } catch (IOException | RuntimeException e) {
                undo(done);
                throw FileFaults.explain("move", step.from(), 1, e);
            }
        }
        for (Step step : done) {
            folders.changed(step.from());
            folders.changed(step.to());
        }
        return true;
    }

    private static void undo(List<Step> done) {
        for (Step step : done) {
            try {
                Files.move(step.to(), step.from(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // The move fails with its own reason; that one file is left behind only a person can mend.
                LOG.error("A move was given up, and {} could not go back to {}: move it by hand", step.to(), step.from(), e);
            }
        }
    }

    private void copyAll() throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Step step : steps) {
            try {
                copies.add(step.to());
                Files.copy(step.from(), step.to(), StandardCopyOption.COPY_ATTRIBUTES);
                force(step.to());
            } catch (IOException | RuntimeException e) {
                var fault = FileFaults.explain("copy to", step.to(), size(step.from()), e);
                copies.forEach(Relocation::removeOrWarn);
                throw fault;
            }
            folders.changed(step.to());
        }
        folders.force();
        for (Step step : steps) {
            folders.changed(step.from());
            removeOrWarn(step.from());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Only helps to tell a full disk; the failure that is told says the rest.
            return 1;
        }
    }

    private static void force(Path file) throws IOException {
        if (file.getFileSystem() == FileSystems.getDefault()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /** The bytes are safe elsewhere: a leftover wastes space, no more. */
    private static void removeOrWarn(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is no longer needed but could not be removed: {}", file, e.toString());
        }
    }
}
