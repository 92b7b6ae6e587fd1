package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaveFileTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a.torrent", "/", "/a\0b"})
    void whatIsNoFileIsToldWithoutALookAtTheDisk(String text) {
        assertTrue(new SaveFile(text).problem().isPresent());
        assertNotNull(new SaveFile(text).look().problem());
    }

    @Test
    void aFileIsFreeOrReplacedOrInTheWay() throws Exception {
        Path file = temp.resolve("a.torrent");
        assertEquals(new SaveFile.Look(null, false), new SaveFile(file.toString()).look());
        Files.write(file, new byte[1]);
        assertEquals(new SaveFile.Look(null, true), new SaveFile(" " + file).look());
        assertNotNull(new SaveFile(temp.toString()).look().problem());
        assertNotNull(new SaveFile(file.resolve("b.torrent").toString()).look().problem());
        assertNotNull(new SaveFile(temp.resolve("x/b.torrent").toString()).look().problem());
    }
}
