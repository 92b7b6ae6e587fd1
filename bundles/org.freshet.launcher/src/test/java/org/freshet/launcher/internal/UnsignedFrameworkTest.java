package org.freshet.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.launch.Framework;

class UnsignedFrameworkTest {

    @TempDir
    Path folder;

    @Test
    void theCopyHasEveryClassAndMainAttributeButNoSignature() throws Exception {
        Path signed = Path.of(Framework.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path unsigned = folder.resolve("framework.jar");
        UnsignedFramework.copy(signed, unsigned);
        try (JarFile before = new JarFile(signed.toFile()); JarFile after = new JarFile(unsigned.toFile())) {
            assertTrue(before.stream().anyMatch(entry -> entry.getName().endsWith(".SF")), "the framework is signed");
            assertFalse(after.stream().anyMatch(entry -> entry.getName().endsWith(".SF") || entry.getName().endsWith(".RSA")));
            assertEquals(before.getManifest().getMainAttributes(), after.getManifest().getMainAttributes());
            assertNull(after.getManifest().getAttributes("org/osgi/framework/launch/Framework.class"));
            assertEquals(classes(before), classes(after));
            assertNotNull(after.getEntry("META-INF/services/org.osgi.framework.launch.FrameworkFactory"));
        }
    }

    private static long classes(JarFile jar) throws IOException {
        return jar.stream().filter(entry -> entry.getName().endsWith(".class")).count();
    }
}
