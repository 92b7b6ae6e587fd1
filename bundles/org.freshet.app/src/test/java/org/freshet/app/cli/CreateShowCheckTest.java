package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateShowCheckTest {

    @TempDir
    Path folder;
    private Cli cli;
    private Path data;
    private Path torrent;

    @BeforeEach
    void makeData() throws Exception {
        cli = new Cli(folder);
        cli.time = Pace.real();
        data = Samples.folder(folder);
        torrent = folder.resolve("out.torrent");
    }

    private void create(String... more) throws Exception {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"create", data.toString(), "-o", torrent.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        assertEquals(ExitCode.OK, new Cli(folder).run(arguments));
    }

    @Test
    void createWritesWhatItsOptionsSay() throws Exception {
        create("--tracker", "http://a/announce", "--tracker", "udp://b:80", "--piece-size", "32k", "--private", "--comment",
                "hello",
                "--web-seed", "http://w/");
        Metainfo made = MetainfoReader.read(torrent);
        assertEquals("sample", made.name());
        assertEquals(List.of(List.of("http://a/announce"), List.of("udp://b:80")), made.trackerTiers());
        assertEquals(32 << 10, made.layout().pieceLength());
        assertTrue(made.isPrivate());
        assertEquals("hello", made.comment());
        assertEquals(List.of("http://w/"), made.webSeeds());
        assertEquals(116_388, made.layout().contentLength());
        try (var files = Files.list(folder)) {
            assertEquals(List.of("out.torrent", "sample"), files.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void createSaysTheInfoHashAndTheMagnetLink() throws Exception {
        cli.run("create", data.toString(), "-o", torrent.toString());
        String hash = MetainfoReader.read(torrent).infoHashes().primary().hex();
        assertTrue(cli.lines().get(1).startsWith(hash), cli.out());
        assertTrue(cli.lines().get(2).startsWith("magnet:?xt=urn:btih:" + hash), cli.out());
    }

    @Test
    void createMakesTheVersionThatIsAskedFor() throws Exception {
        create();
        assertEquals(Metainfo.Version.V1, MetainfoReader.read(torrent).version());
        create("--version", "v1");
        assertEquals(Metainfo.Version.V1, MetainfoReader.read(torrent).version());
        create("--version", "v2");
        assertEquals(Metainfo.Version.V2, MetainfoReader.read(torrent).version());
        create("--version", "hybrid");
        assertEquals(Metainfo.Version.HYBRID, MetainfoReader.read(torrent).version());
        assertEquals(ExitCode.USAGE, cli.run("create", data.toString(), "-o", torrent.toString(), "--version", "v3"));
        assertEquals("freshet: --version takes v1, v2 or hybrid, not \"v3\"", cli.err().strip());
    }

    @Test
    void createOfAHybridSaysBothHashesAndCountsNoPaddingFiles() throws Exception {
        cli.run("create", data.toString(), "-o", torrent.toString(), "--version", "hybrid");
        InfoHashes hashes = MetainfoReader.read(torrent).infoHashes();
        assertTrue(cli.lines().get(1).startsWith(hashes.optionalV1().get().hex() + "  4 files, "), cli.out());
        assertTrue(cli.lines().get(2).startsWith(hashes.optionalV2().get().hex()), cli.out());
        assertTrue(cli.lines().get(3).contains("xt=urn:btih:" + hashes.optionalV1().get().hex()), cli.out());
        assertTrue(cli.lines().get(3).contains("xt=urn:btmh:1220" + hashes.optionalV2().get().hex()), cli.out());
        assertEquals("", cli.err());
    }

    @Test
    void createOfVersion2AloneSaysThatItCannotBeSeededYet() throws Exception {
        assertEquals(ExitCode.OK, cli.run("create", data.toString(), "-o", torrent.toString(), "--version", "v2"));
        assertTrue(cli.err().contains("not download or seed it yet"), cli.err());
        assertEquals(ExitCode.OK, cli.run("check", torrent.toString(), "--from", folder.toString()));
    }

    @Test
    void createRefusesWhatItCannotDoBeforeItReadsAnything() throws Exception {
        assertEquals(ExitCode.USAGE, cli.run("create", folder.resolve("none").toString(), "-o", torrent.toString()));
        assertEquals(ExitCode.USAGE, cli.run("create", data.toString(), "-o", folder.toString()));
        assertEquals(ExitCode.USAGE, cli.run("create", data.toString(), "-o", folder.resolve("no/x.torrent").toString()));
        assertEquals(ExitCode.USAGE, cli.run("create", data.toString(), "-o", torrent.toString(), "--piece-size", "100k"));
        assertEquals(ExitCode.USAGE, cli.run("create", data.toString(), "-o", torrent.toString(), "--web-seed", "no url"));
        assertEquals(ExitCode.USAGE, cli.run("create", data.toString()));
        assertEquals(6, cli.err().lines().filter(line -> line.startsWith("freshet: ")).count(), cli.err());
        assertFalse(Files.exists(torrent));
    }

    @Test
    void createOfNothingButEmptyFilesFails() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.createFile(empty.resolve("x"));
        assertEquals(ExitCode.FAILED, cli.run("create", empty.toString(), "-o", torrent.toString()));
        assertEquals(1, cli.err().lines().count(), cli.err());
    }

    @Test
    void showPrintsFilesAndFigures() throws Exception {
        create("--tracker", "http://a/announce");
        assertEquals(ExitCode.OK, cli.run("show", torrent.toString()));
        assertTrue(cli.out().contains("name         sample"), cli.out());
        assertTrue(cli.out().contains("info-hash    " + MetainfoReader.read(torrent).infoHashes().primary()), cli.out());
        assertTrue(cli.out().contains("(116388 bytes)"), cli.out());
        assertTrue(cli.out().contains("trackers     http://a/announce"), cli.out());
        assertTrue(cli.out().contains("16.0 KiB  sample/inner/b.bin"), cli.out());
        assertFalse(cli.out().contains("problem"), cli.out());
    }

    @Test
    void showPrintsOneJsonObject() throws Exception {
        create();
        assertEquals(ExitCode.OK, cli.run("show", "--json", torrent.toString()));
        assertEquals(1, cli.lines().size());
        assertTrue(cli.out().contains("\"total\":116388,\"pieceLength\":16384,\"pieces\":8,"), cli.out());
        assertTrue(cli.out().contains("{\"path\":\"sample/inner/empty\",\"length\":0}"), cli.out());
    }

    @Test
    void showReadsMagnetLinks() throws Exception {
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=A%20film&tr=http%3A%2F%2Fa%2Fannounce&x.pe=127.0.0.1:7";
        assertEquals(ExitCode.OK, cli.run("show", link));
        assertTrue(cli.out().contains("name         A film"), cli.out());
        assertTrue(cli.out().contains("tracker      http://a/announce"), cli.out());
        assertTrue(cli.out().contains("peer         127.0.0.1:7"), cli.out());
    }

    @Test
    void showSaysWhatIsWrongInATorrent() throws Exception {
        Files.writeString(torrent, "d4:infod6:lengthi5e4:name1:x12:piece lengthi16384eee");
        assertEquals(ExitCode.USAGE, cli.run("show", torrent.toString()));
        assertTrue(cli.err().contains("pieces"), cli.err());
        assertEquals(1, cli.err().lines().count());
        assertEquals(ExitCode.USAGE, cli.run("show", "magnet:?dn=x"));
        assertEquals(ExitCode.USAGE, cli.run("show", folder.toString()));
        assertEquals(ExitCode.USAGE, cli.run("show", folder.resolve("none").toString()));
    }

    @Test
    void showSaysWhichNamesHadToBeChanged() throws Exception {
        byte[] torrentBytes = ("d4:infod5:filesld6:lengthi5e4:pathl2:..1:xeee4:name5:a/b\u001bc12:piece lengthi20000e"
                + "6:pieces20:xxxxxxxxxxxxxxxxxxxxee").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(torrent, torrentBytes);
        assertEquals(ExitCode.OK, cli.run("show", torrent.toString()));
        assertTrue(cli.out().contains("problem      the name \"a/b?c\" is not safe and becomes \"a_b_c\""), cli.out());
        assertTrue(cli.out().contains("problem      the file name \"../x\" is not safe, or taken, and becomes \"_/x\""),
                cli.out());
        assertTrue(cli.out().contains("problem      the piece length, 20000 bytes, is no power of two"), cli.out());
        assertFalse(cli.out().contains("\u001b"));
    }

    @Test
    void checkFindsWholeDataWhole() throws Exception {
        create("--piece-size", "16k");
        assertEquals(ExitCode.OK, cli.run("check", torrent.toString(), "--from", folder.toString()));
        assertEquals(4, cli.lines().stream().filter(line -> line.startsWith("ok ")).count(), cli.out());
        assertEquals("", cli.err());
    }

    @Test
    void checkNamesTheFilesThatAreNotWhole() throws Exception {
        create("--piece-size", "16k");
        byte[] bytes = Files.readAllBytes(data.resolve("a.bin"));
        bytes[20_000]++;
        Files.write(data.resolve("a.bin"), bytes);
        Files.delete(data.resolve("inner/most/c.bin"));
        assertEquals(ExitCode.FAILED, cli.run("check", torrent.toString(), "--from", folder.toString()));
        assertTrue(cli.out().contains("bad      sample/a.bin (1 of 7 pieces)"), cli.out());
        assertTrue(cli.out().contains("missing  sample/inner/most/c.bin"), cli.out());
        assertEquals("freshet: 2 of 8 pieces are missing or bad, in sample/a.bin, sample/inner/b.bin, sample/inner/most/c.bin",
                cli.err().strip());
    }

    @Test
    void checkSaysThatAFileIsTooShort() throws Exception {
        create("--piece-size", "16k");
        Files.write(data.resolve("a.bin"), new byte[5]);
        assertEquals(ExitCode.FAILED, cli.run("check", torrent.toString(), "--from", folder.toString()));
        assertTrue(cli.out().contains("bad      sample/a.bin (7 of 7 pieces, 5 bytes instead of 100003)"), cli.out());
    }

    @Test
    void checkFindsAnEmptyFileMissing() throws Exception {
        create();
        Files.delete(data.resolve("inner/empty"));
        assertEquals(ExitCode.FAILED, cli.run("check", torrent.toString(), "--from", folder.toString()));
        assertEquals("freshet: empty files are missing: sample/inner/empty", cli.err().strip());
    }

    @Test
    void checkEndsItsJsonWithTheResult() throws Exception {
        create("--piece-size", "16k");
        assertEquals(ExitCode.OK, cli.run("check", torrent.toString(), "--from", folder.toString(), "--json"));
        assertTrue(cli.lines().getLast().startsWith("{\"event\":\"finished\",\"error\":null,"), cli.out());
        assertTrue(cli.lines().getLast().contains("\"pieces\":8,\"good\":8,\"bad\":0,"), cli.out());
        Files.delete(data.resolve("a.bin"));
        assertEquals(ExitCode.FAILED, cli.run("check", torrent.toString(), "--from", folder.toString(), "--json"));
        assertTrue(cli.lines().getLast().startsWith("{\"event\":\"failed\",\"error\":\"7 of 8 pieces"), cli.out());
        assertTrue(cli.lines().getLast()
                .contains("{\"path\":\"sample/a.bin\",\"length\":100003,\"state\":\"missing\",\"pieces\":7,"),
                cli.out());
    }

    @Test
    void noneOfThemTouchesTheEngineOrTheProfile() throws Exception {
        create();
        cli.run("show", torrent.toString());
        cli.run("check", torrent.toString(), "--from", folder.toString());
        cli.run("--version");
        assertFalse(cli.engineAsked);
        assertFalse(cli.sessionExpected);
        assertFalse(Files.exists(cli.profile));
    }
}
