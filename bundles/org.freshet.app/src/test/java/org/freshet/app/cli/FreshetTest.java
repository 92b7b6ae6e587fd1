package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshetTest {

    @TempDir
    Path folder;
    private Cli cli;

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder);
    }

    @Test
    void theVersionIsOneLine() throws Exception {
        assertEquals(ExitCode.OK, cli.run("--version"));
        assertEquals("freshet 1.2.3", cli.out().strip());
    }

    @Test
    void theVersionIsPrintedBesideAProfile() throws Exception {
        assertEquals(ExitCode.OK, cli.run("--profile", folder.toString(), "--version"));
        assertEquals("freshet 1.2.3", cli.out().strip());
    }

    @Test
    void withoutACommandTheUsageListsAllCommands() throws Exception {
        assertEquals(ExitCode.OK, cli.run());
        for (String command : new String[] {"download", "seed", "create", "show", "check", "demo", "open", "desktop-entry"}) {
            assertTrue(cli.lines().stream().anyMatch(line -> line.startsWith("  " + command + " ")), command);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"download", "seed", "create", "show", "check", "demo", "open", "desktop-entry"})
    void everyCommandHasHelp(String command) throws Exception {
        assertEquals(ExitCode.OK, cli.run(command, "--help"));
        assertTrue(cli.out().startsWith("Usage: freshet " + command), cli.out());
        assertEquals("", cli.err());
    }

    @Test
    void anUnknownOptionIsRefusedWithTheOneThatWasMeant() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("download", "x.torrent", "--to", "y", "--trakcer", "http://a"));
        assertTrue(cli.err().startsWith("freshet: unknown option '--trakcer'; did you mean --tracker"), cli.err());
        assertEquals(1, cli.err().lines().count());
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("downlaod", "x"));
        assertTrue(cli.err().startsWith("freshet: unknown command 'downlaod'; did you mean download"), cli.err());
    }

    @Test
    void aMissingOptionIsNamed() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("download", "x.torrent"));
        assertEquals("freshet: missing required option: '--to=DIR'; see freshet download --help", cli.err().strip());
    }

    @Test
    void aMissingParameterIsNamed() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("show"));
        assertTrue(cli.err().contains("FILE|MAGNET"), cli.err());
        assertEquals(1, cli.err().lines().count());
    }

    @Test
    void aFileNameWithAnAtSignIsNoListOfArguments() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("show", "@nothing"));
        assertTrue(cli.err().contains("@nothing does not exist"), cli.err());
    }

    @Test
    void aDefectIsReportedAsOne() throws Exception {
        Path torrent = Samples.torrent(folder);
        cli.engine.onAdd = added -> {
            throw new IllegalStateException("oops");
        };
        assertEquals(ExitCode.FAILED, cli.run("download", torrent.toString(), "--to", "mem:"));
        assertTrue(cli.err().startsWith("freshet: a defect of Freshet"), cli.err());
        assertTrue(cli.err().contains("oops"), cli.err());
        assertEquals("close", cli.engine.calls.getLast());
    }

    @Test
    void theProfileMayStandBeforeOrAfterTheCommand() throws Exception {
        Path torrent = Samples.torrent(folder);
        cli.engine.onAdd = FakeTorrent::complete;
        assertEquals(ExitCode.OK, cli.run("--profile", folder.resolve("p1").toString(), "download", torrent.toString(), "--to",
                "mem:"));
        assertEquals(folder.resolve("p1"), cli.engine.profile);
        assertEquals(ExitCode.OK, cli.run("download", torrent.toString(), "--to", "mem:", "--profile=" + folder.resolve("p2")));
        assertEquals(folder.resolve("p2"), cli.engine.profile);
        assertEquals(ExitCode.OK, cli.run("download", torrent.toString(), "--to", "mem:"));
        assertEquals(cli.profile, cli.engine.profile);
    }
}
