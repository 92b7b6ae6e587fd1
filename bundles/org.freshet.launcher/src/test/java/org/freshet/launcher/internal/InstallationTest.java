package org.freshet.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    Path home;

    @Test
    void theBundlesAreThoseThatP2Listed() throws IOException {
        configure("osgi.bundles=reference\\:file\\:a.b_1.0.0.jar@4,reference\\:file\\:c_2.0.0.jar@2\\:start,reference\\:file\\:d_1.jar\n");
        assertEquals(List.of(
                new Installation.Entry("reference:file:plugins/a.b_1.0.0.jar", 4, false),
                new Installation.Entry("reference:file:plugins/c_2.0.0.jar", 2, true),
                new Installation.Entry("reference:file:plugins/d_1.jar", 4, false)),
                new Installation(home).bundles());
    }

    @Test
    void aConfigurationWithoutBundlesIsReportedWithItsFile() throws IOException {
        configure("other=1\n");
        IOException thrown = assertThrows(IOException.class, () -> new Installation(home).bundles());
        assertTrue(thrown.getMessage().contains("config.ini"), thrown.getMessage());
    }

    private void configure(String ini) throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("configuration")).resolve("config.ini"), ini);
    }
}
