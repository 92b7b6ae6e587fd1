package org.freshet.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import aQute.bnd.service.diff.Tree;

class BaselineTest {

    private static final String RELEASED = """
            package org.example.api;
            public interface Channel { void send(byte[] data); record Fault(int code) { } enum Kind { A, B } }
            """;

    @TempDir
    Path folder;
    private int planted;

    static List<String> apis() {
        return Workspace.APIS;
    }

    @ParameterizedTest
    @MethodSource("apis")
    void whoChangedAnApiRaisedItsVersion(String bundle) throws Exception {
        Path baseline = Workspace.baseline(bundle);
        assertTrue(Files.exists(baseline), () -> bundle + " is an API without a baseline: run releng/org.freshet.baseline.tests/release");
        List<String> breaches = Versions.breaches(ApiText.read(Files.readAllLines(baseline)), Api.of(Workspace.jar(bundle)));
        assertEquals(List.of(), breaches, () -> String.join("\n", breaches));
    }

    @Test
    void theSameApiIsFine() throws Exception {
        assertEquals(List.of(), breaches("1.0.0", RELEASED));
    }

    @Test
    void anAdditionTakesANewMinorVersion() throws Exception {
        String more = RELEASED.replace("enum Kind { A, B }", "enum Kind { A, B, C }");
        assertEquals(List.of("package org.example.api changed since version 1.0.0 and has to become 1.1.0: Channel$Kind: field C was added"),
                breaches("1.0.0", more));
        assertEquals(List.of(), breaches("1.1.0", more));
    }

    @Test
    void aMethodMoreThatImplementersLackTakesANewMajorVersion() throws Exception {
        String more = RELEASED.replace("void send(byte[] data);", "void send(byte[] data); void flush();");
        assertEquals(List.of("package org.example.api changed since version 1.0.0 and has to become 2.0.0: Channel: method flush() was added"),
                breaches("1.1.0", more));
        assertEquals(List.of(), breaches("2.0.0", more));
    }

    @Test
    void aRemovalTakesANewMajorVersion() throws Exception {
        List<String> breaches = breaches("1.9.0", RELEASED.replace("void send(byte[] data);", "void send(byte[] data, int from);"));
        assertEquals(1, breaches.size());
        assertTrue(breaches.getFirst().contains("has to become 2.0.0") && breaches.getFirst().contains("send(byte[]) was removed"),
                breaches.getFirst());
        assertEquals(1, breaches("1.0.0", RELEASED.replace("record Fault(int code)", "record Fault(long code)")).size());
    }

    @Test
    void aPackageThatIsGoneIsReported() throws Exception {
        Tree released = Api.of(plant("1.0.0", RELEASED));
        Tree other = Api.of(plant("1.0.0", RELEASED.replace("org.example.api", "org.example.other")));
        assertEquals(List.of("package org.example.api was in the last release and is gone"), Versions.breaches(released, other));
    }

    @Test
    void textHoldsEverythingThatIsCompared() throws Exception {
        Tree api = Api.of(plant("1.0.0", RELEASED));
        List<String> text = ApiText.write(api);
        assertEquals(text, ApiText.write(ApiText.read(text)));
        assertTrue(text.contains("   METHOD MAJOR MAJOR send(byte[])"), () -> String.join("\n", text));
    }

    @Test
    void whatTheJdkAddsToEveryClassIsNoApiOfOurs() throws Exception {
        List<String> text = ApiText.write(Api.of(plant("1.0.0", RELEASED)));
        assertTrue(text.stream().noneMatch(line -> line.contains("hashCode") || line.contains("java.lang.constant") || line.contains("jdk.")),
                () -> String.join("\n", text));
    }

    private List<String> breaches(String version, String source) throws Exception {
        List<String> released = ApiText.write(Api.of(plant("1.0.0", RELEASED)));
        return Versions.breaches(ApiText.read(released), Api.of(plant(version, source)));
    }

    /** A real bundle that exports the package of {@code source} in {@code version}. */
    private Path plant(String version, String source) throws Exception {
        Path home = Files.createDirectories(folder.resolve("bundle" + planted++));
        Path classes = Files.createDirectories(home.resolve("classes"));
        Path file = Files.writeString(home.resolve("Channel.java"), source);
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", file.toString()));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "org.example.api");
        String name = source.replaceAll("(?s)package ([a-z.]+);.*", "$1");
        attributes.putValue("Export-Package", name + ";version=" + version);
        Path jar = home.resolve("api.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, entries);
            }
        }
        return jar;
    }
}
