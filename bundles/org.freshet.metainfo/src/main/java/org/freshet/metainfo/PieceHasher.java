package org.freshet.metainfo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.freshet.metainfo.SourceFiles.SourceFile;

/**
 * Hashes files into pieces. Each thread takes a run of neighbouring pieces and reads and hashes it in one go, so that all cores
 * are busy whatever the piece length is, and memory is one small buffer a thread. The calling thread hands out the runs, from
 * the first to the last, keeps the journal and reports.
 */
final class PieceHasher {
    /** A whole number of blocks, so that blocks never straddle two reads. */
    private static final int BUFFER = 512 << 10;
    private static final int MOST_THREADS = 64;
    /**
     * What a run is made of: long enough to be worth a hand-over, short enough that little is lost when the process is killed.
     */
    private static final int RUN = 4 << 20;
    private static final int MOST_PIECES_OF_A_RUN = 256;
    private static final int REPORT_MILLIS = 100;

    private final List<SourceFile> files;
    private final Layout layout;
    private final boolean padded;
    private final PieceDigests digests;
    private final LinkOption[] links;
    private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Run> finished = new LinkedBlockingQueue<>();
    private final AtomicLong hashed = new AtomicLong();

    /** Neighbouring pieces, and what kept them from being hashed, or null. */
    private record Run(int first, int count, Exception failure) {
    }

    /**
     * Will hash what is not known yet.
     *
     * @param layout  of the files, in the same order
     * @param padded  whether version 1 fills up what the last piece of a file lacks with zeros
     * @param digests where the hashes go
     */
    PieceHasher(List<SourceFile> files, Layout layout, boolean padded, PieceDigests digests, boolean followSymlinks) {
        this.files = files;
        this.layout = layout;
        this.padded = padded;
        this.digests = digests;
        this.links = SourceFiles.links(followSymlinks);
    }

    /** Hashes everything. May be called once. */
    void hash(int threads, TorrentCreator.Progress progress, HashJournal journal) throws IOException, InterruptedException {
        long total = layout.contentLength();
        long before = knownBytes();
        hashed.set(before);
        if (before > 0) {
            progress.resumed(before);
        }
        progress.hashed(before, total);
        int workers = Math.min(threads, MOST_THREADS);
        ExecutorService executor = Executors.newFixedThreadPool(workers,
                Thread.ofPlatform().daemon().name("freshet-create-", 0).factory());
        try {
            int next = digests.nextUnknown(0);
            int open = 0;
            while (open > 0 || next < layout.pieceCount()) {
                while (open < 2 * workers && next < layout.pieceCount()) {
                    next = submit(executor, next);
                    open++;
                }
                Run run = finished.poll(REPORT_MILLIS, TimeUnit.MILLISECONDS);
                if (run != null) {
                    open--;
                    finish(run, journal);
                }
                progress.hashed(hashed.get(), total);
            }
        } finally {
            executor.shutdownNow();
        }
        for (SourceFile file : files) {
            checkUnchanged(file);
        }
        progress.hashed(total, total);
    }

    private long knownBytes() {
        long bytes = 0;
        for (int piece = digests.nextKnown(0); piece >= 0; piece = digests.nextKnown(piece + 1)) {
            bytes += layout.pieceLength(piece);
        }
        return bytes;
    }

    /** Hands out a run; the answer is where the next one begins. */
    private int submit(ExecutorService executor, int first) {
        int known = digests.nextKnown(first);
        int end = known < 0 ? layout.pieceCount() : known;
        int count = Math.min(end - first, Math.max(1, Math.min(MOST_PIECES_OF_A_RUN, RUN / layout.pieceLength())));
        executor.execute(() -> finished.add(run(first, count)));
        return digests.nextUnknown(first + count);
    }

    private void finish(Run run, HashJournal journal) throws IOException {
        if (run.failure instanceof IOException e) {
            throw e;
        }
        if (run.failure != null) {
            throw new IOException("Hashing failed", run.failure);
        }
        digests.know(run.first, run.count);
        journal.add(run.first, run.count);
    }

    private Run run(int first, int count) {
        byte[] pooled = buffers.poll();
        byte[] buffer = pooled == null ? new byte[BUFFER] : pooled;
        try (Source source = new Source()) {
            PieceDigester digester = new PieceDigester(digests.sha1() != null, digests.roots() != null);
            for (int piece = first; piece < first + count; piece++) {
                digester.begin();
                layout.forEachSegment(piece, 0, layout.pieceLength(piece), (file, offset, length) -> {
                    source.open(file);
                    source.read(offset, length, buffer, digester);
                });
                int padding = padded ? layout.pieceLength() - layout.pieceLength(piece) : 0;
                digester.end(padding);
                digests.put(piece, digester.sha1(), digester.root(layout, piece));
            }
            source.finish();
            return new Run(first, count, null);
        } catch (IOException | RuntimeException e) {
            return new Run(first, count, e);
        } finally {
            buffers.add(buffer);
        }
    }

