package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.freshet.metainfo.Metainfo.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumedCreationTest {
    private static final int PIECE = 1 << 20;
    private static final int LENGTH = 12 * PIECE + 77;
    private static final int SMALL = 5000;

    @TempDir
    Path temp;
    private Path folder;
    private Path journal;

    /** What a creation tells of its journal. */
    private static class Told implements TorrentCreator.Progress {
        final List<String> notices = new ArrayList<>();
        long resumed;

        @Override
        public void hashed(long done, long total) {
        }

        @Override
        public void resumed(long bytes) {
            resumed = bytes;
        }

        @Override
        public void notice(Path file, String what) {
            notices.add(file.getFileName() + " " + what);
        }
    }

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(temp.resolve("folder"));
        journal = temp.resolve("journal/of/this");
        write("a", SMALL);
        write("b", LENGTH);
        write("c", LENGTH);
    }

    private Path write(String name, int length) throws IOException {
        byte[] content = new byte[length];
        new Random(name.hashCode()).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private TorrentCreator creator(Version version) {
        return new TorrentCreator(folder).pieceLength(PIECE).version(version).journal(journal);
    }

    /** Hashes until some of it is done, and no further. */
    private void stopMidway(Version version) {
        assertThrows(InterruptedException.class, () -> creator(version).threads(1).progress((done, total) -> {
            if (done > total / 3) {
                Thread.currentThread().interrupt();
            }
        }).create());
    }

    private Told assertSameAsAnew(Version version) throws Exception {
        Told told = new Told();
        Metainfo resumed = creator(version).progress(told).create();
        Metainfo anew = creator(version).journal(null).create();
        assertEquals(anew.infoHashes(), resumed.infoHashes());
        assertArrayEquals(anew.toBencode(), resumed.toBencode());
        return told;
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatWasHashedIsNotHashedAnew(Version version) throws Exception {
        stopMidway(version);
        Told told = assertSameAsAnew(version);
        assertTrue(told.resumed > 0, "something was resumed");
        assertEquals(List.of(), told.notices);
        assertEquals(SMALL + 2 * LENGTH, assertSameAsAnew(version).resumed, "the journal stays when all is done");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void hashesComeFromTheJournalIndeed(Version version) throws Exception {
        creator(version).create();
        Path file = folder.resolve("b");
        FileTime time = Files.getLastModifiedTime(file);
        Metainfo before = creator(version).create();
        // Nothing but a look into the file could tell.
        Files.write(file, new byte[LENGTH]);
        Files.setLastModifiedTime(file, time);
        assertEquals(before.infoHashes(), creator(version).create().infoHashes());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aFileOfAnotherTimeIsHashedAnewAndTheOthersAreNot(Version version) throws Exception {
        creator(version).create();
        Path file = folder.resolve("c");
        byte[] content = Files.readAllBytes(file);
        content[5]++;
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5)));
        Told told = assertSameAsAnew(version);
        // In version 1 the first piece of "c" is the last of "b".
        long whole = version == Version.V1 ? (SMALL + LENGTH) / PIECE * PIECE : SMALL + LENGTH;
        assertEquals(whole, told.resumed);
        assertEquals(List.of(), told.notices);
    }

    @ParameterizedTest
    @EnumSource(value = Version.class, names = {"V2", "HYBRID"})
    void filesThatBeginWithAPieceMayMove(Version version) throws Exception {
        creator(version).create();
        write("aa", 3 * PIECE + 5);
        Files.delete(folder.resolve("b"));
        assertEquals(SMALL + LENGTH, assertSameAsAnew(version).resumed);
    }

    @Test
    void inVersion1PiecesMoveOnlyWithTheirBounds() throws Exception {
        Files.write(folder.resolve("a"), new byte[PIECE]);
        creator(Version.V1).create();
        Files.write(folder.resolve("a"), new byte[3 * PIECE]);
        assertEquals(2 * LENGTH, assertSameAsAnew(Version.V1).resumed, "whole pieces further on");
        Files.write(folder.resolve("a"), new byte[3 * PIECE + 1]);
        assertEquals(0, assertSameAsAnew(Version.V1).resumed);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aShortLastPieceIsHashedAnewWhereMoreFollowsItNow(Version version) throws Exception {
        creator(version).create();
        write("d", PIECE);
        // In version 2 and hybrids a piece ends with its file, whatever follows.
        assertEquals(version == Version.V1 ? (SMALL + 2 * LENGTH) / PIECE * PIECE : SMALL + 2 * LENGTH,
                assertSameAsAnew(version).resumed);
    }

    @Test
    void aTornEndIsForgottenAndWhatIsBeforeItIsNot() throws Exception {
        creator(Version.HYBRID).create();
        Path file = journal.resolve(HashJournal.NAME);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        Told told = assertSameAsAnew(Version.HYBRID);
        assertTrue(told.resumed > 0 && told.resumed < SMALL + 2 * LENGTH, told.resumed + " resumed");
        assertEquals(List.of(), told.notices);
    }

    @Test
    void noDamageLeadsToAWrongHash() throws Exception {
        creator(Version.HYBRID).create();
        Path file = journal.resolve(HashJournal.NAME);
        byte[] whole = Files.readAllBytes(file);
        InfoHashes right = creator(Version.HYBRID).journal(null).create().infoHashes();
        for (int at = 0; at < whole.length; at += whole.length / 60) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            assertEquals(right, creator(Version.HYBRID).create().infoHashes(), "byte " + at);
        }
    }

    @Test
    void aDamagedJournalIsIgnoredWithAReason() throws Exception {
        Files.createDirectories(journal);
        Path file = journal.resolve(HashJournal.NAME);
        Files.writeString(file, "anything");
        assertEquals(List.of(HashJournal.NAME + " is ignored, so everything is hashed anew: it is no journal of this version"),
                assertSameAsAnew(Version.V1).notices);
        byte[] whole = Files.readAllBytes(file);
        whole[30]++;
        Files.write(file, whole);
        Told told = assertSameAsAnew(Version.V1);
        assertEquals(0, told.resumed);
        assertEquals(List.of(HashJournal.NAME + " is ignored, so everything is hashed anew: it is damaged"), told.notices);
    }

    @Test
    void aJournalOfOtherOptionsIsIgnoredWithAReason() throws Exception {
        creator(Version.V1).create();
        List<String> foreign = List.of(HashJournal.NAME + " is ignored, so everything is hashed anew: "
                + "it belongs to a creation from"
                + " another place or with other options");
        assertEquals(foreign, assertSameAsAnew(Version.V2).notices);
        Told told = new Told();
        creator(Version.V2).pieceLength(2 * PIECE).progress(told).create();
        assertEquals(foreign, told.notices);
        Told elsewhere = new Told();
        new TorrentCreator(folder.resolve("b")).pieceLength(2 * PIECE).version(Version.V2).journal(journal).progress(elsewhere)
                .create();
        assertEquals(foreign, elsewhere.notices);
    }

    @Test
    void aJournalThatCannotBeKeptStopsNothing() throws Exception {
        journal = Files.write(temp.resolve("file"), new byte[1]);
        Told told = assertSameAsAnew(Version.V1);
        assertEquals(1, told.notices.size());
        assertTrue(told.notices.getFirst().contains("cannot be kept"), told.notices.getFirst());
    }

    @Test
    void someOfAFolderCanBeChosenUnderAnotherName() throws Exception {
        Files.createDirectories(folder.resolve("sub/deep"));
        write("sub/deep/d", 9);
        write("sub/e", 4);
        Metainfo torrent = new TorrentCreator(folder, List.of(folder.resolve("sub"), folder.resolve("sub/deep"),
                folder.resolve("a")))
                .name("Other").create();
        assertEquals(List.of("a", "sub/deep/d", "sub/e"), torrent.layout().files().stream().map(file -> String.join("/",
                file.path()))
                .toList());
        assertEquals("Other", torrent.name());
        assertThrows(IllegalArgumentException.class, () -> new TorrentCreator(folder, List.of(temp)));
        assertThrows(IllegalArgumentException.class, () -> new TorrentCreator(folder).name("a/b"));
        assertThrows(IllegalArgumentException.class, () -> new TorrentCreator(folder).name(" "));
    }

    @Test
    void aSurveySaysHowManyPiecesThereWillBe() throws Exception {
        SourceSurvey survey = new TorrentCreator(folder).survey();
        assertEquals(List.of("a", "b", "c"), survey.files().stream().map(file -> String.join("/", file.path())).toList());
        assertEquals(SMALL + 2 * LENGTH, survey.totalLength());
        for (Version version : Version.values()) {
            Metainfo torrent = creator(version).create();
            int padding = version == Version.HYBRID ? 0 : torrent.layout().pieceCount();
            assertEquals(padding == 0 ? 27 : padding, survey.pieces(version, PIECE));
        }
        assertEquals(new TorrentCreator(folder).create().layout().pieceLength(), survey.automaticPieceLength());
    }

    @Test
    void largePiecesTakeNoMoreMemoryThanSmallOnes() throws Exception {
        // Would take a quarter of a gigabyte and more if pieces were held.
        Path large = folder.resolve("large");
        try (var channel = java.nio.channels.FileChannel.open(large, java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[1]), (300 << 20) - 1);
        }
        long before = usedAfterCollection();
        long[] most = {0};
        new TorrentCreator(large).pieceLength(TorrentCreator.MAX_PIECE_LENGTH).version(Version.HYBRID).threads(4)
                .progress((done, total) -> most[0] = Math.max(most[0], done > 0 && done < total ? usedAfterCollection()
                        : 0)).create();
        assertTrue(most[0] - before < 64 << 20, "grew by " + (most[0] - before));
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
