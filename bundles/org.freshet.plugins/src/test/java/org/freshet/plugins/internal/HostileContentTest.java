package org.freshet.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.MetadataFactory;
import org.eclipse.equinox.p2.metadata.MetadataFactory.InstallableUnitDescription;
import org.eclipse.equinox.p2.metadata.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that do not mean well. */
class HostileContentTest {

    @TempDir
    Path folder;

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    @Test
    void nothingIsUnpackedOutsideOfItsFolder() throws Exception {
        Path zip = zip("evil.zip", Map.of("../../outside.txt", new byte[] {1}));
        Path target = folder.resolve("a/b/c");
        assertThrows(IOException.class, () -> Archive.unpack(zip, target));
        assertFalse(Files.exists(folder.resolve("a/outside.txt")));
    }

    @Test
    void aZipIsUnpacked() throws Exception {
        Path zip = zip("good.zip", Map.of("repo/content.xml", "<x/>".getBytes(StandardCharsets.UTF_8)));
        Archive.unpack(zip, folder.resolve("out"));
        assertEquals("<x/>", Files.readString(folder.resolve("out/repo/content.xml")));
        Archive.delete(folder.resolve("out"));
        assertFalse(Files.exists(folder.resolve("out")));
        Archive.delete(folder.resolve("out"));
    }

    @Test
    void whatIsNoZipIsSaidToBeNone() throws Exception {
        Path file = Files.writeString(folder.resolve("x.zip"), "no zip at all");
        assertTrue(assertThrows(IOException.class, () -> Archive.unpack(file, folder.resolve("out"))).getMessage().contains("x.zip"));
    }

    @Test
    void metadataThatUnpacksToTooMuchIsNotRead() throws Exception {
        Path bomb = zip("content.jar", Map.of("content.xml", new byte[(int) MetadataBounds.MOST_UNPACKED + 1]));
        assertTrue(Files.size(bomb) < 1 << 20);
        assertThrows(IOException.class, () -> MetadataBounds.check(bomb, "content.jar"));
        assertThrows(IOException.class, () -> MetadataBounds.checkFolder(folder));
        MetadataBounds.check(zip("artifacts.jar", Map.of("artifacts.xml", new byte[1000])), "artifacts.jar");
    }

    @Test
    void onlyIndexesAreUnpackedToBeChecked() {
        assertTrue(MetadataBounds.applyTo(URI.create("https://x.example/r/content.xml.xz")));
        assertTrue(MetadataBounds.applyTo(URI.create("https://x.example/r/compositeArtifacts.jar")));
        assertFalse(MetadataBounds.applyTo(URI.create("https://x.example/r/plugins/content_1.jar")));
    }

    @Test
    void aStreamEndsWithAComplaintWhereItsBoundIs() throws Exception {
        try (BoundedTransport.Bounded in = new BoundedTransport.Bounded(new ByteArrayInputStream(new byte[100]), 99)) {
            assertThrows(IOException.class, in::readAllBytes);
        }
        try (BoundedTransport.Bounded in = new BoundedTransport.Bounded(new ByteArrayInputStream(new byte[100]), 100)) {
            assertEquals(100, in.readAllBytes().length);
        }
    }

    private static IInstallableUnit unit(String type, Map<String, String> instructions) {
        InstallableUnitDescription unit = new InstallableUnitDescription();
        unit.setId("x");
        unit.setVersion(Version.create("1.0.0"));
        unit.setTouchpointType(MetadataFactory.createTouchpointType(type, Version.create("1.0.0")));
        unit.addTouchpointData(MetadataFactory.createTouchpointData(instructions));
        return MetadataFactory.createInstallableUnit(unit);
    }

    @Test
    void installingAndStartingABundleIsWelcome() {
        IInstallableUnit unit = unit("org.eclipse.equinox.p2.osgi", Map.of("install", "installBundle(bundle:${artifact})", "configure",
                "setStartLevel(startLevel:2);markStarted(started: true);", "manifest", "Bundle-SymbolicName: x"));
        assertEquals(List.of(), Instructions.unwelcome(unit));
    }

    @Test
    void anythingElseIsNot() {
        assertEquals(List.of("rmdir"), Instructions.unwelcome(unit("org.eclipse.equinox.p2.osgi",
                Map.of("install", "installBundle(bundle:${artifact});rmdir(path:/home)"))));
        assertEquals(List.of("org.eclipse.equinox.p2.touchpoint.natives.unzip"), Instructions.unwelcome(unit("org.eclipse.equinox.p2.osgi",
                Map.of("configure", "org.eclipse.equinox.p2.touchpoint.natives.unzip(source:@artifact, target:/)"))));
        assertEquals(List.of("addJvmArg"), Instructions.unwelcome(unit("org.eclipse.equinox.p2.osgi",
                Map.of("configure", "addJvmArg(jvmArg:-javaagent:/x)"))));
        assertEquals(List.of("some.other"), Instructions.unwelcome(unit("some.other", Map.of())));
        assertEquals(List.of("installBundle(("), Instructions.unwelcome(unit("org.eclipse.equinox.p2.osgi", Map.of("install", "installBundle(("))));
    }
}
