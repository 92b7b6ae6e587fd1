package org.freshet.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.freshet.testkit.conditions.Needs;

/** A small file system of its own, where the system lets us mount one; elsewhere the test is skipped, or fails (see {@link Needs}). */
final class Disk implements AutoCloseable {
    private final Path path;

    private Disk(Path path) {
        this.path = path;
    }

    /** For sizes like 256k. */
    static Disk ofSize(Path at, String size) throws IOException {
        Files.createDirectories(at);
        Needs.ofMachine(runs("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString()), "a right to mount");
        return new Disk(at);
    }

    Path path() {
        return path;
    }

    void readOnly() {
        Needs.ofMachine(runs("mount", "-o", "remount,ro", path.toString()), "a right to mount");
    }

    static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue() == 0;
        } catch (IOException e) {
            // There is no such command here.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (!runs("umount", path.toString())) {
            throw new IOException("cannot unmount " + path);
        }
    }
}
