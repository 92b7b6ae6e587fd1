package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.MetainfoReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SeedCommandTest {

    @TempDir
    Path folder;
    private Cli cli;

    @BeforeEach
    void stopAfterAWhile() {
        cli = new Cli(folder);
        cli.engine.onAdd = added -> added.is(State.SEEDING, "", 1000);
        cli.pace.onPause(pause -> {
            if (pause == 5) {
                cli.stop.raise();
            }
        });
    }

    private AddTorrent request() {
        assertEquals(1, cli.engine.torrents.size());
        return cli.engine.torrents.getFirst().request();
    }

    @Test
    void ofAFolderATorrentIsMadeWithoutAFileBesideIt() throws Exception {
        Path data = Samples.folder(folder);
        assertEquals(ExitCode.INTERRUPTED, cli.run("seed", data.toString(), "--tracker", "http://t/a?key=1", "--listen",
                "127.0.0.1:7001"));
        assertEquals(ExistingData.COMPLETE, request().data());
        assertEquals(folder.toUri(), request().root());
        Magnet magnet = Magnet.parse(cli.lines().getFirst());
        assertEquals(request().source().metainfo().orElseThrow().infoHashes(), magnet.infoHashes());
        assertEquals(List.of("http://t/a?key=1"), magnet.trackers());
        assertEquals("127.0.0.1:7001", magnet.peers().getFirst().toString());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(data), files.toList());
        }
        assertEquals(List.of("open", "close"), cli.engine.calls);
    }

    @Test
    void theDataOfATorrentIsBesideItUnlessSaidOtherwise() throws Exception {
        Path torrent = Samples.torrent(folder);
        assertEquals(ExitCode.INTERRUPTED, cli.run("seed", torrent.toString()));
        assertEquals(folder.toUri(), request().root());
        assertEquals(ExistingData.MUST_BE_COMPLETE, request().data(), "nothing of bad data is fetched or written");
        assertEquals(MetainfoReader.read(torrent).infoHashes(), request().source().metainfo().orElseThrow().infoHashes());
    }

    @Test
    void jsonSaysTheMagnetLinkAndTheListenPorts() throws Exception {
        Path torrent = Samples.torrent(folder);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path moved = Files.move(torrent, elsewhere.resolve("x.torrent"));
        assertEquals(ExitCode.INTERRUPTED, cli.run("seed", moved.toString(), "--from", folder.toString(), "--json", "--listen",
                "0.0.0.0:7002"));
        assertTrue(cli.lines().getFirst().startsWith("{\"event\":\"offered\","), cli.out());
        assertTrue(cli.lines().getFirst().contains("\"listenPorts\":[7002],\"magnet\":\"magnet:?xt="), cli.out());
        assertTrue(cli.lines().get(1).contains("\"state\":\"seeding\""), cli.out());
        assertTrue(cli.lines().stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")), cli.out());
    }

    @Test
    void missingDataIsSaidBeforeTheEngineIsTouched() throws Exception {
        Path torrent = Samples.torrent(folder);
        Files.delete(folder.resolve("sample/inner/b.bin"));
        assertEquals(ExitCode.FAILED, cli.run("seed", torrent.toString()));
        assertTrue(cli.err().contains("b.bin does not exist; say with --from where it is"), cli.err());
        assertFalse(cli.engineAsked);
    }

    @Test
    void aFileOfAnotherSizeIsSaidToo() throws Exception {
        Path torrent = Samples.torrent(folder);
        Files.write(folder.resolve("sample/inner/b.bin"), new byte[3]);
        assertEquals(ExitCode.FAILED, cli.run("seed", torrent.toString()));
        assertTrue(cli.err().contains("b.bin has 3 bytes instead of 16384"), cli.err());
    }

    @Test
    void dataThatTheCheckFindsDifferentIsNotSeeded() throws Exception {
        Path torrent = Samples.torrent(folder);
        cli.engine.onAdd = added -> added.is(State.CHECKING, "", 0);
        cli.pace.onPause(pause -> cli.engine.torrents.getFirst().is(State.PAUSED, "", 900));
        assertEquals(ExitCode.FAILED, cli.run("seed", torrent.toString()));
        assertTrue(cli.err().startsWith("freshet: sample: 100 B of its data differ from the torrent"), cli.err());
        assertEquals(List.of("start"), cli.engine.torrents.getFirst().calls());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws Exception {
        Path data = Samples.folder(folder);
        assertEquals(ExitCode.USAGE, cli.run("seed", data.toString(), "--from", folder.toString()));
        assertEquals(ExitCode.USAGE, cli.run("seed", folder.resolve("none").toString()));
        assertEquals(ExitCode.USAGE, cli.run("seed"));
        assertFalse(cli.engineAsked);
    }
}
