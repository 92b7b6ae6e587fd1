package org.freshet.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentFile;

/**
 * Reads the files of a torrent and compares each piece with its hash, several at once. Memory: a chunk for each thread. Its
 * figures are complete when {@link #run} has returned.
 */
final class Verification {
    private static final long ABSENT = -1;

    private final Metainfo torrent;
    private final Layout layout;
    private final Path[] paths;
    private final long[] sizes;
    private final BitSet good;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong bytesDone = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** What is found of a file. */
    enum Result {
        OK("ok     "), MISSING("missing"), BAD("bad    ");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        /** For a column of such words. */
        String label() {
            return label;
        }
    }

    /** Is told how far it is. */
    @FunctionalInterface
    interface Progress {
        void checked(long bytesDone, long bytesTotal);
    }

    /**
     * Of a torrent whose piece hashes are known.
     *
     * @param folder what holds the torrent's file or folder
     */
    Verification(Metainfo torrent, Path folder) throws IOException {
        this.torrent = torrent;
        this.layout = torrent.layout();
        List<TorrentFile> files = layout.files();
        this.paths = new Path[files.size()];
        this.sizes = new long[files.size()];
        this.good = new BitSet(layout.pieceCount());
        for (int i = 0; i < paths.length; i++) {
            paths[i] = folder.resolve(String.join("/", layout.relativePath(i)));
            sizes[i] = files.get(i).isPadding() ? files.get(i).length() : size(paths[i]);
        }
    }

    private static long size(Path path) throws IOException {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : ABSENT;
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    /** Reads everything. Whoever calls it is told the progress now and then. */
    void run(Pace pace, long intervalMillis, Progress progress) throws IOException, CommandFailed, InterruptedException {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), layout.pieceCount());
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            CompletableFuture<?>[] workers = IntStream.range(0, threads)
                    .mapToObj(i -> CompletableFuture.runAsync(this::work, executor)).toArray(CompletableFuture[]::new);
            CompletableFuture<Void> all = CompletableFuture.allOf(workers);
            try {
                while (!all.isDone()) {
                    pace.pause(all, intervalMillis);
                    if (!all.isDone()) {
                        progress.checked(bytesDone.get(), layout.contentLength());
                    }
                }
                all.get();
            } catch (ExecutionException e) {
                throw CommandFailed.job("", e);
            } finally {
                cancelled.set(true);
            }
        }
    }

    private void work() {
        int piece = next.getAndIncrement();
        try (PieceReader reader = new PieceReader()) {
            while (piece < layout.pieceCount() && !cancelled.get()) {
                if (isWhole(reader, piece)) {
                    synchronized (good) {
                        good.set(piece);
                    }
                }
                bytesDone.addAndGet(layout.pieceLength(piece));
                piece = next.getAndIncrement();
            }
        } catch (IOException e) {
            cancelled.set(true);
            throw new java.util.concurrent.CompletionException(e);
        }
    }

    private boolean isWhole(PieceReader reader, int piece) throws IOException {
        for (Layout.Segment s : layout.segments(piece, 0, layout.pieceLength(piece))) {
            if (s.fileOffset() + s.length() > sizes[s.file()]) {
                return false;
            }
        }
        PieceDigest digest = PieceDigest.of(torrent, piece);
        for (Layout.Segment s : layout.segments(piece, 0, layout.pieceLength(piece))) {
            if (!reader.read(s, digest)) {
                return false;
            }
        }
        return torrent.pieceMatches(piece, digest.finish());
    }

    /** How many pieces are missing or bad. */
    int bad() {
        return layout.pieceCount() - good.cardinality();
    }

    /** Whether nothing is missing, not even an empty file, which no piece covers. */
    boolean whole() {
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == ABSENT && !layout.files().get(i).isSymlink()) {
                return false;
            }
        }
        return bad() == 0;
    }

    long expectedSize(int file) {
        return layout.files().get(file).length();
    }

    /** The file's size on disk, or -1. */
    long size(int file) {
        return sizes[file];
    }

    /** How many pieces have a byte of a file. */
    int pieces(int file) {
        return layout.lastPiece(file) - layout.firstPiece(file) + 1;
    }

    /** How many of them are missing or bad. A piece that two files share may be bad for the sake of either. */
    int badPieces(int file) {
        if (pieces(file) == 0) {
            return 0;
        }
        return pieces(file) - good.get(layout.firstPiece(file), layout.lastPiece(file) + 1).cardinality();
    }

    Result result(int file) {
        if (sizes[file] == ABSENT) {
            return Result.MISSING;
        }
        return badPieces(file) == 0 ? Result.OK : Result.BAD;
    }

    /** Reads segments of files; keeps the last file open, as the next piece most likely needs it. */
    private final class PieceReader implements AutoCloseable {
        private static final int CHUNK = 256 << 10;
        private final byte[] chunk = new byte[CHUNK];
        private int file = -1;
        private FileChannel channel;

        /** Whether all of the segment was there. */
        boolean read(Layout.Segment segment, PieceDigest digest) throws IOException {
            boolean padding = layout.files().get(segment.file()).isPadding();
            if (padding) {
                java.util.Arrays.fill(chunk, (byte) 0);
            } else {
                open(segment.file());
            }
            for (int done = 0; done < segment.length();) {
                int length = Math.min(CHUNK, segment.length() - done);
                if (!padding) {
                    length = channel.read(ByteBuffer.wrap(chunk, 0, length), segment.fileOffset() + done);
                }
                if (length < 0) {
                    return false;
                }
                digest.update(chunk, length);
                done += length;
            }
            return true;
        }

        private void open(int wanted) throws IOException {
            if (file != wanted) {
                close();
                channel = FileChannel.open(paths[wanted], StandardOpenOption.READ);
                file = wanted;
            }
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
                channel = null;
                file = -1;
            }
        }
    }
}
