package org.freshet.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Makes a small real bundle with a flaw, so that a test can see the rule find it. */
final class PlantedBundle {

    private final Path folder;
    private final String name;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> sources = new ArrayList<>();

    /** @param folder an empty folder for its files */
    PlantedBundle(Path folder, String name) {
        this.folder = folder.resolve(name);
        this.name = name;
    }

    PlantedBundle header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Adds a class by its source text; its package and name are where they always are in one. */
    PlantedBundle source(String text) {
        sources.add(text);
        return this;
    }

    BundleJar build() {
        try {
            Path classes = Files.createDirectories(folder.resolve("classes"));
            if (!sources.isEmpty()) {
                compile(classes);
            }
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.putValue("Bundle-SymbolicName", name);
            headers.forEach(attributes::putValue);
            Path jar = folder.resolve(name + ".jar");
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(file, manifest);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path path : files.filter(Files::isRegularFile).toList()) {
                    entries.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                    Files.copy(path, entries);
                }
            }
            return BundleJar.read(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("planting " + name, e);
        }
    }

    private void compile(Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        for (int i = 0; i < sources.size(); i++) {
            String text = sources.get(i);
            String type = text.replaceAll("(?s).*?\\b(?:class|interface|record|enum|@interface)\\s+(\\w+).*", "$1");
            Path file = Files.createDirectories(folder.resolve("source" + i)).resolve(type + ".java");
            arguments.add(Files.writeString(file, text).toString());
        }
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IOException("the planted source does not compile");
        }
    }
}
