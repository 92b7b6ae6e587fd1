package org.freshet.storage.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;

/**
 * File systems of the providers that the Java runtime knows, for {@code nio:} followed by one's URI: {@code
 * nio:file:///srv/torrents}, {@code nio:jar:file:///backup.zip!/folder}. One that is not open yet is opened, and closed when
 * the last storage on it was.
 *
 * <p>A zip archive is rewritten when it is closed and not before: what a torrent wrote into one is lost if the process dies,
 * which the next inspection finds. It is meant for archives that are seeded, and for finished torrents that move into one.
 */
public final class InstalledFileSystems implements FileSystemSource {
    private static final String IN_ARCHIVE = "!/";

    /** A file system that this opened. */
    private static final class Mounted {
        private final FileSystem system;
        private int users;

        Mounted(FileSystem system) {
            this.system = system;
        }
    }

    private final Map<URI, Mounted> mounted = new HashMap<>();
    private boolean closed;

    @Override
    public Lease lease() {
        return new Lease() {
            private final Set<URI> used = new HashSet<>();

            @Override
            public Path resolve(URI root) throws IOException {
                return folder(root, used);
            }

            @Override
            public void close() throws IOException {
                release(used);
            }
        };
    }

    private synchronized Path folder(URI root, Set<URI> used) throws IOException {
        if (closed) {
            throw new Fault(Fault.Kind.GONE,
                    "storage on file systems was stopped, so " + root + " cannot be opened").asException();
        }
        try {
            if (!"nio".equals(root.getScheme())) {
                throw new IllegalArgumentException("its scheme is not \"nio\"");
            }
            URI place = URI.create(root.getRawSchemeSpecificPart());
            URI system = systemOf(place);
            Mounted ours = mounted.get(system);
            if (ours == null && !isOpen(place)) {
                ours = new Mounted(FileSystems.newFileSystem(system, Map.of("create", "true")));
                mounted.put(system, ours);
            }
            if (ours != null && used.add(system)) {
                ours.users++;
            }
            return Path.of(place).toAbsolutePath().normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException | ProviderNotFoundException
                | UnsupportedOperationException e) {
            throw unsupported(root, e);
        } catch (FaultException e) {
            throw e;
        } catch (IOException e) {
            throw Fault.of(Fault.Kind.IO, "cannot open the file system of " + root, e).asException();
        }
    }

    private static FaultException unsupported(URI root, Exception e) {
        return Fault.of(Fault.Kind.UNSUPPORTED, root + " names no folder of a file system that Java knows here, which looks like "
                + "nio:file:///srv/torrents or nio:jar:file:///backup.zip!/folder", e).asException();
    }

    private static boolean isOpen(URI place) {
        try {
            return Path.of(place).getFileSystem().isOpen();
        } catch (FileSystemNotFoundException e) {
            return false;
        }
    }

    private static URI systemOf(URI place) {
        String text = place.toString();
        int end = text.lastIndexOf(IN_ARCHIVE);
        return end < 0 ? place : URI.create(text.substring(0, end));
    }

    private synchronized void release(Set<URI> used) throws IOException {
        for (URI system : used) {
            Mounted ours = mounted.get(system);
            if (ours != null && --ours.users == 0) {
                mounted.remove(system);
                ours.system.close();
            }
        }
        used.clear();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (Mounted ours : mounted.values()) {
            ours.system.close();
        }
        mounted.clear();
    }
}
