package org.freshet.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The reactor's folders, seen from this module. */
final class Workspace {

    private static final Path TOP = Path.of("..", "..").toAbsolutePath().normalize();

    private Workspace() {
    }

    static Path features() {
        return TOP.resolve("features");
    }

    static Path bundlesFolder() {
        return TOP.resolve("bundles");
    }

    /** Every bundle of the program that this build has made; bundles that hold only tests are left out. */
    static List<BundleJar> bundles() {
        List<BundleJar> bundles = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(bundlesFolder(), "org.freshet.*")) {
            for (Path module : modules) {
                if (!module.getFileName().toString().endsWith(".tests") && Files.exists(module.resolve("pom.xml"))) {
                    bundles.add(BundleJar.read(jarOf(module)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the modules in " + TOP, e);
        }
        bundles.sort(Comparator.comparing(BundleJar::name));
        return bundles;
    }

    private static Path jarOf(Path module) throws IOException {
        String name = module.getFileName().toString();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(module.resolve("target"), name + "-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new IOException(module + " has not been built: run ./build at the top");
    }
}
