package org.freshet.launcher.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * The folder in which one process lets the OSGi framework write: {@code osgi} in the profile for the first process of that profile, a
 * temporary folder for every further one (and where the profile cannot be written, say for {@code --help} on a read-only home). No two
 * living processes ever share one; a lock held by the operating system tells, so a killed process leaves nothing that bars the next.
 */
final class StorageArea implements AutoCloseable {

    private static final String TEMPORARY_PREFIX = "freshet-osgi-";

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Path folder;
    private final FileChannel lockFile;
    private final boolean temporary;

    private StorageArea(Path folder, FileChannel lockFile, boolean temporary) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.temporary = temporary;
    }

    /** Claims a folder for this process. Throws only when not even the temporary folder can be written. */
    static StorageArea claim(Path profile) throws IOException {
        return claim(profile, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static StorageArea claim(Path profile, Path temporaryFolder) throws IOException {
        StorageArea own = claimOf(profile);
        if (own != null) {
            return own;
        }
        removeAbandoned(temporaryFolder);
        Path folder = Files.createTempDirectory(temporaryFolder, TEMPORARY_PREFIX);
        FileChannel lockFile = open(folder);
        lockFile.lock();
        return new StorageArea(folder, lockFile, true);
    }

    /** The folder to write in, absolute. */
    Path folder() {
        return folder;
    }

    boolean isTemporary() {
        return temporary;
    }

    /** Gives the folder up for others; a temporary one is deleted. */
    @Override
    public void close() throws IOException {
        lockFile.close();
        if (temporary) {
            delete(folder);
        }
    }

    private static StorageArea claimOf(Path profile) {
        try {
            Path folder = Files.createDirectories(profile.resolve("osgi"));
            FileChannel lockFile = open(folder);
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new StorageArea(folder, lockFile, false);
            }
            lockFile.close();
            return null;
        } catch (IOException e) {
            // A read-only or missing home is no reason not to answer --help; a command that needs the profile says so itself.
            return null;
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Deletes what killed processes of this user left behind, but nothing so new that its maker may not have locked it yet. */
    private static void removeAbandoned(Path temporaryFolder) throws IOException {
        Instant newest = Instant.now().minus(GRACE);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporaryFolder, TEMPORARY_PREFIX + "*")) {
            for (Path folder : folders) {
                Path lockPath = folder.resolve("lock");
                if (Files.isWritable(lockPath) && Files.getLastModifiedTime(lockPath).toInstant().isBefore(newest)
                        && !isLocked(lockPath)) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isLocked(Path lockPath) {
        try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (IOException e) {
            return true;
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
