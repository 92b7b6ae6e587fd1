package org.freshet.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A built bundle.
 *
 * @param name symbolic name
 * @param headers main attributes of the manifest
 * @param classes every class in it
 */
record BundleJar(String name, Attributes headers, List<ClassFacts> classes) {

    static BundleJar read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes headers = file.getManifest().getMainAttributes();
            List<ClassFacts> classes = new ArrayList<>();
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    try (InputStream content = file.getInputStream(entry)) {
                        classes.add(ClassFacts.read(content.readAllBytes()));
                    }
                }
            }
            String name = ManifestHeader.parse(headers.getValue("Bundle-SymbolicName")).getFirst().name();
            return new BundleJar(name, headers, List.copyOf(classes));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + jar, e);
        }
    }

    List<ManifestHeader.Clause> header(String header) {
        return ManifestHeader.parse(headers.getValue(header));
    }

    /** Packages with classes in the jar, exported or not. */
    Set<String> containedPackages() {
        Set<String> packages = new TreeSet<>();
        classes.forEach(type -> packages.add(type.packageName()));
        return packages;
    }
}
