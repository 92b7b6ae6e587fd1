package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetatypeBoundsTest {

    @TempDir
    Path folder;

    @Test
    void limitsAreFoundByTypeAndAttribute() throws IOException {
        MetatypeBounds bounds = read("""
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
                  <OCD id="a"><AD id="port" type="Integer" min="1" max="65535"/><AD id="name" type="String"/></OCD>
                  <OCD id="b"><AD id="port" type="Integer" max="9"/></OCD>
                </metatype:MetaData>
                """);
        assertEquals(new MetatypeBounds.Bounds(Optional.of("1"), Optional.of("65535")), bounds.of("a", "port"));
        assertEquals(new MetatypeBounds.Bounds(Optional.empty(), Optional.of("9")), bounds.of("b", "port"));
        assertEquals(MetatypeBounds.Bounds.NONE, bounds.of("a", "name"));
        assertEquals(MetatypeBounds.Bounds.NONE, bounds.of("c", "port"));
    }

    @Test
    void aDocumentThatReadsOtherFilesIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hidden");
        IOException thrown = assertThrows(IOException.class, () -> read("""
                <!DOCTYPE MetaData [<!ENTITY file SYSTEM "%s">]>
                <MetaData><OCD id="a"><AD id="port" min="&file;"/></OCD></MetaData>
                """.formatted(secret.toUri())));
        assertTrue(thrown.getMessage().contains("doc.xml"), thrown.getMessage());
    }

    private MetatypeBounds read(String xml) throws IOException {
        MetatypeBounds bounds = new MetatypeBounds();
        bounds.read(Files.writeString(folder.resolve("doc.xml"), xml).toUri().toURL());
        return bounds;
    }
}
