package org.freshet.baseline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The reactor's folders, seen from this module. */
final class Workspace {

    /** What plugins are built against. */
    static final List<String> APIS = List.of("org.freshet.metainfo", "org.freshet.transport", "org.freshet.storage",
            "org.freshet.discovery", "org.freshet.engine", "org.freshet.settings", "org.freshet.plugins", "org.freshet.ui", "org.freshet.testkit");

    private static final Path MODULE = Path.of("").toAbsolutePath().endsWith("org.freshet.baseline.tests")
            ? Path.of("").toAbsolutePath()
            : Path.of("releng", "org.freshet.baseline.tests").toAbsolutePath();

    private Workspace() {
    }

    /** The text of a bundle's API in the last release. */
    static Path baseline(String bundle) {
        return MODULE.resolve("api").resolve(bundle + ".api");
    }

    /** The bundle that this build has made. */
    static Path jar(String bundle) throws IOException {
        Path target = MODULE.resolve(Path.of("..", "..", "bundles", bundle, "target")).normalize();
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, bundle + "-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        throw new IOException(bundle + " has not been built: run ./build at the top");
    }
}