    /** The file that one thread reads at the moment. */
    private final class Source implements AutoCloseable {
        private int file = -1;
        private SeekableByteChannel channel;

        void open(int index) throws IOException {
            if (index == file) {
                return;
            }
            finish();
            OpenOption[] options = new OpenOption[links.length + 1];
            System.arraycopy(links, 0, options, 1, links.length);
            options[0] = StandardOpenOption.READ;
            try {
                channel = Files.newByteChannel(files.get(index).file(), options);
            } catch (IOException e) {
                throw SourceFiles.problem(files.get(index).file(), "cannot be opened", e);
            }
            file = index;
        }

        void read(long offset, int length, byte[] buffer, PieceDigester digester) throws IOException {
            SourceFile source = files.get(file);
            try {
                channel.position(offset);
                for (int rest = length; rest > 0;) {
                    ByteBuffer target = ByteBuffer.wrap(buffer, 0, Math.min(rest, buffer.length));
                    while (target.hasRemaining()) {
                        if (channel.read(target) < 0) {
                            throw changed(source, "it is shorter than the " + source.length() + " bytes it had");
                        }
                    }
                    digester.update(buffer, target.position());
                    hashed.addAndGet(target.position());
                    rest -= target.position();
                }
            } catch (ChangedException e) {
                throw e;
            } catch (IOException e) {
                throw SourceFiles.problem(source.file(), "cannot be read", e);
            }
        }

        /** Closes the file, having seen that it is the same as it was when it was found. */
        void finish() throws IOException {
            if (channel != null) {
                close();
                checkUnchanged(files.get(file));
            }
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                SeekableByteChannel closing = channel;
                channel = null;
                closing.close();
            }
        }
    }

    private void checkUnchanged(SourceFile file) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file.file(), BasicFileAttributes.class, links);
        } catch (IOException e) {
            throw SourceFiles.problem(file.file(), "vanished while it was being hashed", e);
        }
        if (now.size() != file.length()) {
            throw changed(file, "it had " + file.length() + " bytes and now has " + now.size());
        }
        if (!now.lastModifiedTime().equals(file.seen().lastModifiedTime())) {
            throw changed(file, "it was modified at " + now.lastModifiedTime());
        }
    }

    private static ChangedException changed(SourceFile file, String how) {
        return new ChangedException(file.file() + " changed while it was being hashed (" + how
                + "); try again when nothing writes to it");
    }

    private static final class ChangedException extends IOException {
        ChangedException(String message) {
            super(message);
        }
    }

    /** Hashes the pieces of one thread, one after the other. */
    private static final class PieceDigester {
        private static final byte[] ZEROS = new byte[Layout.BLOCK];
        private final MessageDigest sha1;
        private final MessageDigest sha256;
        private byte[] leaves = new byte[MerkleTree.HASH];
        private int blocks;
        private byte[] sha1OfPiece;

        PieceDigester(boolean v1, boolean v2) {
            this.sha1 = v1 ? InfoHash.digest("SHA-1") : null;
            this.sha256 = v2 ? InfoHash.digest("SHA-256") : null;
        }

        void begin() {
            blocks = 0;
        }

        /** All but the last bytes of a file come in whole blocks. */
        void update(byte[] data, int length) {
            if (sha1 != null) {
                sha1.update(data, 0, length);
            }
            for (int at = 0; sha256 != null && at < length; at += Layout.BLOCK) {
                sha256.update(data, at, Math.min(Layout.BLOCK, length - at));
                addLeaf(sha256.digest());
            }
        }

        private void addLeaf(byte[] hash) {
            int at = blocks++ * MerkleTree.HASH;
            if (at == leaves.length) {
                leaves = Arrays.copyOf(leaves, 2 * at);
            }
            System.arraycopy(hash, 0, leaves, at, MerkleTree.HASH);
        }

        void end(int padding) {
            for (int rest = padding; sha1 != null && rest > 0; rest -= ZEROS.length) {
                sha1.update(ZEROS, 0, Math.min(rest, ZEROS.length));
            }
            sha1OfPiece = sha1 == null ? null : sha1.digest();
        }

        byte[] sha1() {
            return sha1OfPiece;
        }

        /** The root over the piece's blocks: of a whole piece's width, unless it is the only one of its file. */
        byte[] root(Layout layout, int piece) {
            if (sha256 == null) {
                return null;
            }
            long file = layout.files().get(layout.fileAt(layout.startOf(piece))).length();
            int width = file > layout.pieceLength() ? layout.pieceLength() / Layout.BLOCK : MerkleTree.width(blocks);
            return MerkleTree.root(Arrays.copyOf(leaves, blocks * MerkleTree.HASH), width, new byte[MerkleTree.HASH]);
        }
    }
}
