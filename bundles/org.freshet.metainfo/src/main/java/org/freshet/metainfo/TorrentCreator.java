package org.freshet.metainfo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freshet.metainfo.SourceFiles.SourceFile;
import org.freshet.metainfo.bencode.BencodeWriter;

/**
 * Makes a version 1 torrent of a file or a folder. An example:
 * <pre>{@code
 * Metainfo torrent = new TorrentCreator(folder).trackers(List.of(List.of("http://tracker.example/announce"))).create();
 * Files.write(target, torrent.toBencode());
 * }</pre>
 * The files of a folder are taken in the order of their names' bytes, so the same content gives the same info hash everywhere.
 * Symbolic links and special files are left out, which {@link Progress#notice} tells. Not safe for use by several threads; one
 * creator may create several times.
 */
public final class TorrentCreator {
    /** The smallest piece length, also of those chosen automatically. */
    public static final int MIN_PIECE_LENGTH = 16 << 10;
    /** The largest piece length one may ask for. */
    public static final int MAX_PIECE_LENGTH = 128 << 20;

    private static final int MAX_AUTO_PIECE_LENGTH = 16 << 20;
    private static final int MOST_PIECES_AIMED_AT = 2000;

    private final Path source;
    private int pieceLength;
    private boolean followSymlinks;
    private boolean isPrivate;
    private int threads = Runtime.getRuntime().availableProcessors();
    private List<List<String>> trackers = List.of();
    private List<String> webSeeds = List.of();
    private String comment;
    private String createdBy;
    private Instant creationDate;
    private Progress progress = (done, total) -> {
    };

    /** Is told how far a creation is, always by the thread that runs it. */
    @FunctionalInterface
    public interface Progress {
        /** After each piece, and once at the end with both equal. */
        void hashed(long bytesDone, long bytesTotal);

        /**
         * Something the user should know of a file that does not stop the creation: it is left out, or will bear another name
         * where the torrent is downloaded.
         *
         * @param what to be read after the file's name: "is a symbolic link and is left out"
         */
        default void notice(Path file, String what) {
        }
    }

    /** Will make a torrent of a file or a folder, which also gives it its name. */
    public TorrentCreator(Path source) {
        this.source = source.toAbsolutePath().normalize();
        if (this.source.getFileName() == null) {
            throw new IllegalArgumentException(source + " has no name of its own; choose a folder below it");
        }
    }

    /**
     * The piece length: a power of two from 16 KiB to 128 MiB, or 0 (the default) to aim at 1000 to 2000 pieces of up to 16 MiB.
     */
    public TorrentCreator pieceLength(int bytes) {
        if (bytes != 0 && (bytes < MIN_PIECE_LENGTH || bytes > MAX_PIECE_LENGTH || Integer.bitCount(bytes) != 1)) {
            throw new IllegalArgumentException("A piece length is a power of two from " + MIN_PIECE_LENGTH + " to "
                    + MAX_PIECE_LENGTH + ", not " + bytes);
        }
        this.pieceLength = bytes;
        return this;
    }

    /** Tracker URLs by tier (BEP 12). */
    public TorrentCreator trackers(List<List<String>> tiers) {
        tiers.forEach(TorrentCreator::requireUrls);
        this.trackers = tiers.stream().map(List::copyOf).toList();
        return this;
    }

    /** Web seed URLs (BEP 19). */
    public TorrentCreator webSeeds(List<String> urls) {
        requireUrls(urls);
        this.webSeeds = List.copyOf(urls);
        return this;
    }

    /** Whether peers may come from the trackers alone (BEP 27). */
    public TorrentCreator privateTorrent(boolean value) {
        this.isPrivate = value;
        return this;
    }

    /** A comment, or null. */
    public TorrentCreator comment(String value) {
        this.comment = value;
        return this;
    }

    /** The name of the program, or null. */
    public TorrentCreator createdBy(String value) {
        this.createdBy = value;
        return this;
    }

