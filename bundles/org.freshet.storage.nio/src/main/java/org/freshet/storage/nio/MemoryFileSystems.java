package org.freshet.storage.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.freshet.transport.Fault;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

/**
 * File systems in memory, for {@code mem:name} and {@code mem:name/folder}: one a name, made when it is first named and kept
 * until this is closed, however many storages come and go. All bytes stand on the Java heap, holes of sparse files too; half of
 * the heap at most for each name, then the disk is full.
 */
public final class MemoryFileSystems implements FileSystemSource {
    private static final Pattern ROOT = Pattern.compile("([A-Za-z0-9._-]{1,100})((?:/.*)?)", Pattern.DOTALL);
    private static final long CACHED_BLOCKS = 8 << 20;

    private final Map<String, FileSystem> byName = new HashMap<>();
    private final long maxSize;
    private boolean closed;

    /** With as much room as fits the heap. */
    public MemoryFileSystems() {
        this(Runtime.getRuntime().maxMemory() / 2);
    }

    /** With {@code maxSize} bytes of room for each name. */
    public MemoryFileSystems(long maxSize) {
        this.maxSize = maxSize;
    }

    @Override
    public Lease lease() {
        return new Lease() {
            @Override
            public Path resolve(URI root) throws IOException {
                return folder(root);
            }

            @Override
            public void close() {
                // What is in memory stays for the next storage of that name.
            }
        };
    }

    private synchronized Path folder(URI root) throws IOException {
        Matcher parts = ROOT.matcher(root.getSchemeSpecificPart());
        if (!"mem".equals(root.getScheme()) || !parts.matches()) {
            throw new Fault(Fault.Kind.UNSUPPORTED,
                    root + " names no memory, which looks like mem:name or mem:name/folder").asException();
        }
        if (closed) {
            throw new Fault(Fault.Kind.GONE, "memory storage was stopped, so " + root + " cannot be opened").asException();
        }
        FileSystem memory = byName.computeIfAbsent(parts.group(1), name -> Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(maxSize).setMaxCacheSize(Math.min(maxSize, CACHED_BLOCKS)).build()));
        try {
            return memory.getPath("/" + parts.group(2)).normalize();
        } catch (InvalidPathException e) {
            throw Fault.of(Fault.Kind.UNSUPPORTED, root + " names no folder", e).asException();
        }
    }

    /** Forgets everything. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (FileSystem memory : byName.values()) {
            memory.close();
        }
        byName.clear();
    }
}
