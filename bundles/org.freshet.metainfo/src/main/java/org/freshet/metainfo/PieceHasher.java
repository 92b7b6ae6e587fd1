package org.freshet.metainfo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.freshet.metainfo.SourceFiles.SourceFile;

/**
 * Hashes files into the pieces of version 1. The calling thread reads, in order, as disks like it; other threads hash. Only so
 * many pieces are in memory as there are buffers, and each buffer is either free, being filled, or with one hashing thread.
 */
final class PieceHasher {
    /** What all buffers may take together; two are always needed to read and hash at once. */
    private static final long MOST_BUFFERED = 256L << 20;

    private final List<SourceFile> files;
    private final LinkOption[] links;
    private final int pieceLength;
    private final long totalLength;
    private final byte[] hashes;
    private final TorrentCreator.Progress progress;
    private final int threads;
    private final int buffers;
    private final BlockingQueue<byte[]> free;
    private final AtomicLong hashed = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    PieceHasher(List<SourceFile> files, boolean followSymlinks, int pieceLength, int threads, TorrentCreator.Progress progress) {
        this.files = files;
        this.links = SourceFiles.links(followSymlinks);
        this.pieceLength = pieceLength;
        this.totalLength = files.stream().mapToLong(SourceFile::length).sum();
        int pieces = (int) ((totalLength + pieceLength - 1) / pieceLength);
        this.hashes = new byte[pieces * InfoHash.V1_LENGTH];
        this.threads = Math.min(threads, pieces);
        this.buffers = (int) Math.min(pieces, Math.max(2, Math.min(this.threads + 2, MOST_BUFFERED / pieceLength)));
        this.free = new ArrayBlockingQueue<>(buffers);
        this.progress = progress;
    }

    /** The hashes of all pieces, one behind the other. May be called once. */
    byte[] hash() throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().daemon().name("freshet-create-", 0).factory());
        try {
            // The last piece may be short, and so may be the only one.
            int size = (int) Math.min(pieceLength, totalLength);
            for (int i = 0; i < buffers; i++) {
                free.add(new byte[size]);
            }
            read(executor);
            // Every buffer is back once everything is hashed.
            for (int i = 0; i < buffers; i++) {
                free.take();
            }
            rethrowFailure();
            progress.hashed(totalLength, totalLength);
            return hashes;
        } finally {
            executor.shutdownNow();
        }
    }

    private void read(ExecutorService executor) throws IOException, InterruptedException {
        int piece = 0;
        ByteBuffer buffer = ByteBuffer.wrap(free.take());
        for (SourceFile file : files) {
            try (SeekableByteChannel channel = open(file)) {
                for (long rest = file.length(); rest > 0;) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("Interrupted while hashing " + file.file());
                    }
                    rest -= fill(channel, buffer, rest, file);
                    if (!buffer.hasRemaining()) {
                        submit(executor, piece++, buffer);
                        buffer = ByteBuffer.wrap(free.take());
                    }
                }
                checkUnchanged(file);
            }
        }
        if (buffer.position() > 0) {
            submit(executor, piece, buffer);
        } else {
            free.add(buffer.array());
        }
    }

    /** Reads until the buffer is full or the file's length is reached. */
    private int fill(SeekableByteChannel channel, ByteBuffer buffer, long rest, SourceFile file)
            throws IOException, InterruptedException {
        int start = buffer.position();
        buffer.limit((int) Math.min(buffer.capacity(), start + rest));
        while (buffer.hasRemaining()) {
            if (read(channel, buffer, file) < 0) {
                throw changed(file, "it is shorter than the " + file.length() + " bytes it had");
            }
        }
        int count = buffer.position() - start;
        buffer.limit(buffer.capacity());
        return count;
    }

    private static int read(SeekableByteChannel channel, ByteBuffer buffer, SourceFile file)
            throws IOException, InterruptedException {
        try {
            return channel.read(buffer);
        } catch (ClosedByInterruptException e) {
            // The interruption is passed on by the exception alone.
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("Interrupted while hashing " + file.file());
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw SourceFiles.problem(file.file(), "cannot be read", e);
        }
    }

    private SeekableByteChannel open(SourceFile file) throws IOException {
        OpenOption[] options = new OpenOption[links.length + 1];
        System.arraycopy(links, 0, options, 1, links.length);
        options[0] = StandardOpenOption.READ;
        try {
            return Files.newByteChannel(file.file(), options);
        } catch (IOException e) {
            throw SourceFiles.problem(file.file(), "cannot be opened", e);
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

    private static IOException changed(SourceFile file, String how) {
        return new IOException(file.file() + " changed while it was being hashed (" + how
                + "); try again when nothing writes to it");
    }

    private void submit(ExecutorService executor, int piece, ByteBuffer filled) throws IOException {
        rethrowFailure();
        byte[] data = filled.array();
        int length = filled.position();
        executor.execute(() -> {
            try {
                MessageDigest sha1 = InfoHash.digest("SHA-1");
                sha1.update(data, 0, length);
                sha1.digest(hashes, piece * InfoHash.V1_LENGTH, InfoHash.V1_LENGTH);
                hashed.addAndGet(length);
            } catch (DigestException | RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.add(data);
            }
        });
        progress.hashed(hashed.get(), totalLength);
    }

    private void rethrowFailure() throws IOException {
        if (failure.get() != null) {
            throw new IOException("Hashing failed", failure.get());
        }
    }
}
