package org.freshet.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageAreaTest {

    @TempDir
    Path folder;

    private Path profile;
    private Path temporary;

    @BeforeEach
    void makeFolders() throws IOException {
        profile = folder.resolve("profile");
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void theFirstProcessOfAProfileKeepsItsAreaThere() throws IOException {
        try (StorageArea area = StorageArea.claim(profile, temporary)) {
            assertEquals(profile.resolve("osgi"), area.folder());
            assertFalse(area.isTemporary());
        }
        assertTrue(Files.isDirectory(profile.resolve("osgi")), "what bundles stored stays for the next time");
    }

    @Test
    void aSecondProcessOfTheSameProfileGetsATemporaryAreaThatIsDeletedAtItsEnd() throws Exception {
        Process holder = lockInAnotherProcess(profile);
        try {
            Path second;
            try (StorageArea area = StorageArea.claim(profile, temporary)) {
                second = area.folder();
                assertTrue(area.isTemporary());
                Files.writeString(Files.createDirectory(second.resolve("inner")).resolve("file"), "x");
            }
            assertFalse(Files.exists(second));
        } finally {
            end(holder);
        }
        try (StorageArea area = StorageArea.claim(profile, temporary)) {
            assertFalse(area.isTemporary(), "a process that was killed does not bar the profile");
        }
    }

    @Test
    void aProfileThatCannotBeMadeIsNoReasonToFail() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        try (StorageArea area = StorageArea.claim(file.resolve("profile"), temporary)) {
            assertTrue(area.isTemporary());
        }
    }

    @Test
    void areasOfKilledProcessesAreRemovedAndNewOnesSpared() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path abandoned = area("freshet-osgi-old");
        Files.setLastModifiedTime(abandoned.resolve("lock"), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path starting = area("freshet-osgi-new");
        try (StorageArea area = StorageArea.claim(file.resolve("profile"), temporary)) {
            assertNotEquals(starting, area.folder());
            assertFalse(Files.exists(abandoned));
            assertTrue(Files.exists(starting));
        }
    }

    private Path area(String name) throws IOException {
        Path area = Files.createDirectory(temporary.resolve(name));
        Files.writeString(area.resolve("lock"), "");
        return area;
    }

    /** A lock held in this JVM would be refused another way, so a JVM of its own holds it. */
    private static Process lockInAnotherProcess(Path profile) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Holder.class.getName(), profile.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertEquals("locked", process.inputReader().readLine());
        return process;
    }

    private static void end(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    }

    /** Holds a profile's area until it is killed. */
    static final class Holder {

        private Holder() {
        }

        public static void main(String[] arguments) throws IOException {
            StorageArea.claim(Path.of(arguments[0]), Path.of(System.getProperty("java.io.tmpdir")));
            System.out.println("locked");
            System.in.read();
        }
    }
}
