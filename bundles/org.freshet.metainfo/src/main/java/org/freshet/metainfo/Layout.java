package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a torrent's pieces lie over its files. The files follow each other in one byte stream, which is cut into pieces, which are
 * cut into blocks. Immutable; every method is cheap and none of the numeric ones allocates.
 *
 * <p>In version 1 and hybrid torrents the stream has no gaps and only its last piece is short. In a version 2 torrent (BEP 52)
 * every file begins on a piece boundary, and the last piece of each file ends with the file: the gap behind it belongs to no
 * piece.
 */
public final class Layout {
    /** The bytes that one request of the peer protocol asks for (BEP 3). */
    public static final int BLOCK = 16384;
    /** The most pieces a torrent may have; 16 times what is ever seen, and what keeps have-bitmaps at a megabyte. */
    public static final int MAX_PIECES = 1 << 23;
    /** The largest accepted piece length. */
    public static final int MAX_PIECE_LENGTH = 512 << 20;

    private final String name;
    private final int pieceLength;
    private final int pieceCount;
    private final boolean singleFile;
    private final boolean aligned;
    private final List<TorrentFile> files;
    /** The end offset of each file, never falling: what binary searches run over. */
    private final long[] ends;
    private final long contentLength;

    /** A part of a file that a part of a piece covers. */
    public record Segment(int file, long fileOffset, int length) {
    }

    /**
     * Is told the segments of a range in their order.
     *
     * @param <X> what it may throw; nothing checked for a lambda that throws nothing
     */
    @FunctionalInterface
    public interface SegmentVisitor<X extends Exception> {
        /**
         * One segment.
         *
         * @param file       the index of the file
         * @param fileOffset where in that file the segment begins
         * @param length     at least 1
         */
        void segment(int file, long fileOffset, int length) throws X;
    }

