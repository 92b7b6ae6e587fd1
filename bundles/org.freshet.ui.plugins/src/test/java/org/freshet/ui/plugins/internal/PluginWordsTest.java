package org.freshet.ui.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.freshet.plugins.Consent.Content;
import org.freshet.plugins.Consent.Publisher;
import org.freshet.plugins.MemoryCheck;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Kind;
import org.freshet.plugins.Plugin.Origin;
import org.freshet.plugins.Plugin.Part;
import org.freshet.plugins.Plugin.Service;
import org.freshet.plugins.Plugin.State;
import org.freshet.plugins.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginWordsTest {

    private static Plugin plugin(String name, Kind kind, Origin origin) {
        return new Plugin("id." + name, name, "1.0.0", "Maker", kind, State.ACTIVE, "", List.of(new Part("id." + name, "1.0.0", "ACTIVE",
                List.of("package a", "package b"))), List.of(new Service("org.freshet.transport.StreamTransport", "ws", true),
                        new Service("org.freshet.transport.StreamTransport", "wss", false)), origin, "");
    }

    @Test
    void pluginsStandByKindThenOriginThenName() {
        Plugin installed = plugin("z", Kind.STORAGE, Origin.INSTALLED);
        Plugin a = plugin("A", Kind.STORAGE, Origin.BUILT_IN);
        Plugin b = plugin("b", Kind.STORAGE, Origin.BUILT_IN);
        Plugin transport = plugin("t", Kind.TRANSPORT, Origin.OPTIONAL);
        var groups = PluginWords.grouped(List.of(b, a, installed, transport));
        assertEquals(List.of(Kind.TRANSPORT, Kind.STORAGE), List.copyOf(groups.keySet()));
        assertEquals(List.of(installed, a, b), groups.get(Kind.STORAGE));
    }

    @Test
    void servicesAreNamedWithTheirSchemes() {
        assertEquals("StreamTransport (ws), StreamTransport (wss)", PluginWords.services(plugin("t", Kind.TRANSPORT, Origin.BUILT_IN)));
        String lines = PluginWords.serviceLines(plugin("t", Kind.TRANSPORT, Origin.BUILT_IN));
        assertEquals(2, lines.lines().count());
        assertTrue(lines.lines().toList().get(1).length() > "org.freshet.transport.StreamTransport (wss)".length(), lines);
    }

    @Test
    void figuresOfUsageComeBeforeBundles() {
        String words = PluginWords.usage(new Usage(List.of("org.x"), 0, 3, 0));
        assertTrue(words.startsWith("3 ") && words.endsWith(", org.x"), words);
        assertEquals(Messages.uses_nothing, PluginWords.usage(new Usage(List.of(), 0, 0, 0)));
        assertEquals(Messages.uses_torrent, PluginWords.usage(new Usage(List.of(), 1, 0, 0)));
    }

    @Test
    void memoryThatIsHeldIsSaidSo() {
        assertEquals(Messages.memory_nothing, PluginWords.memory(new MemoryCheck(0, 0)));
        assertFalse(PluginWords.memory(new MemoryCheck(2, 0)).equals(PluginWords.memory(new MemoryCheck(1, 1))));
    }

    @Test
    void aPublisherThatNobodyKnowsIsNotTakenForOneThatIsKnown() {
        Publisher known = new Publisher(List.of("CN=Maker\\, Inc.,O=M", "CN=Root"), "ab", true, "");
        Publisher unknown = new Publisher(List.of("CN=Maker\\, Inc.,O=M"), "ab", false, "");
        assertEquals("Maker, Inc.", PluginWords.publisher(new Content("x", "1", 1, List.of(known))));
        assertFalse("Maker, Inc.".equals(PluginWords.publisher(new Content("x", "1", 1, List.of(unknown)))));
        assertEquals(Messages.consent_unsigned, PluginWords.publisher(new Content("x", "1", 1, List.of())));
        assertEquals(3, PluginWords.certificates(new Content("x", "1", 1, List.of(known))).lines().count());
    }

    @Test
    void aSourceIsAUrlOrSomethingThatIsThere(@TempDir Path folder) throws Exception {
        Path jar = Files.createFile(folder.resolve("a b.jar"));
        assertEquals(jar.toUri(), SourceText.of(" " + jar + " ").uri());
        assertEquals(jar.toUri(), SourceText.of(jar.toUri().toString()).uri());
        assertEquals(folder.toUri(), SourceText.of(folder.toString()).uri());
        assertEquals("https", SourceText.of("https://x.example/repo").uri().getScheme());
        for (String wrong : List.of("", "  ", "x", folder + "/none.jar", "http:///x", "https://x y", "file:x y", folder + "\0",
                Files.createFile(folder.resolve("a.txt")).toString())) {
            SourceText read = SourceText.of(wrong);
            assertEquals(null, read.uri(), wrong);
            assertFalse(read.problem().isEmpty(), wrong);
        }
    }

    @Test
    void whatIsDroppedIsTakenIfItLooksLikeASource() {
        assertTrue(SourceText.promising("https://x.example/a.zip\n"));
        assertTrue(SourceText.promising("/tmp/x.jar"));
        assertFalse(SourceText.promising("magnet:?xt=urn:btih:00"));
        assertFalse(SourceText.promising("some words"));
        assertFalse(SourceText.promising("\0"));
    }
}
