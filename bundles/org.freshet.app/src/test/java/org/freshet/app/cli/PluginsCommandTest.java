package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.freshet.plugins.Consent;
import org.freshet.plugins.Consent.Content;
import org.freshet.plugins.MemoryCheck;
import org.freshet.plugins.Offer;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Kind;
import org.freshet.plugins.Plugin.Origin;
import org.freshet.plugins.Plugin.State;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Progress;
import org.freshet.plugins.Update;
import org.freshet.plugins.Usage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTest {

    @TempDir
    Path folder;
    private Cli cli;
    private FakePlugins plugins;

    @BeforeEach
    void makePlugins() {
        cli = new Cli(folder);
        plugins = new FakePlugins();
        cli.plugins = plugins;
    }

    @Test
    void listPrintsOneLineForEachPlugin() throws Exception {
        assertEquals(ExitCode.OK, cli.run("plugins", "list"));
        assertEquals(2, cli.lines().size());
        assertTrue(cli.lines().getFirst().startsWith("storage"), cli.out());
        assertTrue(cli.out().contains("org.x"), cli.out());
    }

    @Test
    void listPrintsJson() throws Exception {
        assertEquals(ExitCode.OK, cli.run("plugins", "list", "--json"));
        assertEquals(1, cli.lines().size());
        assertTrue(cli.out().contains("\"id\":\"org.x\",\"name\":\"X\",\"version\":\"1.0.0\""), cli.out());
    }

    @Test
    void contentThatNobodySignedIsRefusedWithoutYes() throws Exception {
        Path jar = Files.createFile(folder.resolve("x.jar"));
        assertEquals(ExitCode.FAILED, cli.run("plugins", "install", jar.toString()));
        assertTrue(cli.out().contains("org.new 2.0.0"), cli.out());
        assertTrue(cli.err().contains("--yes"), cli.err());
        assertEquals(List.of(), plugins.installed);
    }

    @Test
    void withYesItIsInstalled() throws Exception {
        Path jar = Files.createFile(folder.resolve("x.jar"));
        assertEquals(ExitCode.OK, cli.run("plugins", "install", jar.toString(), "--yes"));
        assertEquals(List.of(jar.toUri() + " []"), plugins.installed);
    }

    @Test
    void urlsAndPartsOfTheProductAreSources() throws Exception {
        assertEquals(ExitCode.OK, cli.run("plugins", "install", "https://x.example/repo", "org.a", "--yes"));
        assertEquals(ExitCode.OK, cli.run("plugins", "install", "org.freshet.part", "--yes"));
        assertEquals(List.of("https://x.example/repo [org.a]", "freshet:product [org.freshet.part]"), plugins.installed);
    }

    @Test
    void aFileThatIsMissingIsAWrongCommandLine() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("plugins", "install", folder.resolve("none.jar").toString()));
        assertEquals(ExitCode.USAGE, cli.run("plugins", "install"));
        assertEquals(ExitCode.USAGE, cli.run("plugins", "dance"));
        assertEquals(ExitCode.USAGE, cli.run("plugins"));
        assertEquals(ExitCode.USAGE, cli.run("plugins", "uninstall"));
        assertEquals(ExitCode.USAGE, cli.run("plugins", "list", "more"));
    }

    @Test
    void aSourceWithSeveralPluginsAsksForAChoice() throws Exception {
        plugins.failure = new PluginException(Reason.AMBIGUOUS, "choose from a, b");
        assertEquals(ExitCode.USAGE, cli.run("plugins", "install", "https://x.example/repo", "--yes"));
        assertTrue(cli.err().contains("choose from a, b"), cli.err());
    }

    @Test
    void whatFailsFailsWithItsReason() throws Exception {
        plugins.failure = new PluginException(Reason.UNRESOLVED, "X needs package y, which is missing");
        assertEquals(ExitCode.FAILED, cli.run("plugins", "install", "https://x.example/repo", "--yes", "--json"));
        assertTrue(cli.err().contains("needs package y"), cli.err());
        assertTrue(cli.out().contains("\"event\":\"failed\""), cli.out());
    }

    @Test
    void aPluginIsUninstalledByItsNameWithOrWithoutP2sSuffix() throws Exception {
        assertEquals(ExitCode.OK, cli.run("plugins", "uninstall", "org.part"));
        assertEquals(List.of("org.part.feature.group"), plugins.uninstalled);
        assertEquals(ExitCode.FAILED, cli.run("plugins", "uninstall", "org.none"));
    }

    @Test
    void updateSaysWhatBecameNewer() throws Exception {
        assertEquals(ExitCode.OK, cli.run("plugins", "update", "--yes"));
        assertTrue(cli.out().contains("updated org.x 1.1.0"), cli.out());
    }

    @Test
    void aProductWithoutPluginsSaysSo() throws Exception {
        cli.plugins = null;
        assertEquals(ExitCode.FAILED, cli.run("plugins", "list"));
        assertFalse(cli.err().isEmpty());
    }

    private static final class FakePlugins implements Plugins {
        private final List<String> installed = new ArrayList<>();
        private final List<String> uninstalled = new ArrayList<>();
        private PluginException failure;
        private String version = "1.0.0";

        private Plugin plugin(String id, String name, Kind kind) {
            return new Plugin(id, name, version, "Maker", kind, State.ACTIVE, "", List.of(), List.of(), Origin.INSTALLED, "");
        }

        @Override
        public List<Plugin> list() {
            return List.of(plugin("org.x", "X", Kind.STORAGE), plugin("org.part.feature.group", "Part", Kind.OTHER));
        }

        @Override
        public String hindrance() {
            return "";
        }

        @Override
        public List<Offer> offers(URI source, Progress progress) {
            return List.of();
        }

        @Override
        public List<Plugin> install(URI source, Set<String> ids, Consent consent, Progress progress) throws PluginException {
            if (failure != null) {
                throw failure;
            }
            if (!consent.given(List.of(new Content("org.new", "2.0.0", 1000, List.of())))) {
                throw new PluginException(Reason.REFUSED, "not accepted");
            }
            installed.add(source + " " + ids);
            return List.of(plugin("org.new", "New", Kind.OTHER));
        }

        @Override
        public void uninstall(String id, Progress progress) {
            uninstalled.add(id);
        }

        @Override
        public List<Update> updates(Progress progress) {
            return List.of(new Update("org.x", "X", "1.0.0", "1.1.0"));
        }

        @Override
        public Plugin update(String id, Consent consent, Progress progress) {
            version = "1.1.0";
            return plugin(id, "X", Kind.STORAGE);
        }

        @Override
        public void start(String id) {
        }

        @Override
        public void stop(String id) {
        }

        @Override
        public Usage usage(Plugin plugin) {
            return new Usage(List.of(), 0, 0, 0);
        }

        @Override
        public MemoryCheck memoryHeld(String id) {
            return new MemoryCheck(0, 0);
        }
    }
}