    private Layout(String name, int pieceLength, List<TorrentFile> files, boolean singleFile, boolean aligned) {
        if (pieceLength < 1 || pieceLength > MAX_PIECE_LENGTH) {
            throw new IllegalArgumentException("A piece length is 1 to " + MAX_PIECE_LENGTH + ", not " + pieceLength);
        }
        if (files.isEmpty() || singleFile && files.size() != 1) {
            throw new IllegalArgumentException("The layout cannot have " + files.size() + " files");
        }
        this.name = Objects.requireNonNull(name);
        this.pieceLength = pieceLength;
        this.singleFile = singleFile;
        this.aligned = aligned;
        this.files = List.copyOf(files);
        this.ends = new long[files.size()];
        long content = 0;
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            TorrentFile file = this.files.get(i);
            long expected = aligned ? aligned(end, pieceLength) : end;
            if (file.offset() != expected) {
                throw new IllegalArgumentException("File " + i + " begins at " + file.offset() + ", not at " + expected);
            }
            end = file.end();
            ends[i] = end;
            content += file.isPadding() ? 0 : file.length();
        }
        long pieces = end / pieceLength + (end % pieceLength == 0 ? 0 : 1);
        if (pieces < 1 || pieces > MAX_PIECES) {
            throw new IllegalArgumentException("A torrent has 1 to " + MAX_PIECES + " pieces, not " + pieces);
        }
        this.pieceCount = (int) pieces;
        this.contentLength = content;
    }

    /** The layout of a version 1 or hybrid torrent; each file's offset must be the end of the file before it. */
    public static Layout of(String name, int pieceLength, List<TorrentFile> files) {
        return new Layout(name, pieceLength, files, false, false);
    }

    /** The layout of a torrent of one file without a folder. */
    public static Layout ofSingleFile(String name, int pieceLength, long length) {
        return ofSingleFile(name, pieceLength, new TorrentFile(List.of(name), length, 0));
    }

    static Layout ofSingleFile(String name, int pieceLength, TorrentFile file) {
        return new Layout(name, pieceLength, List.of(file), true, false);
    }

    /** The layout of a version 2 torrent, each of whose files begins on the first piece boundary after the file before it. */
    static Layout ofAligned(String name, int pieceLength, List<TorrentFile> files, boolean singleFile) {
        return new Layout(name, pieceLength, files, singleFile, true);
    }

    /** The first multiple of the piece length that is not before an offset. */
    static long aligned(long offset, int pieceLength) {
        long over = offset % pieceLength;
        return over == 0 ? offset : Math.addExact(offset, pieceLength - over);
    }

    /** The torrent's name, made safe as one path component (see {@link SafeNames}). */
    public String name() {
        return name;
    }

    /** The bytes in every piece but a last one. */
    public int pieceLength() {
        return pieceLength;
    }

    /** The length of the byte stream, padding files and gaps included. */
    public long totalLength() {
        return ends[ends.length - 1];
    }

    /** The sum of the lengths of all files that are not padding: what a person calls the size. */
    public long contentLength() {
        return contentLength;
    }

    /** All files in the order of the torrent, padding files included. */
    public List<TorrentFile> files() {
        return files;
    }

    /** Whether the torrent is one file that stands in no folder of its own. */
    public boolean singleFile() {
        return singleFile;
    }

    public int pieceCount() {
        return pieceCount;
    }

    /** The bytes in one piece. */
    public int pieceLength(int piece) {
        long start = startOf(piece);
        long end = aligned ? ends[fileAt(start)] : totalLength();
        return (int) Math.min(pieceLength, end - start);
    }

    /** The blocks in one piece; all have {@link #BLOCK} bytes but a last one that may be short. */
    public int blockCount(int piece) {
        return (pieceLength(piece) + BLOCK - 1) / BLOCK;
    }

    /** The bytes in one block of a piece. */
    public int blockLength(int piece, int block) {
        int length = pieceLength(piece);
        Objects.checkIndex(block, (length + BLOCK - 1) / BLOCK);
        return Math.min(BLOCK, length - block * BLOCK);
    }

    /** The offset of a piece's first byte in the byte stream. */
    public long startOf(int piece) {
        return (long) Objects.checkIndex(piece, pieceCount) * pieceLength;
    }

    /** The index of the file that holds a byte of the stream; files without a byte are passed over. */
    public int fileAt(long offset) {
        Objects.checkIndex(offset, totalLength());
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The parts of files that a range of a piece covers, in order; each is at least one byte long. */
    public List<Segment> segments(int piece, int offset, int length) {
        List<Segment> segments = new ArrayList<>(2);
        forEachSegment(piece, offset, length, (file, fileOffset, count) -> segments.add(new Segment(file, fileOffset, count)));
        return segments;
    }

    /**
     * The same as {@link #segments} without an allocation.
     *
     * @throws IndexOutOfBoundsException if the range does not lie within the piece
     */
    public <X extends Exception> void forEachSegment(int piece, int offset, int length, SegmentVisitor<X> visitor) throws X {
        Objects.checkFromIndexSize(offset, length, pieceLength(piece));
        if (length == 0) {
            return;
        }
        long at = startOf(piece) + offset;
        int rest = length;
        for (int file = fileAt(at); rest > 0; file++) {
            int count = (int) Math.min(rest, ends[file] - at);
            if (count > 0) {
                visitor.segment(file, at - files.get(file).offset(), count);
                at += count;
                rest -= count;
            }
        }
    }

    /** The first piece that holds a byte of a file. For an empty file: the piece that follows where it stands. */
    public int firstPiece(int file) {
        return (int) (files.get(file).offset() / pieceLength);
    }

    /**
     * The last piece that holds a byte of a file. For an empty file: one before {@link #firstPiece}, so that a loop does nothing.
     */
    public int lastPiece(int file) {
        TorrentFile f = files.get(file);
        return f.length() == 0 ? firstPiece(file) - 1 : (int) ((f.end() - 1) / pieceLength);
    }

    /** The path of a file below the download folder: its own path, inside the torrent's folder if it has one. */
    public List<String> relativePath(int file) {
        List<String> path = files.get(file).path();
        if (singleFile) {
            return path;
        }
        List<String> full = new ArrayList<>(path.size() + 1);
        full.add(name);
        full.addAll(path);
        return List.copyOf(full);
    }

    @Override
    public String toString() {
        return name + " (" + files.size() + " files, " + pieceCount + " pieces of " + pieceLength + ")";
    }
}