    /** The date to write, to the second, or null for none. */
    public TorrentCreator creationDate(Instant value) {
        this.creationDate = value;
        return this;
    }

    /** Whether to take what symbolic links lead to; by default links are left out. */
    public TorrentCreator followSymlinks(boolean value) {
        this.followSymlinks = value;
        return this;
    }

    /** How many threads hash, besides the caller's that reads; by default as many as there are processors. */
    public TorrentCreator threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one thread must hash, not " + count);
        }
        this.threads = count;
        return this;
    }

    /** Who is told how far it is. */
    public TorrentCreator progress(Progress listener) {
        this.progress = listener;
        return this;
    }

    private static void requireUrls(List<String> urls) {
        for (String url : urls) {
            if (!MetainfoReader.usableUrls(List.of(url)).equals(List.of(url))) {
                throw new IllegalArgumentException("\"" + url + "\" is not a URL");
            }
        }
    }

    /**
     * Reads and hashes everything; {@link Metainfo#toBencode} gives the torrent file. Takes as long as it takes to read the
     * files, and memory for a few pieces. Interrupting the thread ends it.
     *
     * @throws IOException          if a file cannot be read, vanishes or changes meanwhile, or there is nothing to share; the
     * message
     *                              names the file
     * @throws InterruptedException if the thread is interrupted
     */
    public Metainfo create() throws IOException, InterruptedException {
        List<SourceFile> files;
        try {
            files = SourceFiles.find(source, followSymlinks, progress);
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            throw interrupted;
        }
        long total = totalLength(files);
        int length = pieceLength == 0 ? automaticPieceLength(total) : pieceLength;
        if ((total - 1) / length >= Layout.MAX_PIECES) {
            throw new IOException(source + " would have more than " + Layout.MAX_PIECES + " pieces; choose a piece length larger"
                    + " than " + length);
        }
        byte[] pieces = new PieceHasher(files, followSymlinks, length, threads, progress).hash();
        byte[] infoBytes = BencodeWriter.write(info(files, length, pieces));
        TorrentEnvelope envelope = new TorrentEnvelope(trackers, webSeeds, comment, createdBy, creationDate, List.of());
        Metainfo torrent = MetainfoReader.fromInfo(infoBytes, envelope);
        noticeOtherNames(files, torrent.layout());
        return torrent;
    }

    private long totalLength(List<SourceFile> files) throws IOException {
        long total = 0;
        for (SourceFile file : files) {
            // Sparse files can claim any size.
            if (file.length() > Long.MAX_VALUE / 2 - total) {
                throw new IOException(source + " is too large: the lengths of its files do not fit in 62 bits");
            }
            total += file.length();
        }
        return total;
    }

    /** The smallest power of two that makes no more than 2000 pieces, within the bounds. */
    static int automaticPieceLength(long total) {
        int length = MIN_PIECE_LENGTH;
        while (length < MAX_AUTO_PIECE_LENGTH && total / length > MOST_PIECES_AIMED_AT) {
            length *= 2;
        }
        return length;
    }

    private Map<String, Object> info(List<SourceFile> files, int length, byte[] pieces) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", source.getFileName().toString());
        info.put("piece length", length);
        info.put("pieces", pieces);
        if (isPrivate) {
            info.put("private", 1);
        }
        if (files.getFirst().components().isEmpty()) {
            info.put("length", files.getFirst().length());
        } else {
            List<Map<String, Object>> list = new ArrayList<>(files.size());
            files.forEach(file -> list.add(Map.of("length", file.length(), "path", file.components())));
            info.put("files", list);
        }
        return info;
    }

    private void noticeOtherNames(List<SourceFile> files, Layout layout) {
        for (int i = 0; i < files.size(); i++) {
            List<String> own = new ArrayList<>(List.of(source.getFileName().toString()));
            own.addAll(files.get(i).components());
            List<String> path = layout.relativePath(i);
            if (!path.equals(own)) {
                progress.notice(files.get(i).file(), "will be called " + String.join("/", path) + " when downloaded");
            }
        }
    }
}
