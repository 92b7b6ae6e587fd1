package org.freshet.metainfo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freshet.metainfo.SourceFiles.SourceFile;

/**
 * Makes a torrent of a file or a folder: of version 1 (BEP 3), version 2 (BEP 52), or both. An example:
 * <pre>{@code
 * Metainfo torrent = new TorrentCreator(folder).trackers(List.of(List.of("http://tracker.example/announce"))).create();
 * Files.write(target, torrent.toBencode());
 * }</pre>
 * The files of a folder are taken in the order of their names' bytes, so the same content gives the same info hash everywhere.
 * Symbolic links and special files are left out, which {@link Progress#notice} tells. A hybrid torrent has padding files (BEP
 * 47) behind each file that does not end with a piece, the last one too unless it is the only one. Not safe for use by several
 * threads; one creator may create several times.
 */
public final class TorrentCreator {
    /** The smallest piece length, also of those chosen automatically. */
    public static final int MIN_PIECE_LENGTH = 16 << 10;
    /** The largest piece length one may ask for. */
    public static final int MAX_PIECE_LENGTH = 128 << 20;

    private static final int MAX_AUTO_PIECE_LENGTH = 16 << 20;
    private static final int MOST_PIECES_AIMED_AT = 2000;

    private final Path source;
    private final List<Path> chosen;
    private String name;
    private Metainfo.Version version = Metainfo.Version.V1;
    private Path journal;
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
        /** At the beginning, some times a second, and at the end with both equal; {@code bytesDone} never falls. */
        void hashed(long bytesDone, long bytesTotal);

        /** Before anything is hashed, if the {@linkplain TorrentCreator#journal journal} knows some of it already. */
        default void resumed(long bytes) {
        }

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
        this(source, null);
    }

    /**
     * Will make a torrent of some of what a folder holds; the folder gives it its name.
     *
     * @param chosen files and folders below the folder, at any depth; null for all
     */
    public TorrentCreator(Path folder, List<Path> chosen) {
        this.source = folder.toAbsolutePath().normalize();
        if (source.getFileName() == null) {
            throw new IllegalArgumentException(folder + " has no name of its own; choose a folder below it");
        }
        this.name = source.getFileName().toString();
        this.chosen = chosen == null ? null : chosen.stream().map(path -> path.toAbsolutePath().normalize()).distinct().toList();
        if (chosen != null && this.chosen.stream().anyMatch(path -> path.equals(source) || !path.startsWith(source))) {
            throw new IllegalArgumentException("Only what lies in " + source + " can be chosen, not " + chosen);
        }
    }

    /** Another name than that of the file or folder. Whoever wants to seed the data must give them the same name. */
    public TorrentCreator name(String other) {
        if (other.isBlank() || other.indexOf('/') >= 0) {
            throw new IllegalArgumentException("A torrent's name is not blank and has no '/', unlike \"" + other + "\"");
        }
        this.name = other;
        return this;
    }

    /** Which hashes the torrent has; version 1 by default. */
    public TorrentCreator version(Metainfo.Version value) {
        this.version = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Keeps what is hashed in a folder, which is made if need be, so that a creation of the same files with the same options
     * goes on where an earlier one stopped, by an error, an interruption or the death of the process. Only files of unchanged
     * size and time are not hashed again. The folder belongs to one creation at a time and to nothing else; it stays when the
     * creation is done, for its caller to delete. Null, the default, keeps nothing.
     */
    public TorrentCreator journal(Path folder) {
        this.journal = folder;
        return this;
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

    /** How many threads read and hash; by default as many as there are processors. */
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
     * What a torrent will be made of; quick, as nothing is read but folders.
     *
     * @throws IOException          if a folder cannot be read or there is nothing to share
     * @throws InterruptedException if the thread is interrupted
     */
    public SourceSurvey survey() throws IOException, InterruptedException {
        List<SourceFile> files = find();
        totalLength(files);
        return new SourceSurvey(files.stream().map(file -> new SourceSurvey.File(file.components(), file.length())).toList());
    }

    private List<SourceFile> find() throws IOException, InterruptedException {
        try {
            return chosen == null ? SourceFiles.find(source, followSymlinks, progress)
                    : SourceFiles.find(source, chosen, followSymlinks, progress);
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /**
     * Reads and hashes everything; {@link Metainfo#toBencode} gives the torrent file. Takes as long as it takes to read the
     * files, and memory for the hashes and half a megabyte a thread. Interrupting the thread ends it.
     *
     * @throws IOException          if a file cannot be read, vanishes or changes meanwhile, or there is nothing to share; the
     *                              message names the file
     * @throws InterruptedException if the thread is interrupted
     */
    public Metainfo create() throws IOException, InterruptedException {
        List<SourceFile> files = find();
        long total = totalLength(files);
        int length = pieceLength == 0 ? automaticPieceLength(total) : pieceLength;
        boolean single = files.getFirst().components().isEmpty();
        boolean aligned = version != Metainfo.Version.V1;
        List<Long> lengths = files.stream().map(SourceFile::length).toList();
        if (SourceSurvey.pieces(lengths, aligned, length) > Layout.MAX_PIECES) {
            throw new IOException(source + " would have more than " + Layout.MAX_PIECES + " pieces; choose a piece length larger"
                    + " than " + length);
        }
        Layout layout = HashedFiles.layout(name, length, lengths, single, aligned);
        PieceDigests digests = new PieceDigests(layout.pieceCount(), version != Metainfo.Version.V2, aligned);
        HashedFiles hashed = HashedFiles.of(source.toString(), version, layout, files);
        try (HashJournal kept = journal == null ? HashJournal.none() : HashJournal.open(journal, hashed, digests, progress)) {
            boolean padded = version == Metainfo.Version.HYBRID && files.size() > 1;
            new PieceHasher(files, layout, padded, digests, followSymlinks).hash(threads, progress, kept);
        }
        InfoBuilder info = new InfoBuilder(name, version, layout, files, digests);
        TorrentEnvelope envelope = new TorrentEnvelope(trackers, webSeeds, comment, createdBy, creationDate, List.of());
        Metainfo torrent = MetainfoReader.fromInfo(info.build(isPrivate), envelope, info.layers());
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

    private void noticeOtherNames(List<SourceFile> files, Layout layout) {
        int next = 0;
        for (int i = 0; i < layout.files().size(); i++) {
            if (layout.files().get(i).isPadding()) {
                continue;
            }
            SourceFile file = files.get(next++);
            List<String> own = new ArrayList<>(List.of(name));
            own.addAll(file.components());
            List<String> path = layout.relativePath(i);
            if (!path.equals(own)) {
                progress.notice(file.file(), "will be called " + String.join("/", path) + " when downloaded");
            }
        }
    }
}
