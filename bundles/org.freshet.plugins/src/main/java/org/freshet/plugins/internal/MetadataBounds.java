package org.freshet.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.tukaani.xz.XZInputStream;

/** The size of repository metadata, which p2 holds in memory: packed and, since kilobytes may unpack to gigabytes, unpacked. */
final class MetadataBounds {

    /** Most bytes of one index, unpacked. The product's own has 2 MiB; the heap 256. */
    static final long MOST_UNPACKED = 32L << 20;

    private static final int XZ_MEMORY_KIB = 64 << 10;
    private static final List<String> NAMES = List.of("content", "artifacts", "compositeContent", "compositeArtifacts");

    private MetadataBounds() {
    }

    static boolean applyTo(URI uri) {
        return uri.getPath() != null && isIndex(uri.getPath());
    }

    /** Checks every index in a folder that p2 is going to read without asking {@link BoundedTransport}. */
    static void checkFolder(Path repository) throws IOException {
        for (String name : NAMES) {
            for (String kind : List.of(".jar", ".xml", ".xml.xz")) {
                Path file = repository.resolve(name + kind);
                if (Files.isRegularFile(file)) {
                    check(file, file.toString());
                }
            }
        }
    }

    static void check(Path file, String name) throws IOException {
        if (Files.size(file) > MOST_UNPACKED) {
            throw new IOException(Messages.bind(Messages.tooLarge, MOST_UNPACKED >> 20));
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (name.endsWith(".xz")) {
                drain(new XZInputStream(in, XZ_MEMORY_KIB));
            } else if (name.endsWith(".jar")) {
                ZipInputStream zip = new ZipInputStream(in);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    drain(zip);
                }
            }
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > MOST_UNPACKED) {
                throw new IOException(Messages.bind(Messages.tooLarge, MOST_UNPACKED >> 20));
            }
        }
    }

    private static boolean isIndex(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        return dot > 0 && NAMES.contains(file.substring(0, dot));
    }
}
