package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.SessionSettings.Encryption;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadCommandTest {
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=film";

    @TempDir
    Path folder;
    private Cli cli;
    private String torrent;

    @BeforeEach
    void makeTorrent() throws Exception {
        cli = new Cli(folder);
        torrent = Samples.torrent(folder).toString();
    }

    private FakeTorrent only() {
        assertEquals(1, cli.engine.torrents.size());
        return cli.engine.torrents.getFirst();
    }

    @Test
    void everyOptionReachesTheEngine() throws Exception {
        cli.engine.onAdd = FakeTorrent::complete;
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", folder.resolve("out").toString(), "--listen",
                "127.0.0.1:0",
                "--peer", "127.0.0.1:7000", "--peer", "h:1", "--tracker", "http://t/a", "--files", "inner/*", "--sequential",
                "--limit-down", "500k", "--limit-up", "1KiB", "--no-resume"));
        AddTorrent request = only().request();
        assertTrue(Files.isDirectory(folder.resolve("out")));
        assertEquals(folder.resolve("out").toUri(), request.root());
        assertEquals(List.of("127.0.0.1:7000", "h:1"), request.peers().stream().map(Object::toString).toList());
        assertEquals(List.of(List.of("http://t/a")), request.trackers());
        assertEquals("inner/*", request.wantedGlob());
        assertTrue(request.sequential());
        assertEquals(ExistingData.CHECK, request.data());
        assertEquals(new RateLimits(500_000, 1024), cli.engine.settings.limits());
        assertEquals(List.of(URI.create("tcp://127.0.0.1:0")), cli.engine.settings.listen());
        assertEquals(Restore.NONE_BUT_ADDED, cli.engine.restore);
        assertEquals(cli.profile, cli.engine.profile);
    }

    @Test
    void theSettingsOfTheProfileHoldExceptWhereAnOptionSaysOtherwise() throws Exception {
        cli.engine.onAdd = FakeTorrent::complete;
        cli.engine.configured = new SessionSettings(List.of(URI.create("tcp://127.0.0.1:7777")), new RateLimits(100, 200), 33, 22, 3, 2, 1,
                Encryption.REQUIRED, false);
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", "mem:"));
        assertEquals(cli.engine.configured, cli.engine.settings);
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", "mem:", "--limit-down", "0", "--listen", "127.0.0.1:7777"));
        assertEquals(cli.engine.configured.withLimits(new RateLimits(0, 200)), cli.engine.settings);
    }

    @Test
    void aMagnetIsAddedAsOneAndTheProfileIsBelievedByDefault() throws Exception {
        cli.engine.onAdd = FakeTorrent::complete;
        assertEquals(ExitCode.OK, cli.run("download", MAGNET, "--to", "mem:"));
        assertEquals("film", only().request().source().magnet().orElseThrow().displayName());
        assertEquals(ExistingData.RESUME, only().request().data());
        assertEquals(URI.create("mem:freshet"), only().request().root());
    }

    @Test
    void itEndsOnceTheTorrentIsCompleteAndClosesTheSession() throws Exception {
        cli.pace.onPause(pause -> {
            only().is(State.DOWNLOADING, "", pause * 100);
            if (pause == 10) {
                only().complete();
            }
        });
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", folder.toString()));
        assertEquals(List.of("open", "close"), cli.engine.calls);
        assertEquals("sample: complete, 1000 B in 0:05, 200 B/s", cli.lines().getLast());
        assertEquals("", cli.err());
    }

    @Test
    void plainOutputHasALineEveryFiveSecondsAndNoControlCharacters() throws Exception {
        cli.pace.onPause(pause -> {
            only().is(State.DOWNLOADING, "", pause);
            if (pause == 31) {
                only().complete();
            }
        });
        cli.run("download", torrent, "--to", folder.toString());
        assertEquals(5, cli.lines().size(), cli.out());
        assertTrue(cli.out().chars().allMatch(c -> c == '\n' || c >= ' '), cli.out());
    }

    @Test
    void atATerminalTheBarIsDrawnOverAndRemovedAtTheEnd() throws Exception {
        cli.interactive = true;
        cli.pace.onPause(pause -> {
            only().is(State.DOWNLOADING, "", pause * 100);
            if (pause == 8) {
                only().complete();
            }
        });
        cli.run("download", torrent, "--to", folder.toString());
        String[] drawn = cli.out().split("\r");
        assertTrue(drawn.length > 8, cli.out());
        assertTrue(drawn[1].startsWith("sample  ["), drawn[1]);
        assertTrue(drawn[drawn.length - 2].isBlank(), "the bar is not removed: " + drawn[drawn.length - 2]);
        assertTrue(drawn[drawn.length - 1].startsWith("sample: complete, 1000 B in 0:02"), drawn[drawn.length - 1]);
    }

    @Test
    void jsonHasALineASecondAndTheOutcomeLast() throws Exception {
        cli.pace.onPause(pause -> {
            only().is(State.DOWNLOADING, "", pause * 250);
            if (pause == 3) {
                only().complete();
            }
        });
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", folder.toString(), "--json", "--listen",
                "127.0.0.1:5000"));
        assertEquals(4, cli.lines().size(), cli.out());
        assertTrue(cli.lines().get(1)
                .startsWith("{\"time\":1700000001.123,\"state\":\"downloading\",\"reason\":\"\",\"name\":\"sample\","
                + "\"infoHash\":\""), cli.lines().get(1));
        assertTrue(cli.lines().get(1).endsWith("\"total\":1000,\"wanted\":1000,\"done\":250,\"progress\":0.250,\"checked\":0.500,"
                + "\"downRate\":100,\"upRate\":10,\"downloaded\":250,\"uploaded\":20,\"wasted\":0,\"peers\":3,\"seeds\":1,"
                + "\"knownPeers\":5,\"timeLeft\":7,\"listen\":[\"tcp://127.0.0.1:5000\"],\"listenPorts\":[5000]}"), cli.lines()
                .get(1));
        assertTrue(cli.lines().getLast().startsWith("{\"event\":\"finished\",\"time\":"), cli.lines().getLast());
        assertTrue(cli.lines().getLast().contains("\"progress\":1.000"), cli.lines().getLast());
        assertTrue(cli.lines().getLast().contains("\"timeLeft\":null"), cli.lines().getLast());
    }

    @Test
    void anErrorOfTheTorrentFailsTheJobWithItsReason() throws Exception {
        cli.pace.onPause(pause -> only().is(State.ERROR, "the disk is full: /data", 300));
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, "--to", folder.toString(), "--json"));
        assertEquals("freshet: sample: the disk is full: /data", cli.err().strip());
        assertTrue(cli.lines().getLast().startsWith("{\"event\":\"failed\","), cli.out());
        assertTrue(cli.lines().getLast().endsWith("\"error\":\"the disk is full: /data\"}"), cli.out());
        assertEquals("close", cli.engine.calls.getLast());
    }

    @Test
    void aTorrentThatIsParkedFromTheStartFailsAfterAWhile() throws Exception {
        cli.engine.onAdd = added -> added.is(State.PARKED, "no storage plugin for mem:", 0);
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, "--to", "mem:"));
        assertEquals("freshet: sample: no storage plugin for mem:", cli.err().strip());
        assertTrue(cli.out().contains("parked (no storage plugin for mem:)"), cli.out());
    }

    @Test
    void aTorrentThatIsParkedLaterIsWaitedFor() throws Exception {
        cli.pace.onPause(pause -> {
            if (pause < 200) {
                only().is(State.PARKED, "the plugin is gone", 10);
            } else {
                only().complete();
            }
        });
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", "mem:"));
    }

    @Test
    void theOtherTorrentsGoOnWhenOneFails() throws Exception {
        cli.pace.onPause(pause -> {
            cli.engine.torrents.get(0).is(State.ERROR, "no luck", 0);
            if (pause == 5) {
                cli.engine.torrents.get(1).complete();
            }
        });
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, MAGNET, "--to", "mem:"));
        assertTrue(cli.out().contains("film: complete"), cli.out());
        assertEquals("freshet: sample: no luck", cli.err().strip());
    }

    @Test
    void theSameTorrentNamedTwiceIsOne() throws Exception {
        cli.engine.onAdd = FakeTorrent::complete;
        assertEquals(ExitCode.OK, cli.run("download", torrent, torrent, "--to", "mem:"));
        assertEquals(1, cli.lines().stream().filter(line -> line.contains("complete")).count(), cli.out());
    }

    @Test
    void aGlobThatMatchesNothingIsRefusedAndNothingIsRemembered() throws Exception {
        cli.engine.onAdd = added -> {
            added.files(List.of(new FileStatus(List.of("a"), 5, 0, FilePriority.SKIP), new FileStatus(List.of("b"), 5, 0,
                    FilePriority.SKIP)));
            added.complete();
        };
        assertEquals(ExitCode.USAGE, cli.run("download", torrent, "--to", "mem:", "--files", "*.mkv"));
        assertEquals("freshet: sample: --files '*.mkv' matches none of its 2 files", cli.err().strip());
        assertEquals(List.of("open", "remove", "close"), cli.engine.calls);
    }

    @Test
    void aProfileInUseIsSaidInOneLine() throws Exception {
        cli.engine.openFault = new Fault(Fault.Kind.IN_USE, "profile /p is in use by another process (pid 7)");
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, "--to", "mem:"));
        assertEquals("freshet: profile /p is in use by another process (pid 7)", cli.err().strip());
    }

    @Test
    void aFaultWhileAddingEndsTheCommandAndClosesTheSession() throws Exception {
        cli.engine.addFault = new Fault(Fault.Kind.IO, "the profile cannot be written");
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, "--to", "mem:", "--json"));
        assertEquals("freshet: the profile cannot be written", cli.err().strip());
        assertTrue(cli.lines().getLast().startsWith("{\"event\":\"failed\",\"error\":\"the profile cannot be written\""),
                cli.out());
        assertEquals("close", cli.engine.calls.getLast());
    }

    @Test
    void aRequestThatMakesNoSenseForItsTorrentIsBadUsage() throws Exception {
        cli.engine.addFault = new Fault(Fault.Kind.MISSING, "no file of \"sample\" matches \"*.mkv\"");
        assertEquals(ExitCode.USAGE, cli.run("download", torrent, "--to", "mem:", "--files", "*.mkv"));
        assertEquals("freshet: no file of \"sample\" matches \"*.mkv\"", cli.err().strip());
    }

    @Test
    void theFolderForTheDataIsTheSameForTheEngineWhetherItIsNewOrNot() throws Exception {
        cli.engine.onAdd = FakeTorrent::complete;
        cli.run("download", torrent, "--to", folder.resolve("a/b").toString());
        cli.run("download", torrent, "--to", folder.resolve("a/b/").toString());
        assertEquals(cli.engine.torrents.get(0).request().root(), cli.engine.torrents.get(1).request().root());
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws Exception {
        Files.createFile(folder.resolve("file"));
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, "--to", folder.resolve("file/below").toString()));
        assertTrue(cli.err().startsWith("freshet: cannot make the folder " + folder.resolve("file/below") + ": "), cli.err());
        assertFalse(cli.engineAsked);
    }

    @Test
    void aBadTorrentIsRefusedBeforeTheEngineIsTouched() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("download", "nothing.torrent", "--to", "mem:"));
        assertEquals(ExitCode.USAGE, cli.run("download", "magnet:?dn=x", "--to", "mem:"));
        assertEquals(ExitCode.USAGE, cli.run("download", torrent, "--to", torrent));
        assertEquals(ExitCode.USAGE, cli.run("download", torrent, "--to", "mem:", "--limit-up", "much"));
        assertFalse(cli.engineAsked);
    }

    @Test
    void ctrlCClosesTheSessionAndSaysHowToGoOn() throws Exception {
        cli.pace.onPause(pause -> {
            if (pause == 3) {
                cli.stop.raise();
            }
        });
        assertEquals(ExitCode.INTERRUPTED, cli.run("download", torrent, "--to", "mem:"));
        assertEquals(List.of("open", "close"), cli.engine.calls);
        assertEquals("freshet: stopped; the same command goes on where this one stopped", cli.err().strip());
    }

    @Test
    void ctrlCIsHeardEvenWhileASessionDoesNotAnswer() throws Exception {
        cli.engine.onAdd = added -> cli.stop.raise();
        cli.engine.closing = new CompletableFuture<>();
        assertEquals(ExitCode.INTERRUPTED, cli.run("download", torrent, "--to", "mem:"));
        assertTrue(cli.err().contains("the session did not close within 4 seconds"), cli.err());
    }

    @Test
    void seedGoesOnAfterTheEndUntilCtrlC() throws Exception {
        cli.pace.onPause(pause -> {
            if (pause == 2) {
                only().complete();
            } else if (pause == 50) {
                cli.stop.raise();
            }
        });
        assertEquals(ExitCode.INTERRUPTED, cli.run("download", torrent, "--to", "mem:", "--seed", "--json"));
        assertEquals(1, cli.lines().stream().filter(line -> line.contains("\"event\":\"finished\"")).count());
        assertTrue(cli.lines().getLast().contains("\"state\":\"seeding\""), cli.lines().getLast());
    }

    @Test
    void aListenAddressThatWasAskedForMustWork() throws Exception {
        cli.engine.listening = List.of();
        cli.engine.problems = List.of("cannot listen on 127.0.0.1:80: permission denied");
        assertEquals(ExitCode.FAILED, cli.run("download", torrent, "--to", "mem:", "--listen", "127.0.0.1:80"));
        assertEquals("freshet: cannot listen on 127.0.0.1:80: permission denied", cli.err().strip());
        assertEquals(List.of("open", "close"), cli.engine.calls);
    }

    @Test
    void theUsualPortIsGivenUpForAnyOther() throws Exception {
        cli.engine.listening = List.of();
        cli.engine.onAdd = FakeTorrent::complete;
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", "mem:"));
        assertEquals(List.of("open", "apply", "close"), cli.engine.calls);
        assertEquals(List.of(URI.create("tcp://0.0.0.0:0")), cli.engine.settings.listen());
    }

    @Test
    void problemsOfTheSessionAreSaidOnce() throws Exception {
        cli.engine.problems = List.of("no UDP port");
        cli.pace.onPause(pause -> {
            if (pause == 20) {
                only().complete();
            }
        });
        assertEquals(ExitCode.OK, cli.run("download", torrent, "--to", "mem:"));
        assertEquals("freshet: no UDP port", cli.err().strip());
    }
}
