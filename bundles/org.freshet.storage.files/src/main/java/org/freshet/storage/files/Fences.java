package org.freshet.storage.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.freshet.transport.Fault.FaultException;
import org.freshet.transport.Fault.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves, renames and deletes a torrent's files: those, and nothing else that stands beside them. No file is open meanwhile. */
final class Fences {
    private static final Logger LOG = LoggerFactory.getLogger(Fences.class);

    private final TorrentPaths paths;
    private final TorrentFiles files;
    private final PartFile parts;
    private final Folders folders;
    private final RootResolver resolver;

    Fences(TorrentPaths paths, TorrentFiles files, PartFile parts, Folders folders, RootResolver resolver) {
        this.paths = paths;
        this.files = files;
        this.parts = parts;
        this.folders = folders;
        this.resolver = resolver;
    }

    void move(URI root) throws IOException {
        Path to = resolver.resolve(root);
        if (to.equals(paths.root())) {
            return;
        }
        List<Relocation.Step> steps = new ArrayList<>();
        Set<Path> inside = new HashSet<>();
        for (int file = 0; file < paths.count(); file++) {
            if (paths.stored(file)) {
                Path from = paths.path(file);
                files.requirePresent(file, from);
                addIfThere(steps, from, paths.pathBelow(to, file), inside);
            }
        }
        parts.requirePresent();
        addIfThere(steps, paths.parts(), paths.partsBelow(to), inside);
        List<Path> left = paths.foldersInnermostFirst();
        Path before = paths.root();
        new Relocation(steps, to, folders).run();
        paths.root(to);
        for (int file = 0; file < paths.count(); file++) {
            files.forget(file);
        }
        parts.moved();
        tidy(before, left);
    }

    private void addIfThere(List<Relocation.Step> steps, Path from, Path to, Set<Path> inside) throws IOException {
        if (SafeOpener.isFile(from)) {
            if (inside.add(from.getParent())) {
                folders.requireInside(paths.root(), from.getParent());
            }
            steps.add(new Relocation.Step(from, to));
        }
    }

    void rename(int file, List<String> name) throws IOException {
        Path to = paths.pathFor(file, name);
        Path from = paths.path(file);
        if (to.equals(from) || !paths.stored(file)) {
            return;
        }
        files.requirePresent(file, from);
        List<Relocation.Step> steps = new ArrayList<>(1);
        addIfThere(steps, from, to, new HashSet<>());
        if (steps.isEmpty() && Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw FileFaults.fault(Kind.IN_USE, "cannot name a file " + to + ": something of that name is there already");
        }
        new Relocation(steps, paths.root(), folders).run();
        paths.rename(file, name);
        files.forget(file);
        List<Path> left = new ArrayList<>();
        for (Path folder = from.getParent(); !folder.equals(paths.root()); folder = folder.getParent()) {
            left.add(folder);
        }
        tidy(paths.root(), left);
    }

    /** Deletes as much as it can, and fails with the first reason why something is left. */
    void delete() throws IOException {
        FaultException first = null;
        for (int file = 0; file < paths.count(); file++) {
            files.forget(file);
            Path path = paths.path(file);
            if (paths.stored(file) && SafeOpener.isFile(path)) {
                try {
                    folders.requireInside(paths.root(), path.getParent());
                    Files.delete(path);
                    folders.changed(path);
                } catch (IOException | RuntimeException e) {
                    FaultException why = FileFaults.explain("delete", path, 0, e);
                    first = first == null ? why : first;
                }
            }
        }
        parts.delete();
        Files.deleteIfExists(paths.extraction());
        tidy(paths.root(), paths.foldersInnermostFirst());
        if (first != null) {
            throw first;
        }
    }

    /** An empty folder that stays does no harm, so that is no reason to fail. */
    private void tidy(Path root, List<Path> innermostFirst) {
        try {
            folders.removeEmpty(root, innermostFirst);
        } catch (IOException e) {
            LOG.warn("A folder below {} is empty now but could not be removed: {}", root, e.toString());
        }
    }
}
