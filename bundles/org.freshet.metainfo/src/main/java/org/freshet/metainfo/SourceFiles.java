package org.freshet.metainfo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.freshet.metainfo.bencode.BencodeString;

/** Finds the files that a new torrent is made of. */
final class SourceFiles {
    private final Path source;
    private final boolean followSymlinks;
    private final TorrentCreator.Progress progress;
    private final List<SourceFile> found = new ArrayList<>();

    /**
     * One file.
     *
     * @param file       where it is
     * @param components its path below the source folder; empty if it is the source itself
     * @param seen       what it looked like when it was found
     */
    record SourceFile(Path file, List<String> components, BasicFileAttributes seen) {
        long length() {
            return seen.size();
        }

        /** Sorts folder by folder, by the bytes of names: the order that version 2's file tree has too. */
        private BencodeString order() {
            return BencodeString.of(String.join("\0", components));
        }
    }

    private SourceFiles(Path source, boolean followSymlinks, TorrentCreator.Progress progress) {
        this.source = source;
        this.followSymlinks = followSymlinks;
        this.progress = progress;
    }

    /** Some of the files and folders below a folder, all regular files of them in a fixed order. */
    static List<SourceFile> find(Path folder, List<Path> chosen, boolean followSymlinks, TorrentCreator.Progress progress)
            throws IOException {
        SourceFiles files = new SourceFiles(folder, followSymlinks, progress);
        for (Path path : chosen) {
            // What lies in another chosen folder comes with that.
            if (chosen.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other))) {
                BasicFileAttributes attributes = attributes(path, followSymlinks);
                if (attributes.isDirectory()) {
                    files.walk(path);
                } else {
                    files.visit(path, attributes);
                }
            }
        }
        return files.checked();
    }

    private static BasicFileAttributes attributes(Path source, boolean followSymlinks) throws IOException {
        try {
            return Files.readAttributes(source, BasicFileAttributes.class, links(followSymlinks));
        } catch (IOException e) {
            throw problem(source, "cannot be opened", e);
        }
    }

    /** All regular files of a folder in a fixed order, or the one file that the source is. */
    static List<SourceFile> find(Path source, boolean followSymlinks, TorrentCreator.Progress progress) throws IOException {
        BasicFileAttributes attributes = attributes(source, followSymlinks);
        if (attributes.isSymbolicLink()) {
            throw new IOException(source + " is a symbolic link; name what it leads to, or ask for links to be followed");
        }
        if (attributes.isRegularFile()) {
            if (attributes.size() == 0) {
                throw new IOException(source + " is an empty file; a torrent needs at least one byte");
            }
            return List.of(new SourceFile(source, List.of(), attributes));
        }
        if (!attributes.isDirectory()) {
            throw new IOException(source + " is neither a file nor a folder");
        }
        SourceFiles files = new SourceFiles(source, followSymlinks, progress);
        files.walk(source);
        return files.checked();
    }

    static LinkOption[] links(boolean followSymlinks) {
        return followSymlinks ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    }

    /** An I/O error with the name of the file and the reason, which the JDK's message often lacks. */
    static IOException problem(Path file, String what, IOException cause) {
        return new IOException(file + " " + what + ": " + reason(cause), cause);
    }

    /** What went wrong, as a person says it. */
    static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException e -> "it does not exist";
            case AccessDeniedException e -> "permission denied";
            case FileSystemLoopException e -> "the folder contains itself by a symbolic link";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }

    private void walk(Path from) throws IOException {
        Set<FileVisitOption> options = EnumSet.noneOf(FileVisitOption.class);
        if (followSymlinks) {
            options.add(FileVisitOption.FOLLOW_LINKS);
        }
        Files.walkFileTree(from, options, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                visit(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                throw problem(file, "cannot be read", e);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw problem(folder, "cannot be listed", e);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void visit(Path file, BasicFileAttributes attributes) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Interrupted while listing " + source);
        }
        if (attributes.isSymbolicLink()) {
            progress.notice(file, "is a symbolic link and is left out");
        } else if (!attributes.isRegularFile()) {
            progress.notice(file, "is not a regular file and is left out");
        } else if (found.size() == InfoDictionary.MAX_FILES) {
            throw new IOException(source + " holds more than " + InfoDictionary.MAX_FILES + " files");
        } else {
            List<String> components = new ArrayList<>();
            source.relativize(file).forEach(component -> components.add(component.toString()));
            found.add(new SourceFile(file, List.copyOf(components), attributes));
        }
    }

    private List<SourceFile> checked() throws IOException {
        if (found.isEmpty()) {
            throw new IOException(source + " holds no files");
        }
        if (found.stream().allMatch(file -> file.length() == 0)) {
            throw new IOException(source + " holds nothing but empty files; a torrent needs at least one byte");
        }
        found.sort(Comparator.comparing(SourceFile::order));
        return found;
    }
}
