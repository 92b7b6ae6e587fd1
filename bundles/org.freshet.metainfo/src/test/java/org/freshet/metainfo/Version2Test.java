package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BEP 52: version 2 and hybrid torrents. */
class Version2Test {
    private static final int PIECE = 32768;

    @ParameterizedTest
    @EnumSource
    void whatLibtorrentMadeIsReadAndItsContentVerified(LibtorrentTorrents given) throws Exception {
        Metainfo torrent = MetainfoReader.read(given.torrentFile());
        assertEquals(Metainfo.Version.valueOf(given.name()), torrent.version());
        assertEquals(given.infoHashV1, torrent.infoHashes().optionalV1().map(InfoHash::hex).orElse(null));
        assertEquals(given.infoHashV2, torrent.infoHashes().optionalV2().map(InfoHash::hex).orElse(null));
        assertArrayEquals(given.torrentFile(), torrent.toBencode());
        assertTrue(torrent.hasPieceHashes());
        Layout layout = torrent.layout();
        assertEquals(40_005, layout.contentLength());
        List<String> paths = new ArrayList<>();
        for (TorrentFile file : layout.files()) {
            if (!file.isPadding()) {
                paths.add(String.join("/", file.path()));
            }
        }
        assertEquals(List.of("a", "empty", "sub/b"), paths.stream().sorted().toList());
        assertEquals(given == LibtorrentTorrents.V1 ? 3 : 4, layout.pieceCount());
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            byte[] data = pieceOf(layout, piece);
            if (given != LibtorrentTorrents.V2) {
                assertTrue(torrent.pieceMatches(piece, MessageDigest.getInstance("SHA-1").digest(data)), "v1 of " + piece);
            }
            if (given != LibtorrentTorrents.V1) {
                TorrentFile file = layout.files().get(layout.fileAt(layout.startOf(piece)));
                int inFile = (int) Math.min(data.length, file.end() - layout.startOf(piece));
                byte[] root = naiveRoot(Arrays.copyOf(data, inFile), torrent.pieceLeaves(piece));
                assertTrue(torrent.pieceMatches(piece, root), "v2 of " + piece);
                assertArrayEquals(root, torrent.pieceHashV2(piece));
                root[0]++;
                assertFalse(torrent.pieceMatches(piece, root));
            }
        }
    }

    private static byte[] pieceOf(Layout layout, int piece) {
        byte[] data = new byte[layout.pieceLength(piece)];
        int at = 0;
        for (Layout.Segment segment : layout.segments(piece, 0, data.length)) {
            TorrentFile file = layout.files().get(segment.file());
            if (!file.isPadding()) {
                byte[] content = LibtorrentTorrents.content(String.join("/", file.path()));
                System.arraycopy(content, (int) segment.fileOffset(), data, at, segment.length());
            }
            at += segment.length();
        }
        return data;
    }

    /** The root over data, computed as the BEP words it. */
    private static byte[] naiveRoot(byte[] data, int leaves) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        List<byte[]> level = new ArrayList<>();
        for (int at = 0; at < data.length; at += 16384) {
            level.add(sha256.digest(Arrays.copyOfRange(data, at, Math.min(data.length, at + 16384))));
        }
        while (level.size() < leaves) {
            level.add(new byte[32]);
        }
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                sha256.update(level.get(i));
                above.add(sha256.digest(level.get(i + 1)));
            }
            level = above;
        }
        return level.getFirst();
    }

    private static int powerOfTwo(int atLeast) {
        int power = 1;
        while (power < atLeast) {
            power *= 2;
        }
        return power;
    }

    /** A version 2 torrent as a map; each length is a file whose content follows from the seed. */
    private static Map<String, Object> torrent(long seed, int... lengths) throws Exception {
        Map<String, Object> tree = new TreeMap<>();
        Map<Object, Object> layers = new HashMap<>();
        Random random = new Random(seed);
        for (int i = 0; i < lengths.length; i++) {
            Map<String, Object> file = new TreeMap<>();
            file.put("length", lengths[i]);
            if (lengths[i] > 0) {
                byte[] content = new byte[lengths[i]];
                random.nextBytes(content);
                byte[] root = naiveRoot(content, powerOfTwo((lengths[i] + 16383) / 16384));
                file.put("pieces root", root);
                if (lengths[i] > PIECE) {
                    byte[] layer = new byte[(lengths[i] + PIECE - 1) / PIECE * 32];
                    for (int at = 0; at < lengths[i]; at += PIECE) {
                        byte[] piece = Arrays.copyOfRange(content, at, Math.min(lengths[i], at + PIECE));
                        System.arraycopy(naiveRoot(piece, PIECE / 16384), 0, layer, at / PIECE * 32, 32);
                    }
                    layers.put(root, layer);
                }
            }
            tree.put("f" + i, Map.of("", file));
        }
        Map<String, Object> info = new TreeMap<>(
                Map.of("name", "t", "piece length", PIECE, "meta version", 2, "file tree", tree));
        return new TreeMap<>(Map.of("info", info, "piece layers", layers));
    }

    private static Metainfo read(Map<String, Object> torrent) throws MetainfoException {
        return MetainfoReader.read(BencodeWriter.write(torrent));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }

    @Test
    void layersOfAllSizesLeadToTheirRoots() throws Exception {
        int[] lengths = {1, 16384, 16385, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE, 5 * PIECE - 7, 0, 8 * PIECE};
        Metainfo torrent = read(torrent(1, lengths));
        assertEquals(Metainfo.Version.V2, torrent.version());
        assertEquals(1 + 1 + 1 + 1 + 2 + 2 + 3 + 5 + 8, torrent.layout().pieceCount());
        assertThrows(IllegalStateException.class, () -> torrent.pieceMatches(0, new byte[20]));
        assertArrayEquals(torrent.pieceHashV2(3), torrent.pieceHash(3));
        byte[] target = new byte[32];
        torrent.pieceHash(3, target);
        assertArrayEquals(torrent.pieceHash(3), target);
        assertEquals(torrent.infoHashes(), read(torrent(1, lengths)).infoHashes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 95})
    void aLayerWithAWrongByteIsRefused(int position) throws Exception {
        Map<String, Object> torrent = torrent(2, 3 * PIECE);
        @SuppressWarnings("unchecked")
        Map<Object, byte[]> layers = (Map<Object, byte[]>) torrent.get("piece layers");
        layers.values().iterator().next()[position]++;
        assertRefused("piece layers has a layer whose hashes do not lead to the root of f0", torrent);
    }

    @Test
    void layersThatAreMissingOrOfWrongSizeAreRefused() throws Exception {
        Map<String, Object> torrent = torrent(2, 3 * PIECE);
        torrent.put("piece layers", Map.of());
        assertRefused("piece layers has no layer for the file f0", torrent);
        byte[] root = (byte[]) child(child(child(child(torrent, "info"), "file tree"), "f0"), "").get("pieces root");
        torrent.put("piece layers", Collections.singletonMap(root, new byte[64]));
        assertRefused("piece layers has a layer of 64 bytes for the 3 pieces of f0", torrent);
        torrent.put("piece layers", "x");
        assertRefused("piece layers is a string, not a dictionary", torrent);
    }

    @Test
    void withoutLayersTheHashesOfSmallFilesAloneAreKnown() throws Exception {
        Map<String, Object> torrent = torrent(3, 5, 3 * PIECE);
        byte[] infoBytes = BencodeWriter.write(torrent.get("info"));
        Metainfo fromInfo = MetainfoReader.fromInfo(infoBytes, List.of(), List.of());
        assertFalse(fromInfo.hasPieceHashes());
        assertArrayEquals(read(torrent).pieceHash(0), fromInfo.pieceHash(0));
        assertThrows(IllegalStateException.class, () -> fromInfo.pieceHash(1));
        Metainfo again = MetainfoReader.read(fromInfo.toBencode());
        assertEquals(fromInfo.infoHashes(), again.infoHashes());
        assertFalse(again.hasPieceHashes());
        Metainfo small = MetainfoReader.fromInfo(BencodeWriter.write(torrent(4, 5, 6).get("info")), List.of(), List.of());
        assertTrue(small.hasPieceHashes());
    }

    @Test
    void aTreeOfOneFileWithTheTorrentsNameStandsInNoFolder() throws Exception {
        Map<String, Object> torrent = torrent(5, 10);
        assertEquals(List.of("t", "f0"), read(torrent).layout().relativePath(0));
        child(torrent, "info").put("name", "f0");
        assertTrue(read(torrent).layout().singleFile());
        assertEquals(List.of("f0"), read(torrent).layout().relativePath(0));
    }

    @Test
    void wrongFileTreesAreRefused() throws Exception {
        byte[] root = new byte[32];
        assertTree("info.file tree has no files", Map.of());
        assertTree("info.file tree has no files", Map.of("a", Map.of()));
        assertTree("info.file tree.a is an integer, not a dictionary", Map.of("a", 1));
        assertTree("info.file tree.a is a file and a folder at once",
                Map.of("a", Map.of("", Map.of("length", 1, "pieces root", root), "b", Map.of("", Map.of("length", 0)))));
        assertTree("info.file tree is a file and a folder at once", Map.of("", Map.of("length", 1, "pieces root", root)));
        assertTree("info.file tree.a.b.length is missing", Map.of("a", Map.of("b", Map.of("", Map.of("pieces root", root)))));
        assertTree("info.file tree.a.length is negative (-1)",
                Map.of("a", Map.of("", Map.of("length", -1, "pieces root", root))));
        assertTree("info.file tree.a.pieces root is missing", Map.of("a", Map.of("", Map.of("length", 1))));
        assertTree("info.file tree.a.pieces root has 31 bytes, not 32",
                Map.of("a", Map.of("", Map.of("length", 1, "pieces root", new byte[31]))));
        assertTree("info.file tree.a.attr makes a padding file, which a file tree has none of",
                Map.of("a", Map.of("", Map.of("length", 1, "pieces root", root, "attr", "p"))));
        assertTree("info.file tree has nothing but empty files, so there is nothing to transfer",
                Map.of("a", Map.of("", Map.of("length", 0))));
        Map<String, Object> huge = Map.of("", Map.of("length", Long.MAX_VALUE, "pieces root", root));
        assertTree("info.file tree has lengths whose sum does not fit in 63 bits", Map.of("a", huge, "b", huge));
        assertTree("info.piece length is 32768, which makes more than 8388608 pieces of 9223372036854775807 bytes",
                Map.of("a", huge));
    }

    private static void assertTree(String message, Map<String, Object> tree) throws Exception {
        Map<String, Object> torrent = torrent(6, 10);
        child(torrent, "info").put("file tree", tree);
        assertRefused(message, torrent);
    }

    @ParameterizedTest
    @ValueSource(ints = {8192, 16383, 49152})
    void aPieceLengthThatVersion2CannotHaveIsRefused(int pieceLength) throws Exception {
        Map<String, Object> torrent = torrent(6, 10);
        child(torrent, "info").put("piece length", pieceLength);
        assertRefused("info.piece length is " + pieceLength + ", but in version 2 it is a power of two from 16384 on", torrent);
    }

    @Test
    void traversalInAFileTreeIsMadeSafe() throws Exception {
        Map<String, Object> torrent = torrent(6, 10);
        Map<String, Object> file = Map.of("", Map.of("length", 1, "pieces root", new byte[32]));
        child(torrent, "info").put("file tree", Map.of("..", Map.of("..", file, "/x", file), "a", file, "A", file));
        assertEquals(List.of("_/_", "_/_x", "A", "a (2)"),
                read(torrent).layout().files().stream().map(f -> String.join("/", f.path())).toList());
    }

    @Test
    void aHybridWhoseHalvesDisagreeIsRefused() throws Exception {
        Map<String, Object> torrent = torrent(7, 100, PIECE);
        Map<String, Object> info = child(torrent, "info");
        Map<String, Object> pad = TestTorrents.file(PIECE - 100, ".pad", "x");
        pad.put("attr", "p");
        info.put("pieces", new byte[40]);
        info.put("files", List.of(TestTorrents.file(100, "f0"), pad, TestTorrents.file(PIECE, "f1")));
        assertEquals(Metainfo.Version.HYBRID, read(torrent).version());
        info.put("files", List.of(TestTorrents.file(101, "f0"), pad, TestTorrents.file(PIECE, "f1")));
        assertRefused("info.file tree does not hold the same files as files: f0", torrent);
        info.put("files", List.of(TestTorrents.file(100, "f0"), pad, TestTorrents.file(PIECE, "f2")));
        assertRefused("info.file tree does not hold the same files as files: f2", torrent);
        info.put("files", List.of(TestTorrents.file(100, "f0"), pad));
        assertRefused("info.file tree holds a file that files does not: f1", torrent);
        info.put("files", List.of(TestTorrents.file(100, "f0"), pad, TestTorrents.file(PIECE, "f1"), TestTorrents.file(1, "f3")));
        assertRefused("info.file tree does not hold the same files as files: f3", torrent);
        info.put("files", List.of(TestTorrents.file(100, "f0"), TestTorrents.file(PIECE, "f1")));
        assertRefused("info.files is not aligned to pieces, as a hybrid torrent must be: f1", torrent);
    }

    private static void assertRefused(String message, Map<String, Object> torrent) {
        assertEquals(message, assertThrows(MetainfoException.class, () -> read(torrent)).getMessage());
    }
}
