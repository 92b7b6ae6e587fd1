package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static Layout layout(int pieceLength, long... lengths) {
        List<TorrentFile> files = new ArrayList<>();
        long offset = 0;
        for (long length : lengths) {
            files.add(new TorrentFile(List.of("f" + files.size()), length, offset));
            offset += length;
        }
        return Layout.of("t", pieceLength, files);
    }

    @Test
    void aRangeIsCutAtTheEndsOfFiles() {
        Layout layout = layout(10, 4, 0, 3, 10, 0, 5);
        assertEquals(22, layout.totalLength());
        assertEquals(3, layout.pieceCount());
        assertEquals(10, layout.pieceLength(0));
        assertEquals(2, layout.pieceLength(2));
        assertEquals(List.of(new Layout.Segment(0, 0, 4), new Layout.Segment(2, 0, 3), new Layout.Segment(3, 0, 3)),
                layout.segments(0, 0, 10));
        assertEquals(List.of(new Layout.Segment(3, 5, 1)), layout.segments(1, 2, 1));
        assertEquals(List.of(new Layout.Segment(5, 3, 2)), layout.segments(2, 0, 2));
        assertEquals(List.of(), layout.segments(1, 10, 0));
    }

    @Test
    void rangesOutsideThePieceAreRefused() {
        Layout layout = layout(10, 25);
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(0, 0, 11));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(0, -1, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(0, 5, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(2, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(3, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(-1, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.pieceLength(3));
    }

    @Test
    void blocksFillAPieceWithAShortOneAtItsEnd() {
        Layout layout = layout(40_000, 100_000);
        assertEquals(3, layout.blockCount(0));
        assertEquals(Layout.BLOCK, layout.blockLength(0, 0));
        assertEquals(40_000 - 2 * Layout.BLOCK, layout.blockLength(0, 2));
        assertEquals(2, layout.blockCount(2));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.blockLength(2, 2));
    }

    @Test
    void offsetsBeyond32BitsAreRight() {
        Layout layout = layout(1 << 20, 3L << 40, 1);
        assertEquals((3 << 20) + 1, layout.pieceCount());
        assertEquals(1, layout.pieceLength(3 << 20));
        assertEquals(List.of(new Layout.Segment(0, (3L << 40) - 1, 1)), layout.segments((3 << 20) - 1, (1 << 20) - 1, 1));
        assertEquals(List.of(new Layout.Segment(1, 0, 1)), layout.segments(3 << 20, 0, 1));
    }

    @Test
    void theFileOfASingleFileTorrentStandsInNoFolder() {
        Layout single = Layout.ofSingleFile("a.bin", 16384, 5);
        assertTrue(single.singleFile());
        assertEquals(List.of("a.bin"), single.relativePath(0));
        assertEquals(List.of("t", "f1"), layout(10, 1, 2).relativePath(1));
    }

    @Test
    void anEmptyFileHasNoPieces() {
        Layout layout = layout(10, 0, 10, 0, 5, 0);
        for (int file : new int[] {0, 2, 4}) {
            assertEquals(layout.firstPiece(file) - 1, layout.lastPiece(file));
        }
        assertEquals(0, layout.lastPiece(1));
        assertEquals(1, layout.firstPiece(3));
    }

    @Test
    void paddingIsNoContent() {
        Layout layout = Layout.of("t", 10, List.of(new TorrentFile(List.of("a"), 7, 0),
                new TorrentFile(List.of(".pad", "3"), 3, 7, Set.of(TorrentFile.Attribute.PADDING), List.of(), null),
                new TorrentFile(List.of("b"), 5, 10)));
        assertEquals(15, layout.totalLength());
        assertEquals(12, layout.contentLength());
    }

    @Test
    void inVersion2ThePieceEndsWithTheFile() {
        Layout layout = Layout.ofAligned("t", 10, List.of(new TorrentFile(List.of("a"), 13, 0),
                new TorrentFile(List.of("b"), 0, 20), new TorrentFile(List.of("c"), 10, 20),
                new TorrentFile(List.of("d"), 1, 30)), false);
        assertEquals(4, layout.pieceCount());
        assertEquals(List.of(10, 3, 10, 1), IntStream.range(0, 4).map(layout::pieceLength).boxed().toList());
        assertEquals(List.of(new Layout.Segment(0, 10, 3)), layout.segments(1, 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.segments(1, 0, 4));
        assertEquals(24, layout.contentLength());
    }

    @Test
    void layoutsThatCannotBeAreRefused() {
        TorrentFile file = new TorrentFile(List.of("a"), 5, 0);
        assertThrows(IllegalArgumentException.class, () -> Layout.of("t", 0, List.of(file)));
        assertThrows(IllegalArgumentException.class, () -> Layout.of("t", 10, List.of()));
        assertThrows(IllegalArgumentException.class, () -> Layout.of("t", 10, List.of(file, file)));
        assertThrows(IllegalArgumentException.class, () -> layout(10, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> layout(1, 1L << 40));
        assertThrows(IllegalArgumentException.class, () -> new TorrentFile(List.of("a"), -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new TorrentFile(List.of("a"), Long.MAX_VALUE, 1));
        assertThrows(IllegalArgumentException.class, () -> new TorrentFile(List.of(), 1, 1));
    }

    @Test
    void aVisitorMayThrowWhatItLikes() {
        Layout layout = layout(10, 25);
        assertThrows(IOException.class, () -> layout.forEachSegment(0, 0, 1, (file, offset, length) -> {
            throw new IOException("disk full");
        }));
    }

    /** Against a model that knows the file and file offset of every single byte. */
    @Test
    void segmentsAndFileRangesAgreeWithANaiveModel() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            int pieceLength = 1 + random.nextInt(30);
            boolean aligned = random.nextBoolean();
            List<TorrentFile> files = new ArrayList<>();
            List<int[]> bytes = new ArrayList<>();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                while (aligned && bytes.size() % pieceLength != 0) {
                    bytes.add(null);
                }
                int length = random.nextInt(3) == 0 ? 0 : random.nextInt(70);
                files.add(new TorrentFile(List.of("f" + i), length, bytes.size()));
                for (int at = 0; at < length; at++) {
                    bytes.add(new int[] {files.size() - 1, at});
                }
            }
            while (!bytes.isEmpty() && bytes.getLast() == null) {
                bytes.removeLast();
            }
            long end = files.getLast().end();
            if (bytes.isEmpty() || end > bytes.size()) {
                continue;
            }
            Layout layout = aligned ? Layout.ofAligned("t", pieceLength, files, false) : Layout.of("t", pieceLength, files);
            assertEquals((bytes.size() + pieceLength - 1) / pieceLength, layout.pieceCount());
            checkSegments(random, layout, bytes);
            checkFiles(layout, bytes);
        }
    }

    private static void checkSegments(Random random, Layout layout, List<int[]> bytes) {
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            int start = piece * layout.pieceLength();
            int length = layout.pieceLength(piece);
            int modelled = start;
            while (modelled < Math.min(bytes.size(), start + layout.pieceLength()) && bytes.get(modelled) != null) {
                modelled++;
            }
            assertEquals(modelled - start, length);
            int from = random.nextInt(length + 1);
            int count = random.nextInt(length - from + 1);
            int at = start + from;
            for (Layout.Segment segment : layout.segments(piece, from, count)) {
                assertTrue(segment.length() > 0);
                for (int i = 0; i < segment.length(); i++, at++) {
                    assertEquals(bytes.get(at)[0], segment.file());
                    assertEquals(bytes.get(at)[1], segment.fileOffset() + i);
                }
            }
            assertEquals(start + from + count, at);
        }
    }

    private static void checkFiles(Layout layout, List<int[]> bytes) {
        for (int file = 0; file < layout.files().size(); file++) {
            int first = -1;
            int last = -1;
            for (int at = 0; at < bytes.size(); at++) {
                if (bytes.get(at) != null && bytes.get(at)[0] == file) {
                    first = first < 0 ? at / layout.pieceLength() : first;
                    last = at / layout.pieceLength();
                }
            }
            if (first < 0) {
                assertEquals(layout.firstPiece(file) - 1, layout.lastPiece(file));
            } else {
                assertEquals(first, layout.firstPiece(file));
                assertEquals(last, layout.lastPiece(file));
            }
        }
    }
}
