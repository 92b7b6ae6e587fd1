package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spoilt torrents either are refused by a {@link MetainfoException} or make a torrent that is whole and safe. */
class MetainfoFuzzTest {
    private static final String[] TOKENS = {"i-1e", "i0e", "i9223372036854775807e", "i9223372036854775808e", "i-0e", "le", "de",
        "0:", "2:..", "1:/", "4:attr1:p", "4:attr1:l", "12:symlink pathl2:..e", "999999999:", "2147483647:", "-1:", "e", "d", "l",
        "3:con", "6:lengthi0e", "6:lengthi-5e", "4:pathl2:..2:..e", "12:meta versioni2e", "12:piece lengthi1e", "5:filesle",
        "i1e", ":", "\0"};

    private static List<byte[]> seeds() {
        Map<String, Object> exe = TestTorrents.file(20_000, "dir", "run.sh");
        exe.put("attr", "x");
        Map<String, Object> link = TestTorrents.file(0, "link");
        link.put("attr", "l");
        link.put("symlink path", List.of("dir", "run.sh"));
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(TestTorrents.torrent(TestTorrents.single(40_000)));
        seeds.add(TestTorrents.torrent(TestTorrents.multi(
                List.of(TestTorrents.file(5, "a"), exe, link, TestTorrents.file(9, "A")))));
        seeds.add(BencodeWriter.write(Map.of("info", TestTorrents.single(5),
                "announce-list", List.of(List.of("http://a/"), List.of()), "url-list", "http://w/",
                "nodes", List.of(List.of("h", 5)), "creation date", 5, "comment", "c")));
        for (LibtorrentTorrents torrent : LibtorrentTorrents.values()) {
            seeds.add(torrent.torrentFile());
        }
        return seeds;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aSpoiltTorrentIsRefusedOrWhole(long seed) {
        Random random = new Random(seed);
        List<byte[]> seeds = seeds();
        int accepted = 0;
        for (int i = 0; i < 15_000; i++) {
            byte[] spoilt = seeds.get(random.nextInt(seeds.size()));
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                spoilt = spoiltOnce(random, spoilt, seeds);
            }
            try {
                checkWhole(MetainfoReader.read(spoilt));
                accepted++;
            } catch (MetainfoException e) {
                assertTrue(e.getMessage().length() > 5);
            }
        }
        assertTrue(accepted > 500, "the mutations leave too little alive to mean something: " + accepted);
    }

    /** Names are what gets through, so they are drawn from what is dangerous instead of from chance. */
    @Test
    void dangerousNamesNeverLeadOutsideOrMeet() throws Exception {
        String[] names = {"..", ".", "", "/", "\\", "a", "A", "a.", "a ", "con", "NUL.x", "C:", "\u202e", "../..", "a/b", "\0",
            "x".repeat(300), "X".repeat(300), "a (2)", "\u00e4", "a\u0308", "_", ".pad"};
        Random random = new Random(9);
        for (int round = 0; round < 2000; round++) {
            List<Map<String, Object>> files = new ArrayList<>();
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                Object[] path = new Object[1 + random.nextInt(4)];
                Arrays.setAll(path, n -> names[random.nextInt(names.length)]);
                files.add(TestTorrents.file(1 + random.nextInt(100), path));
            }
            Map<String, Object> info = TestTorrents.multi(files);
            info.put("name", names[random.nextInt(names.length)]);
            checkWhole(TestTorrents.read(info));
        }
    }

    private static byte[] spoiltOnce(Random random, byte[] source, List<byte[]> seeds) {
        int at = random.nextInt(source.length + 1);
        int end = Math.min(source.length, at + random.nextInt(random.nextInt(10) == 0 ? 200 : 8));
        byte[] middle = switch (random.nextInt(7)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.ISO_8859_1);
            case 3 -> {
                end = at;
                yield TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.ISO_8859_1);
            }
            case 4 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length);
                yield Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(60)));
            }
            case 5 -> {
                end = Math.min(source.length, at + 1);
                yield new byte[] {(byte) ('0' + random.nextInt(10))};
            }
            default -> {
                byte[] changed = Arrays.copyOfRange(source, at, end);
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield changed;
            }
        };
        byte[] spoilt = new byte[at + middle.length + source.length - end];
        System.arraycopy(source, 0, spoilt, 0, at);
        System.arraycopy(middle, 0, spoilt, at, middle.length);
        System.arraycopy(source, end, spoilt, at + middle.length, source.length - end);
        return spoilt;
    }

    private static void checkWhole(Metainfo torrent) throws MetainfoException {
        Layout layout = torrent.layout();
        Path downloads = Path.of("/downloads");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < layout.files().size(); i++) {
            TorrentFile file = layout.files().get(i);
            List<String> path = layout.relativePath(i);
            // In a POSIX locale Java has no paths beyond ASCII; for what is checked here one letter is like another.
            Path resolved = downloads.resolve(String.join("/", path).replaceAll("[^\\x00-\\x7f]", "x"));
            assertEquals(resolved, resolved.normalize());
            assertTrue(resolved.startsWith(downloads));
            assertEquals(1 + path.size(), resolved.getNameCount());
            if (!file.isPadding()) {
                assertTrue(seen.add(String.join("/", path).toLowerCase(Locale.ROOT)), () -> path + " is there twice");
            }
            assertTrue(file.symlinkTarget().stream().noneMatch(c -> c.equals("..") || c.contains("/") || c.isEmpty()));
        }
        long total = 0;
        for (int piece = 0; piece < Math.min(50, layout.pieceCount()); piece++) {
            int length = layout.pieceLength(piece);
            assertTrue(length > 0 && length <= layout.pieceLength());
            total = layout.segments(piece, 0, length).stream().mapToLong(Layout.Segment::length).sum();
            assertEquals(length, total);
            if (torrent.hasPieceHashes()) {
                assertTrue(torrent.pieceMatches(piece, torrent.pieceHash(piece)));
            }
        }
        Metainfo again = MetainfoReader.read(torrent.toBencode());
        assertEquals(torrent.infoHashes(), again.infoHashes());
        assertEquals(layout.files(), again.layout().files());
        assertEquals(torrent.trackerTiers(), again.trackerTiers());
    }

    @Test
    void aSpoiltMagnetLinkIsRefusedOrStaysTheSameWhenWrittenAndRead() {
        String link = "magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a&dn=a%20b&tr=http%3A%2F%2Fa%2F&ws=http://w/"
                + "&x.pe=[::1]:5&so=0,2-4&xt=urn:btmh:1220" + "ab".repeat(32);
        Random random = new Random(5);
        String alphabet = "%&=:+?.,-0aZ\u00e4\0[]/ ";
        int accepted = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder spoilt = new StringBuilder(link);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(spoilt.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> spoilt.setCharAt(at, c);
                    case 1 -> spoilt.insert(at, c);
                    default -> spoilt.delete(at, Math.min(spoilt.length(), at + 1 + random.nextInt(5)));
                }
            }
            try {
                Magnet magnet = Magnet.parse(spoilt.toString());
                assertEquals(magnet, Magnet.parse(magnet.toString()), spoilt.toString());
                accepted++;
            } catch (MetainfoException e) {
                assertTrue(e.getMessage().toLowerCase(Locale.ROOT).contains("magnet"), e.getMessage());
            }
        }
        assertTrue(accepted > 1000, "accepted " + accepted);
    }
}
