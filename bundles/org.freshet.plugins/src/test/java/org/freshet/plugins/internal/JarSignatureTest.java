package org.freshet.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SignatureException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that were signed, and what others made of them. */
class JarSignatureTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    static Path folder;
    private static Path signed;

    @BeforeAll
    static void sign() throws Exception {
        Path keys = folder.resolve("keys");
        tool("keytool", "-genkeypair", "-keystore", keys.toString(), "-storepass", "secret", "-alias", "one", "-keyalg", "EC", "-dname",
                "CN=One");
        signed = jar("signed.jar", Map.of(MANIFEST, "Manifest-Version: 1.0\nBundle-Version: 1.0.0\n\n", "a/B.class", "bytes", "c", "d"));
        tool("jarsigner", "-keystore", keys.toString(), "-storepass", "secret", signed.toString(), "one");
    }

    private static void tool(String... command) throws Exception {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), command[0]);
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("said")));
    }

    private static Path jar(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return file;
    }

    /** The signed jar with an entry of other content, or one more. */
    private static Path with(String name, String content) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(signed.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                entries.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        entries.put(name, content == null ? entries.get(name).replace("1.0.0", "1.0.1") : content);
        return jar("other.jar", entries);
    }

    @Test
    void whatIsSignedAsAWholeIsWhole() throws Exception {
        assertTrue(JarSignature.coversAll(signed));
        assertFalse(JarSignature.coversAll(jar("plain.jar", Map.of(MANIFEST, "Manifest-Version: 1.0\n\n", "c", "d"))));
    }

    @Test
    void whatWasAddedLaterIsNotSigned() throws Exception {
        assertFalse(JarSignature.coversAll(with("more", "x")));
        assertFalse(JarSignature.coversAll(with("META-INF/services/more", "x")));
    }

    @Test
    void whatWasChangedAfterItWasSignedIsRefused() {
        assertThrows(SignatureException.class, () -> JarSignature.coversAll(with("a/B.class", "other")));
        assertThrows(SignatureException.class, () -> JarSignature.coversAll(with(MANIFEST, null)));
        assertThrows(SignatureException.class, () -> JarSignature.coversAll(with("META-INF/ONE.SF", "Signature-Version: 1.0\n\n")));
    }
}
