package org.freshet.settings.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    Path home;

    @Test
    void aKeyIsMadeOnceForTheUserAlone() throws IOException {
        KeyFile file = KeyFile.of(Map.of(), home);
        char[] key = file.key();
        assertEquals(64, key.length);
        assertArrayEquals(key, KeyFile.of(Map.of(), home).key());
        assertEquals(home.resolve(".config/freshet/secret.key"), file.path());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void twoUsersHaveTwoKeys() throws IOException {
        char[] one = KeyFile.of(Map.of(), home.resolve("one")).key();
        char[] two = KeyFile.of(Map.of(), home.resolve("two")).key();
        assertFalse(Arrays.equals(one, two));
    }

    @Test
    void theConfigurationFolderOfTheDesktopIsHonouredUnlessRelative() {
        assertEquals(Path.of("/c/freshet/secret.key"), KeyFile.of(Map.of("XDG_CONFIG_HOME", "/c"), home).path());
        assertEquals(home.resolve(".config/freshet/secret.key"), KeyFile.of(Map.of("XDG_CONFIG_HOME", "c"), home).path());
    }

    @Test
    void aNamedFileIsTheKeyAndIsNeverMade() throws IOException {
        Path named = home.resolve("token");
        KeyFile file = KeyFile.of(Map.of(KeyFile.VARIABLE, named.toString()), home);
        assertThrows(NoSuchFileException.class, file::key);
        Files.writeString(named, "correct horse\n");
        assertArrayEquals("correct horse".toCharArray(), file.key());
    }

    @Test
    void aDamagedKeyIsNotTakenForAKey() throws IOException {
        KeyFile file = KeyFile.of(Map.of(), home);
        file.key();
        Files.writeString(file.path(), "abc");
        IOException thrown = assertThrows(IOException.class, file::key);
        assertTrue(thrown.getMessage().contains(file.path().toString()), thrown.getMessage());
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws IOException {
        Path named = Files.write(home.resolve("disk.img"), new byte[5000]);
        IOException thrown = assertThrows(IOException.class, () -> KeyFile.of(Map.of(KeyFile.VARIABLE, named.toString()), home).key());
        assertTrue(thrown.getMessage().contains("disk.img"), thrown.getMessage());
    }
}
