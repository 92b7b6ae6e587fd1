package org.example.freshet.unix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.freshet.transport.Fault;
import org.freshet.transport.Fault.Kind;

/**
 * Where the sockets of one user lie: a socket and a lock a port number. The lock tells whose port it is, and is free as soon as its
 * process has died, when the socket is still there. Who may enter the folder may connect, so it is made for its owner alone. The
 * methods touch the disk: not for an event loop.
 *
 * @param path the folder; made when something listens for the first time
 */
record SocketFolder(Path path) {

    private static final int FIRST_FREE = 49_152; // what RFC 6335 leaves to nobody in particular
    private static final int LAST_FREE = 65_535;
    private static final int TRIES = 200;

    /**
     * A port that is ours.
     *
     * @param socket where to bind; nothing is there
     * @param lock to be closed after the socket
     */
    record Claim(int port, Path socket, Path lockFile, FileChannel lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (lock) {
                Files.deleteIfExists(lockFile);
            }
        }
    }

    /** {@code $XDG_RUNTIME_DIR/freshet}, or a folder of this user below the one for temporary files. */
    static SocketFolder ofThisUser() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return new SocketFolder(runtime != null && !runtime.isBlank() ? Path.of(runtime, "freshet")
                : Path.of(System.getProperty("java.io.tmpdir"), "freshet-" + System.getProperty("user.name")));
    }

    /** The socket of {@code port}, there or not. */
    Path socket(int port) {
        return path.resolve(port + ".socket");
    }

    /**
     * Takes a port.
     *
     * @param port 0 for any that is free
     */
    Claim claim(int port) throws Fault.FaultException {
        make();
        if (port != 0) {
            return tryClaim(port).orElseThrow(() -> taken(port));
        }
        for (int i = 0; i < TRIES; i++) {
            Optional<Claim> claim = tryClaim(ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE + 1));
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        throw new Fault(Kind.IN_USE, "no Unix socket is free in " + path).asException();
    }

    private void make() throws Fault.FaultException {
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (AccessDeniedException e) {
            throw new Fault(Kind.DENIED, "the folder " + path + " for Unix sockets may not be made: choose another").asException();
        } catch (FileAlreadyExistsException e) {
            throw new Fault(Kind.IO, path + " is a file; a folder for Unix sockets is needed").asException();
        } catch (IOException e) {
            throw Fault.of(Kind.IO, "the folder " + path + " for Unix sockets cannot be made", e).asException();
        }
    }

    private Optional<Claim> tryClaim(int port) throws Fault.FaultException {
        Path lockFile = path.resolve(port + ".lock");
        try {
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(lock)) {
                lock.close();
                return Optional.empty();
            }
            Files.deleteIfExists(socket(port)); // its process died
            return Optional.of(new Claim(port, socket(port), lockFile, lock));
        } catch (IOException e) {
            throw Fault.of(Kind.IO, "Unix socket " + socket(port) + " cannot be used", e).asException();
        }
    }

    private static boolean isOurs(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException anotherListenerOfThisProcess) {
            return false;
        }
    }

    /** What a port fails with that another listener has. */
    Fault.FaultException taken(int port) {
        return new Fault(Kind.IN_USE, "Unix socket " + socket(port) + " is in use: choose another port").asException();
    }
}
