package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopTest {

    @TempDir
    Path folder;
    private Cli cli;
    private final List<String> opened = new ArrayList<>();
    private Path shown;

    @BeforeEach
    void installADesktop() {
        cli = new Cli(folder);
        cli.desktop = (profile, sources) -> {
            shown = profile;
            opened.addAll(sources);
            return ExitCode.OK;
        };
    }

    @Test
    void withoutACommandTheWindowOfTheProfileOpens() throws Exception {
        assertEquals(ExitCode.OK, cli.run());
        assertEquals(cli.profile, shown);
        assertEquals(ExitCode.OK, cli.run("--profile", folder.resolve("a").toString()));
        assertEquals(folder.resolve("a"), shown);
        assertEquals(ExitCode.OK, cli.run("--profile=" + folder.resolve("b")));
        assertEquals(folder.resolve("b"), shown);
        assertEquals("", cli.out());
    }

    @Test
    void withoutADisplayTheUsageIsPrintedAndTheReason() throws Exception {
        cli.noDisplay = Optional.of("there is no display");
        assertEquals(ExitCode.OK, cli.run());
        assertEquals(null, shown);
        assertTrue(cli.out().startsWith("Usage: freshet"), cli.out());
        assertEquals("freshet: no window opens: there is no display", cli.err().strip());
    }

    @Test
    void withoutADesktopTheUsageIsPrinted() throws Exception {
        cli.desktop = null;
        assertEquals(ExitCode.OK, cli.run());
        assertTrue(cli.out().startsWith("Usage: freshet"), cli.out());
        assertEquals("", cli.err());
    }

    @Test
    void aFailureToShowTheWindowIsSaid() throws Exception {
        cli.desktop = (profile, sources) -> {
            throw new IOException("it does not answer");
        };
        assertEquals(ExitCode.FAILED, cli.run());
        assertEquals("freshet: it does not answer", cli.err().strip());
    }

    @Test
    void openHandsOverWhatAnotherProcessFindsToo() throws Exception {
        Path torrent = Files.writeString(folder.resolve("a b.torrent"), "x");
        assertEquals(ExitCode.OK, cli.run("open", folder + "/./a b.torrent", "magnet:?xt=urn:btih:abc", "https://example.org/a.torrent",
                torrent.toUri().toString()));
        assertEquals(List.of(torrent.toString(), "magnet:?xt=urn:btih:abc", "https://example.org/a.torrent", torrent.toString()), opened);
    }

    @Test
    void openWithoutSourcesShowsTheWindow() throws Exception {
        assertEquals(ExitCode.OK, cli.run("open"));
        assertEquals(cli.profile, shown);
    }

    @Test
    void whatDoesNotExistIsRefusedBeforeAnythingOpens() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("open", folder.resolve("missing").toString()));
        assertEquals(null, shown);
        assertTrue(cli.err().contains("missing does not exist"), cli.err());
    }

    @Test
    void theDesktopEntryIsWrittenAndRemoved() throws Exception {
        Path launcher = Files.createFile(Files.createDirectories(folder.resolve("a \"$% b")).resolve("freshet"));
        DesktopEntry entry = new DesktopEntry(folder.resolve("data"));
        List<Path> written = entry.install(launcher);
        String text = Files.readString(folder.resolve("data/applications/org.freshet.desktop"));
        assertTrue(text.contains("\nMimeType=application/x-bittorrent;x-scheme-handler/magnet;\n"), text);
        assertTrue(text.contains("\nExec=\"" + folder + "/a \\\\\"\\\\$%% b/freshet\" open %U\n"), text);
        assertTrue(Files.readString(folder.resolve("data/icons/hicolor/scalable/apps/org.freshet.svg")).startsWith("<svg"));
        assertEquals(written, entry.remove());
        assertFalse(Files.exists(written.getFirst()));
        assertEquals(List.of(), entry.remove());
    }
}
