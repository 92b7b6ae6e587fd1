package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorrentCreatorTest {
    private static final int PIECE = 16384;

    @TempDir
    Path temp;

    private Path write(String path, int length) throws IOException {
        byte[] content = new byte[length];
        new Random(path.hashCode()).nextBytes(content);
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** What the info dictionary must be, made in the simplest way: all files in one array. */
    private byte[] naiveInfo(String folder, List<String> sortedPaths, int pieceLength) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Map<String, Object>> files = new ArrayList<>();
        for (String path : sortedPaths) {
            byte[] content = Files.readAllBytes(temp.resolve(folder).resolve(path));
            all.writeBytes(content);
            files.add(TestTorrents.file(content.length, (Object[]) path.split("/")));
        }
        Map<String, Object> info = new TreeMap<>(Map.of("name", folder, "piece length", pieceLength, "files", files));
        info.put("pieces", naivePieces(all.toByteArray(), pieceLength));
        return BencodeWriter.write(info);
    }

    private static byte[] naivePieces(byte[] all, int pieceLength) throws Exception {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        for (int at = 0; at < all.length; at += pieceLength) {
            byte[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + pieceLength));
            pieces.writeBytes(MessageDigest.getInstance("SHA-1").digest(piece));
        }
        return pieces.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFolderGivesTheSameAsANaiveReference(int threads) throws Exception {
        List<String> paths = new ArrayList<>(List.of("B", "a!b", "a/x", "a/y/z", "a0", "e"));
        if ("UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
            // Where Java can name such files: the last two come the other way round by UTF-16.
            paths.addAll(List.of("\u00e4", "\uffee", "\ud83c\udfac"));
        }
        paths.sort((x, y) -> Arrays.compareUnsigned(bytes(x), bytes(y)));
        int[] lengths = {5, PIECE, 0, PIECE + 1, 3 * PIECE - 7, 1, 100_000, 17, 2};
        for (int i = 0; i < paths.size(); i++) {
            write("folder/" + paths.get(i), lengths[i]);
        }
        Metainfo torrent = new TorrentCreator(temp.resolve("folder")).pieceLength(PIECE).threads(threads).create();
        assertEquals(paths, torrent.layout().files().stream().map(file -> String.join("/", file.path())).toList());
        assertArrayEquals(naiveInfo("folder", paths, PIECE), torrent.infoBytes());
    }

    private static byte[] bytes(String path) {
        return path.replace('/', '\0').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PIECE - 1, PIECE, PIECE + 1, 10 * PIECE, 10 * PIECE + 3})
    void aSingleFileGivesTheSameAsANaiveReference(int length) throws Exception {
        Path file = write("one.bin", length);
        Metainfo torrent = new TorrentCreator(file).pieceLength(PIECE).create();
        Map<String, Object> info = new TreeMap<>(Map.of("name", "one.bin", "piece length", PIECE, "length", length));
        info.put("pieces", naivePieces(Files.readAllBytes(file), PIECE));
        assertArrayEquals(BencodeWriter.write(info), torrent.infoBytes());
        assertTrue(torrent.layout().singleFile());
    }

    @Test
    void manyRandomFoldersGiveTheSameAsANaiveReference() throws Exception {
        Random random = new Random(8);
        for (int round = 0; round < 20; round++) {
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < 10 + random.nextInt(10); i++) {
                String path = (random.nextBoolean() ? "sub/" : "") + String.format("f%02d", i);
                write("r" + round + "/" + path, i == 0 ? 10 : random.nextInt(3) == 0 ? 0 : random.nextInt(60_000));
                paths.add(path);
            }
            paths.sort((x, y) -> Arrays.compareUnsigned(bytes(x), bytes(y)));
            Metainfo torrent = new TorrentCreator(temp.resolve("r" + round)).pieceLength(PIECE << random.nextInt(3)).create();
            assertArrayEquals(naiveInfo("r" + round, paths, torrent.layout().pieceLength()), torrent.infoBytes());
        }
    }

    @Test
    void everythingAskedForIsInTheTorrentFile() throws Exception {
        Metainfo created = new TorrentCreator(write("one.bin", 5))
                .trackers(List.of(List.of("http://a/"), List.of("http://b/", "udp://c:1")))
                .webSeeds(List.of("http://w/")).privateTorrent(true).comment("c").createdBy("Freshet")
                .creationDate(Instant.ofEpochSecond(5)).create();
        Metainfo read = MetainfoReader.read(created.toBencode());
        assertEquals(created.infoHashes(), read.infoHashes());
        assertEquals(List.of(List.of("http://a/"), List.of("http://b/", "udp://c:1")), read.trackerTiers());
        assertEquals(List.of("http://w/"), read.webSeeds());
        assertTrue(read.isPrivate());
        assertEquals("c", read.comment());
        assertEquals("Freshet", read.createdBy());
        assertEquals(Instant.ofEpochSecond(5), read.creationDate());
        Metainfo open = new TorrentCreator(temp.resolve("one.bin")).create();
        assertFalse(open.isPrivate());
        assertFalse(open.infoHashes().equals(read.infoHashes()));
    }

    @ParameterizedTest
    @CsvSource({"1,16384", "32768000,16384", "32784384,32768", "1073741824,1048576", "17179869184,16777216",
        "1099511627776,16777216"})
    void theAutomaticPieceLengthAimsAt1000To2000Pieces(long total, int expected) {
        assertEquals(expected, TorrentCreator.automaticPieceLength(total));
    }

    @Test
    void progressBeginsAtNothingEndsAtTheTotalAndNeverFalls() throws Exception {
        List<Long> done = new ArrayList<>();
        Thread caller = Thread.currentThread();
        int length = 50 << 20;
        new TorrentCreator(write("one.bin", length)).pieceLength(PIECE).progress((bytes, total) -> {
            assertEquals(length, total);
            assertEquals(caller, Thread.currentThread());
            done.add(bytes);
        }).create();
        assertEquals(0, done.getFirst());
        assertEquals(length, done.getLast());
        assertEquals(done.stream().sorted().toList(), done);
        assertTrue(done.size() > 10);
    }

    @Test
    void nothingToShareIsAnError() throws Exception {
        Files.createDirectories(temp.resolve("empty/sub"));
        write("zeros/a", 0);
        write("zeros/b", 0);
        assertError("holds no files", temp.resolve("empty"));
        assertError("holds nothing but empty files", temp.resolve("zeros"));
        assertError("is an empty file", temp.resolve("zeros/a"));
        assertError("cannot be opened: it does not exist", temp.resolve("nowhere"));
        assertThrows(IllegalArgumentException.class, () -> new TorrentCreator(temp.getRoot()));
    }

    private static void assertError(String message, Path source) {
        IOException e = assertThrows(IOException.class, () -> new TorrentCreator(source).create());
        assertTrue(e.getMessage().startsWith(source.toString()) && e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void wrongArgumentsAreRefused() {
        TorrentCreator creator = new TorrentCreator(temp.resolve("x"));
        for (int wrong : new int[] {-1, 1, 8192, 16385, 1 << 28}) {
            assertThrows(IllegalArgumentException.class, () -> creator.pieceLength(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> creator.threads(0));
        assertThrows(IllegalArgumentException.class, () -> creator.trackers(List.of(List.of("not a url"))));
        assertThrows(IllegalArgumentException.class, () -> creator.webSeeds(List.of("")));
    }

    private interface Damage {
        void to(Path file) throws IOException;
    }

    /** Does something to a file once it has been found and before it is read. */
    private void assertNoticed(String message, Damage damage) throws Exception {
        write("folder/a", 2 * PIECE);
        Path victim = write("folder/b", 4 * PIECE);
        boolean[] once = {false};
        TorrentCreator creator = new TorrentCreator(temp.resolve("folder")).pieceLength(PIECE).progress((done, total) -> {
            if (!once[0]) {
                once[0] = true;
                try {
                    damage.to(victim);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        IOException e = assertThrows(IOException.class, creator::create);
        assertTrue(e.getMessage().startsWith(victim.toString()) && e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void aFileThatShrinksIsNamed() throws Exception {
        assertNoticed("changed while it was being hashed (it is shorter", file -> Files.write(file, new byte[5]));
    }

    @Test
    void aFileThatGrowsIsNamed() throws Exception {
        assertNoticed("changed while it was being hashed (it had 65536 bytes and now has 65541)",
                file -> Files.write(file, new byte[5], StandardOpenOption.APPEND));
    }

    @Test
    void aFileThatIsRewrittenIsNamed() throws Exception {
        assertNoticed("changed while it was being hashed (it was modified at", file -> {
            Files.write(file, new byte[4 * PIECE]);
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5)));
        });
    }

    @Test
    void aFileThatVanishesIsNamed() throws Exception {
        assertNoticed("cannot be opened: it does not exist", Files::delete);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        assertNoticed("cannot be ", file -> {
            Files.delete(file);
            Files.createDirectory(file);
        });
    }

    @Test
    void aFileThatVanishesWhileItIsReadIsNamed() throws Exception {
        Path file = write("one.bin", 4 * PIECE);
        TorrentCreator creator = new TorrentCreator(file).pieceLength(PIECE).progress((done, total) -> {
            try {
                if (done > 0) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        IOException e = assertThrows(IOException.class, creator::create);
        assertTrue(e.getMessage().startsWith(file + " vanished while it was being hashed"), e.getMessage());
    }

    @Test
    void anInterruptionEndsTheCreation() throws Exception {
        Path file = write("one.bin", 10 * PIECE);
        assertThrows(InterruptedException.class, () -> new TorrentCreator(file).pieceLength(PIECE).progress((done, total) ->
                Thread.currentThread().interrupt()).create());
        assertFalse(Thread.interrupted(), "the exception alone tells of it");
        write("folder/a", 5);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> new TorrentCreator(temp.resolve("folder")).create());
        assertFalse(Thread.interrupted());
    }

    /** Remembers what is told of files. */
    private final class Notices implements TorrentCreator.Progress {
        final List<String> told = new ArrayList<>();

        @Override
        public void hashed(long bytesDone, long bytesTotal) {
        }

        @Override
        public void notice(Path file, String what) {
            told.add(temp.relativize(file) + " " + what);
        }
    }

    @Test
    void symbolicLinksAreLeftOutUnlessAskedFor() throws Exception {
        write("elsewhere/secret", 10);
        write("folder/a", 5);
        Files.createSymbolicLink(temp.resolve("folder/link"), temp.resolve("elsewhere/secret"));
        Files.createSymbolicLink(temp.resolve("folder/dir"), temp.resolve("elsewhere"));
        Notices notices = new Notices();
        TorrentCreator creator = new TorrentCreator(temp.resolve("folder")).progress(notices);
        assertEquals(1, creator.create().layout().files().size());
        assertEquals(List.of("folder/dir is a symbolic link and is left out", "folder/link is a symbolic link and is left out"),
                notices.told.stream().sorted().toList());
        assertEquals(List.of("a", "dir/secret", "link"), creator.followSymlinks(true).create().layout().files().stream()
                .map(file -> String.join("/", file.path())).toList());
        Files.createSymbolicLink(temp.resolve("folder/loop"), temp.resolve("folder"));
        IOException e = assertThrows(IOException.class, creator::create);
        assertTrue(e.getMessage().contains("loop") && e.getMessage().contains("contains itself"), e.getMessage());
        assertError("is a symbolic link", temp.resolve("folder/link"));
    }

    @Test
    void filesThatWillBearAnotherNameAreTold() throws Exception {
        write("folder/R.E.M./con", 5);
        Notices notices = new Notices();
        new TorrentCreator(temp.resolve("folder")).progress(notices).create();
        assertEquals(List.of("folder/R.E.M./con will be called folder/R.E.M/_con when downloaded"), notices.told);
    }
}
