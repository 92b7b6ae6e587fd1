package org.freshet.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Zipped repositories, which are not to be believed either. */
final class Archive {

    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 512L << 20;

    private Archive() {
    }

    /** Unpacks into a new folder: nothing outside of it, nothing beyond a bound. */
    static void unpack(Path zip, Path folder) throws IOException {
        Path root = Files.createDirectories(folder).toAbsolutePath().normalize();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        int entries = 0;
        try (InputStream file = Files.newInputStream(zip); ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root) || ++entries > MOST_ENTRIES) {
                    throw new IOException(Messages.bind(Messages.badArchive, zip.getFileName(), entry.getName()));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (OutputStream out = Files.newOutputStream(target)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        bytes += read;
                        if (bytes > MOST_BYTES) {
                            throw new IOException(Messages.bind(Messages.tooLarge, MOST_BYTES >> 20));
                        }
                        out.write(buffer, 0, read);
                    }
                }
            }
        }
        if (entries == 0) {
            throw new IOException(Messages.bind(Messages.noArchive, zip.getFileName()));
        }
    }

    /** Deletes a folder and what is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
