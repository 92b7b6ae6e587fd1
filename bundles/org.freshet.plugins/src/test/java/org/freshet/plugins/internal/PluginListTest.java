package org.freshet.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

import org.freshet.plugins.internal.PluginList.Entry;
import org.freshet.plugins.internal.PluginList.Jar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginListTest {

    private static final Entry PLUGIN = new Entry("org.x", "1.0.0", "An X", "Maker", "file:///x.jar", "CN=Maker", List.of("org.x/1.0.0",
            "org.y/2.1.0.v1"));
    private static final Entry PART = new Entry("org.part.feature.group", "3.0.0", "A part", "Freshet", "", "", List.of("org.part/3.0.0"));

    @Test
    void whatIsWrittenIsReadAgain() {
        PluginList list = new PluginList(List.of(PLUGIN), List.of(PART), List.of(new Jar("plugins/org.x_1.0.0.jar", 4, true)),
                new TreeSet<>(List.of("org.z")));
        assertEquals(list, PluginList.parse(list.lines()));
        assertEquals(PluginList.EMPTY, PluginList.parse(List.of()));
    }

    @Test
    void theLauncherFindsTheLinesThatItReads() {
        List<String> lines = PluginList.EMPTY.withRemoved(PART).withBundles(jar -> false, List.of(new Jar("plugins/org.x_1.0.0.jar", 6, false)))
                .stopped(List.of("org.z"), true).lines();
        assertTrue(lines.contains("without\torg.part"), lines.toString());
        assertTrue(lines.contains("bundle\tplugins/org.x_1.0.0.jar\t6\tstay"), lines.toString());
        assertTrue(lines.contains("stopped\torg.z"), lines.toString());
    }

    @Test
    void aPluginIsReplacedNotAddedTwice() {
        Entry newer = new Entry("org.x", "2.0.0", "An X", "Maker", "", "", List.of());
        PluginList list = PluginList.EMPTY.with(PLUGIN).with(newer);
        assertEquals(List.of(newer), list.plugins());
        assertEquals(PluginList.EMPTY, list.without("org.x"));
    }

    @Test
    void aPartThatIsPutBackIsNoLongerRemoved() {
        PluginList list = PluginList.EMPTY.withRemoved(PART);
        assertTrue(list.removed(PART.id()).isPresent());
        assertFalse(list.without(PART.id()).removed(PART.id()).isPresent());
    }

    @Test
    void namesCannotForgeLines() {
        Entry evil = new Entry("org.x", "1.0.0", "A\nwithout\torg.freshet.engine", "M\r\n", "", "", List.of());
        List<String> lines = PluginList.EMPTY.with(evil).lines();
        assertEquals(2, lines.size(), lines.toString());
        assertEquals("A without org.freshet.engine", PluginList.parse(lines).plugins().getFirst().name());
    }

    @Test
    void aDamagedLineIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PluginList.parse(List.of("bundle\tx"))).getMessage().contains("bundle\tx"));
    }

    @Test
    void aFileIsReplacedAsAWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/list");
        TextFile.write(file, List.of("a", "b"));
        TextFile.write(file, List.of("c"));
        assertEquals(List.of("c"), TextFile.read(file));
        assertEquals(List.of(), TextFile.read(folder.resolve("none")));
        try (var files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }
}
