package org.freshet.engine.core.torrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

class FileSelectionTest {
    private static final int PIECE = 16384;
    private static final int PADDING = 3;
    /** a: 0, 1 and 10 bytes of 2; b: the rest of 2, 3, 10 bytes of 4; an empty file; padding to the end of 4; c: 5. */
    private static final Layout LAYOUT = Layout.of("t", PIECE, List.of(new TorrentFile(List.of("a.mkv"), 2 * PIECE + 10, 0),
            new TorrentFile(List.of("extras", "b.txt"), 2 * PIECE, 2 * PIECE + 10),
            new TorrentFile(List.of("extras", "empty"), 0, 4 * PIECE + 10),
            new TorrentFile(List.of(".pad", "1"), PIECE - 10, 4 * PIECE + 10, Set.of(TorrentFile.Attribute.PADDING), List.of(), null),
            new TorrentFile(List.of("c.mkv"), PIECE, 5 * PIECE)));

    private static FileSelection with(Map<Integer, FilePriority> priorities) {
        return new FileSelection(LAYOUT, priorities, Map.of());
    }

    private static List<Integer> wantedBy(String glob) throws Exception {
        Map<Integer, FilePriority> skipped = FileSelection.byGlob(LAYOUT, glob);
        assertTrue(skipped.values().stream().allMatch(p -> p == FilePriority.SKIP));
        return IntStream.range(0, 5).filter(i -> i != PADDING && !skipped.containsKey(i)).boxed().toList();
    }

    @Test
    void globsMatchPathsAndNames() throws Exception {
        assertEquals(List.of(0, 4), wantedBy("*.mkv"));
        assertEquals(List.of(1, 2), wantedBy("extras/*"));
        assertEquals(List.of(1), wantedBy("b.txt"));
        assertEquals(List.of(1), wantedBy("t/extras/b.txt"));
        assertEquals(List.of(0, 1, 4), wantedBy("*.{mkv,txt}"));
        assertEquals(List.of(0, 1, 2, 4), wantedBy("**"));
    }

    @Test
    void aGlobThatIsNoneOrMatchesNothingIsRefusedWithTheReason() {
        Fault bad = assertThrows(Fault.FaultException.class, () -> FileSelection.byGlob(LAYOUT, "[a")).fault();
        assertEquals(Fault.Kind.UNSUPPORTED, bad.kind());
        assertTrue(bad.message().contains("[a"), bad.message());
        Fault none = assertThrows(Fault.FaultException.class, () -> FileSelection.byGlob(LAYOUT, "*.iso")).fault();
        assertEquals(Fault.Kind.MISSING, none.kind());
        assertTrue(none.message().contains("*.iso"), none.message());
    }

    @Test
    void aPieceHasThePriorityOfTheMostWantedFileInIt() {
        assertArrayEquals(new byte[] {4, 4, 4, 4, 4, 4}, with(Map.of()).piecePriorities());
        assertArrayEquals(new byte[] {4, 4, 4, 0, 0, 4}, with(Map.of(1, FilePriority.SKIP)).piecePriorities());
        assertArrayEquals(new byte[] {1, 1, 7, 7, 7, 4}, with(Map.of(0, FilePriority.LOW, 1, FilePriority.HIGH)).piecePriorities());
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0},
                with(Map.of(0, FilePriority.SKIP, 1, FilePriority.SKIP, 4, FilePriority.SKIP)).piecePriorities(),
                "neither an empty file nor padding makes a piece wanted");
    }

    @Test
    void wantedAndDoneBytesAreThoseOfWantedPieces() {
        PieceBits have = new PieceBits(6);
        have.set(2);
        have.set(3);
        have.set(5);
        FileSelection all = with(Map.of());
        assertEquals(6 * PIECE, all.wantedBytes());
        assertEquals(3 * PIECE, all.doneBytes(have));
        FileSelection some = with(Map.of(1, FilePriority.SKIP));
        assertEquals(4 * PIECE, some.wantedBytes());
        assertEquals(2 * PIECE, some.doneBytes(have));
        have.setAll();
        assertEquals(some.wantedBytes(), some.doneBytes(have));
    }

    @Test
    void figuresOfAFileCountItsOwnBytesOnly() {
        PieceBits have = new PieceBits(6);
        have.set(2);
        have.set(4);
        List<FileStatus> files = with(Map.of(1, FilePriority.LOW)).statuses(have);
        assertEquals(List.of(10L, PIECE - 10L + 10, 0L), files.subList(0, 3).stream().map(FileStatus::done).toList());
        assertEquals(0, files.get(4).done());
        assertEquals(FilePriority.LOW, files.get(1).priority());
        have.setAll();
        for (FileStatus f : with(Map.of()).statuses(have)) {
            assertEquals(f.length(), f.done());
        }
    }

    @Test
    void renamedFilesGoElsewhereAndSkippedOnesAreNotPlanned() {
        FileSelection s = new FileSelection(LAYOUT, Map.of(0, FilePriority.SKIP), Map.of(1, List.of("x", "y")));
        assertEquals(List.of("x", "y"), s.plans().get(1).path());
        assertEquals(List.of("t", "a.mkv"), s.plans().get(0).path());
        assertEquals(List.of(false, true), List.of(s.plans().get(0).wanted(), s.plans().get(1).wanted()));
        assertEquals(4, s.wantedFiles().cardinality());
        assertTrue(!s.wantedFiles().get(0));
    }
}
