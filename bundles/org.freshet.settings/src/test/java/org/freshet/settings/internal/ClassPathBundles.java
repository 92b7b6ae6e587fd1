package org.freshet.settings.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The bundles among the class path's jars and folders that a framework without a window needs. */
final class ClassPathBundles {

    private static final Set<String> NEEDED = Set.of("org.freshet.settings", "org.apache.felix.scr", "org.apache.felix.configadmin",
            "slf4j.api", "org.freshet.log", "org.osgi.util.promise", "org.osgi.util.function", "org.osgi.service.component",
            "org.eclipse.equinox.security", "org.eclipse.equinox.common", "org.eclipse.equinox.registry", "org.eclipse.core.jobs",
            "org.eclipse.equinox.preferences", "org.osgi.service.prefs");

    record Entry(String name, Path file) {
    }

    List<Entry> all() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(place).toAbsolutePath();
            Manifest manifest = Files.exists(file) ? manifest(file) : null;
            String header = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            String name = header == null ? "" : header.split(";")[0].strip();
            if (NEEDED.contains(name) && entries.stream().noneMatch(e -> e.name().equals(name))) {
                entries.add(new Entry(name, file));
            }
        }
        return entries;
    }

    private static Manifest manifest(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            Path manifest = file.resolve("META-INF/MANIFEST.MF");
            if (Files.notExists(manifest)) {
                return null;
            }
            try (InputStream in = Files.newInputStream(manifest)) {
                return new Manifest(in);
            }
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getManifest();
        }
    }
}
