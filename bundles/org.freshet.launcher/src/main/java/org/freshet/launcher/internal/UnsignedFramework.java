package org.freshet.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * Copies the framework's jar without its signature. From a signed jar on the class path the JVM checks the digest of every class at every
 * start and shares none through its class-data archive: together half of the time until the first command runs. The signed jar stays in
 * {@code plugins}, where p2 verifies it.
 */
final class UnsignedFramework {

    private UnsignedFramework() {
    }

    /** Writes the copy, with the same classes and main attributes, replacing any file that is there. */
    static void copy(Path signed, Path unsigned) throws IOException {
        try (JarFile source = new JarFile(signed.toFile(), false); OutputStream file = Files.newOutputStream(unsigned)) {
            Manifest manifest = new Manifest(source.getManifest());
            // The sections of single entries hold nothing but their digests.
            manifest.getEntries().clear();
            try (JarOutputStream target = new JarOutputStream(file, manifest)) {
                target.setLevel(Deflater.NO_COMPRESSION);
                for (Enumeration<JarEntry> entries = source.entries(); entries.hasMoreElements();) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.isDirectory() && !isSignature(entry.getName())) {
                        ZipEntry copied = new ZipEntry(entry.getName());
                        copied.setTime(entry.getTime());
                        target.putNextEntry(copied);
                        try (InputStream content = source.getInputStream(entry)) {
                            content.transferTo(target);
                        }
                    }
                }
            }
        }
    }

    private static boolean isSignature(String name) {
        return name.equals(JarFile.MANIFEST_NAME)
                || name.startsWith("META-INF/") && (name.endsWith(".SF") || name.endsWith(".RSA") || name.endsWith(".EC"));
    }
}
