package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetainfoReaderTest {
    @Test
    void aSingleFileTorrentIsRead() throws Exception {
        Map<String, Object> info = TestTorrents.single(40_000);
        Metainfo torrent = TestTorrents.read(info);
        byte[] infoBytes = TestTorrents.encodedInfo(info);
        assertEquals(Metainfo.Version.V1, torrent.version());
        assertArrayEquals(infoBytes, torrent.infoBytes());
        assertEquals(InfoHash.v1Of(infoBytes), torrent.infoHashes().primary());
        assertNull(torrent.infoHashes().v2());
        assertTrue(torrent.layout().singleFile());
        assertEquals(List.of("file.bin"), torrent.layout().relativePath(0));
        assertEquals(3, torrent.layout().pieceCount());
        assertEquals(40_000 - 2 * 16384, torrent.layout().pieceLength(2));
        assertFalse(torrent.isPrivate());
        assertEquals(List.of(List.of("http://tracker.example/announce")), torrent.trackerTiers());
    }

    @Test
    void pieceHashesAreThoseOfTheTorrent() throws Exception {
        Metainfo torrent = TestTorrents.read(TestTorrents.single(40_000));
        byte[] pieces = TestTorrents.pieces(40_000);
        byte[] target = new byte[20];
        for (int piece = 0; piece < 3; piece++) {
            byte[] expected = Arrays.copyOfRange(pieces, piece * 20, piece * 20 + 20);
            assertArrayEquals(expected, torrent.pieceHash(piece));
            torrent.pieceHash(piece, target);
            assertArrayEquals(expected, target);
            assertTrue(torrent.pieceMatches(piece, expected));
            assertFalse(torrent.pieceMatches((piece + 1) % 3, expected));
            expected[19]++;
            assertFalse(torrent.pieceMatches(piece, expected));
        }
        assertTrue(torrent.hasPieceHashes());
        assertThrows(IndexOutOfBoundsException.class, () -> torrent.pieceHash(3));
        assertThrows(IndexOutOfBoundsException.class, () -> torrent.pieceMatches(-1, target));
        assertThrows(IllegalArgumentException.class, () -> torrent.pieceMatches(0, new byte[19]));
        assertThrows(IllegalStateException.class, () -> torrent.pieceMatches(0, new byte[32]));
    }

    @Test
    void severalFilesAreRead() throws Exception {
        Metainfo torrent = TestTorrents.read(TestTorrents.multi(List.of(TestTorrents.file(5, "a"),
                TestTorrents.file(0, "sub", "empty"), TestTorrents.file(20_000, "sub", "b.txt"))));
        Layout layout = torrent.layout();
        assertFalse(layout.singleFile());
        assertEquals(3, layout.files().size());
        assertEquals(List.of("folder", "sub", "b.txt"), layout.relativePath(2));
        assertEquals(5, layout.files().get(2).offset());
        assertEquals(20_005, layout.totalLength());
    }

    @Test
    void attributesAndSymlinksAreRead() throws Exception {
        Map<String, Object> exe = TestTorrents.file(5, "run");
        exe.put("attr", "xhz");
        Map<String, Object> link = TestTorrents.file(0, "link");
        link.put("attr", "l");
        link.put("symlink path", List.of("dir", "target"));
        Map<String, Object> pad = TestTorrents.file(100, ".pad", "100");
        pad.put("attr", "p");
        List<TorrentFile> files = TestTorrents.read(TestTorrents.multi(List.of(exe, link, pad, pad))).layout().files();
        assertEquals(Set.of(TorrentFile.Attribute.EXECUTABLE, TorrentFile.Attribute.HIDDEN), files.get(0).attributes());
        assertTrue(files.get(1).isSymlink());
        assertEquals(List.of("dir", "target"), files.get(1).symlinkTarget());
        assertTrue(files.get(2).isPadding());
        assertEquals(List.of(".pad", "100"), files.get(3).path(), "padding needs no name of its own");
    }

    @Test
    void namesAreMadeSafeAndKeptApart() throws Exception {
        Map<String, Object> info = TestTorrents.multi(List.of(TestTorrents.file(1, "..", "..", "etc", "passwd"),
                TestTorrents.file(1, "/etc/shadow"), TestTorrents.file(1, "a"), TestTorrents.file(1, "A"),
                TestTorrents.file(1, "a", "b"), TestTorrents.file(1, "con"), TestTorrents.file(1, new byte[] {'x', -1, 'y'})));
        info.put("name", "../..");
        Layout layout = TestTorrents.read(info).layout();
        assertEquals(List.of("_/_/etc/passwd", "_etc_shadow", "a", "A (2)", "a (3)/b", "_con", "x\ufffdy"),
                layout.files().stream().map(file -> String.join("/", file.path())).toList());
        assertEquals(".._", layout.name());
    }

    @Test
    void namesInUtf8GoBeforeThoseInOtherEncodings() throws Exception {
        Map<String, Object> file = TestTorrents.file(1, new byte[] {-28});
        file.put("path.utf-8", List.of("\u00e4"));
        Map<String, Object> info = TestTorrents.multi(List.of(file));
        info.put("name.utf-8", "\u00f6");
        Layout layout = TestTorrents.read(info).layout();
        assertEquals(List.of("\u00f6", "\u00e4"), layout.relativePath(0));
    }

    @Test
    void theInfoHashIsThatOfTheRawBytesHoweverTheyAreSorted() throws Exception {
        String info = "d6:pieces20:abcdefghijabcdefghij4:name1:x6:lengthi5e12:piece lengthi16384e5:otherd1:bi1e1:ai2eee";
        Metainfo torrent = MetainfoReader.read(("d4:info" + info + "e").getBytes(StandardCharsets.US_ASCII));
        assertEquals(InfoHash.v1Of(info.getBytes(StandardCharsets.US_ASCII)), torrent.infoHashes().v1());
        assertTrue(torrent.pieceMatches(0, "abcdefghijabcdefghij".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void everythingAroundTheInfoDictionaryIsReadAndWrittenBack() throws Exception {
        Map<String, Object> torrent = new TreeMap<>();
        Map<String, Object> info = TestTorrents.single(5);
        info.put("private", 1);
        torrent.put("info", info);
        torrent.put("announce", "http://ignored.example/");
        torrent.put("announce-list", List.of(List.of("http://a/", " http://b/ ", "http://a/"), List.of(),
                List.of("", "udp://c:1")));
        torrent.put("url-list", List.of("http://w/", ""));
        torrent.put("comment", "a comment");
        torrent.put("created by", "Freshet");
        torrent.put("creation date", 1_700_000_000);
        torrent.put("nodes", List.of(List.of("router.example", 6881), List.of("x"), List.of("::1", 1), List.of("h", 70_000)));
        Metainfo read = MetainfoReader.read(BencodeWriter.write(torrent));
        assertEquals(List.of(List.of("http://a/", "http://b/"), List.of("udp://c:1")), read.trackerTiers());
        assertEquals(List.of("http://w/"), read.webSeeds());
        assertEquals("a comment", read.comment());
        assertEquals("Freshet", read.createdBy());
        assertEquals(Instant.ofEpochSecond(1_700_000_000), read.creationDate());
        assertEquals(List.of(new HostPort("router.example", 6881), new HostPort("::1", 1)), read.nodes());
        assertTrue(read.isPrivate());

        Metainfo again = MetainfoReader.read(read.toBencode());
        assertEquals(read.infoHashes(), again.infoHashes());
        assertEquals(read.trackerTiers(), again.trackerTiers());
        assertEquals(read.webSeeds(), again.webSeeds());
        assertEquals(read.comment(), again.comment());
        assertEquals(read.createdBy(), again.createdBy());
        assertEquals(read.creationDate(), again.creationDate());
        assertEquals(read.nodes(), again.nodes());
        assertArrayEquals(read.toBencode(), again.toBencode());
    }

    @Test
    void unusableKeysAroundTheInfoDictionaryAreLeftOut() throws Exception {
        Map<String, Object> torrent = new TreeMap<>();
        torrent.put("info", TestTorrents.single(5));
        torrent.put("announce", 5);
        torrent.put("announce-list", List.of(3, List.of(4, "a\nb")));
        torrent.put("url-list", Map.of());
        torrent.put("comment", List.of());
        torrent.put("creation date", Long.MAX_VALUE);
        torrent.put("nodes", "x");
        Metainfo read = MetainfoReader.read(BencodeWriter.write(torrent));
        assertEquals(List.of(), read.trackerTiers());
        assertEquals(List.of(), read.webSeeds());
        assertNull(read.comment());
        assertNull(read.createdBy());
        assertNull(read.creationDate());
        assertEquals(List.of(), read.nodes());
        torrent.put("url-list", "http://one/");
        torrent.put("announce", "http://t/");
        Metainfo other = MetainfoReader.read(BencodeWriter.write(torrent));
        assertEquals(List.of("http://one/"), other.webSeeds());
        assertEquals(List.of(List.of("http://t/")), other.trackerTiers());
    }

    @Test
    void anInfoDictionaryAloneMakesATorrent() throws Exception {
        byte[] infoBytes = TestTorrents.encodedInfo(TestTorrents.single(40_000));
        Metainfo torrent = MetainfoReader.fromInfo(infoBytes, List.of(List.of("http://a/"), List.of("bad url")),
                List.of("http://w/"));
        assertSame(infoBytes, torrent.infoBytes());
        assertEquals(List.of(List.of("http://a/")), torrent.trackerTiers());
        assertArrayEquals(TestTorrents.read(TestTorrents.single(40_000)).pieceHash(2), torrent.pieceHash(2));
        assertEquals(torrent.infoHashes(), MetainfoReader.read(torrent.toBencode()).infoHashes());
    }

    @Test
    void aTorrentIsReadFromTheDisk(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.torrent");
        Files.write(file, TestTorrents.torrent(TestTorrents.single(5)));
        assertEquals("file.bin", MetainfoReader.read(file).name());
    }

    @Test
    void manyPiecesAreReadAtOnce() throws Exception {
        long length = 100_000L * TestTorrents.PIECE_LENGTH - 1;
        Metainfo torrent = TestTorrents.read(TestTorrents.single(length));
        assertEquals(100_000, torrent.layout().pieceCount());
        assertEquals(TestTorrents.PIECE_LENGTH - 1, torrent.layout().pieceLength(99_999));
    }
}
