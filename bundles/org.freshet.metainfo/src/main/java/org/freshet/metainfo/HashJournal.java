package org.freshet.metainfo;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What is hashed already, in a file, so that a creation that was killed goes on where it stopped. The file begins with what is
 * being hashed, each file with its size and time of modification; records of pieces follow as they get known. Each part carries
 * a checksum: what was torn by a crash, and everything behind it, counts as not written. A piece is taken from the journal only
 * if every file that it touches is the same file at the same place in the piece, unchanged in size and time.
 *
 * <p>A journal that cannot be used or kept never stops a creation, but is told as a notice.
 */
final class HashJournal implements Closeable {
    /** The journal's name in the folder given for it. */
    static final String NAME = "pieces.journal";

    private static final byte[] MAGIC = "Freshet hashes 1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_PATH = 1 << 16;

    private final Path file;
    private final HashedFiles now;
    private final PieceDigests digests;
    private final TorrentCreator.Progress progress;
    private DataOutputStream out;
    private int seed;

    private HashJournal(Path file, HashedFiles now, PieceDigests digests, TorrentCreator.Progress progress) {
        this.file = file;
        this.now = now;
        this.digests = digests;
        this.progress = progress;
    }

    /** A journal that keeps nothing. */
    static HashJournal none() {
        return new HashJournal(null, null, null, null);
    }

    /**
     * Opens the journal of a creation: what it holds of the files as they are now goes into {@code digests}.
     *
     * @param folder   is made if it is not there
     * @param progress is told why a journal is not used
     */
    static HashJournal open(Path folder, HashedFiles now, PieceDigests digests, TorrentCreator.Progress progress) {
        HashJournal journal = new HashJournal(folder.resolve(NAME), now, digests, progress);
        try {
            Files.createDirectories(folder);
            if (Files.exists(journal.file)) {
                journal.read();
            }
            journal.begin();
        } catch (IOException e) {
            journal.giveUp(e);
        }
        return journal;
    }

    private void giveUp(IOException e) {
        close();
        progress.notice(file, "cannot be kept, so a creation that is stopped begins anew: " + SourceFiles.reason(e));
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            CRC32C crc = new CRC32C();
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IgnoredException("it is no journal of this version");
            }
            HashedFiles before = readHeader(in, crc);
            if (!before.sameKind(now)) {
                throw new IgnoredException("it belongs to a creation from another place or with other options");
            }
            readRecords(in, (int) crc.getValue(), new Reuse(before));
        } catch (IgnoredException e) {
            progress.notice(file, "is ignored, so everything is hashed anew: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            progress.notice(file, "is ignored, so everything is hashed anew: it is damaged"
                    + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
        }
    }

    private HashedFiles readHeader(DataInputStream in, CRC32C crc) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > Files.size(file)) {
            throw new IgnoredException("it is damaged");
        }
        byte[] header = in.readNBytes(length);
        crc.update(header);
        if (header.length < length || in.readInt() != (int) crc.getValue()) {
            throw new IgnoredException("it is damaged");
        }
        return HashedFiles.read(new DataInputStream(new ByteArrayInputStream(header)), LONGEST_PATH);
    }

    /** Reads until the end or the first record that is not whole. */
    private void readRecords(DataInputStream in, int checksumSeed, Reuse reuse) throws IOException {
        byte[] hashes = new byte[digests.width()];
        try {
            while (true) {
                int first = in.readInt();
                int count = in.readInt();
                if (first < 0 || count < 1 || count > reuse.pieces() - first) {
                    return;
                }
                byte[] record = in.readNBytes(Math.multiplyExact(count, hashes.length));
                if (record.length < count * hashes.length || in.readInt() != checksum(checksumSeed, first, count, record)) {
                    return;
                }
                for (int i = 0; i < count; i++) {
                    int piece = reuse.pieceNow(first + i);
                    if (piece >= 0) {
                        digests.paste(piece, record, i * hashes.length);
                    }
                }
            }
        } catch (EOFException e) {
            // The usual end, or a record that a crash has torn.
            return;
        }
    }

    private static int checksum(int seed, int first, int count, byte[] hashes) {
        CRC32C crc = new CRC32C();
        for (int value : new int[] {seed, first, count}) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                crc.update(value >>> shift);
            }
        }
        crc.update(hashes);
        return (int) crc.getValue();
    }

    /** Writes a new journal with what is known, in place of the old one. */
    private void begin() throws IOException {
        Path fresh = file.resolveSibling(NAME + ".new");
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        now.write(new DataOutputStream(header));
        CRC32C crc = new CRC32C();
        crc.update(header.toByteArray());
        seed = (int) crc.getValue();
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE), 1 << 16));
        out.write(MAGIC);
        out.writeInt(header.size());
        header.writeTo(out);
        out.writeInt(seed);
        for (int first = digests.nextKnown(0); first >= 0;) {
            int end = digests.nextUnknown(first);
            int count = Math.min(end - first, 1 << 12);
            write(first, count);
            first = digests.nextKnown(first + count);
        }
        out.flush();
        // The open stream follows its file where that goes.
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(int first, int count) throws IOException {
        byte[] record = new byte[count * digests.width()];
        for (int i = 0; i < count; i++) {
            digests.copy(first + i, record, i * digests.width());
        }
        out.writeInt(first);
        out.writeInt(count);
        out.write(record);
        out.writeInt(checksum(seed, first, count, record));
    }

    /** Keeps pieces that have got known. After it, the death of the process does not lose them. */
    void add(int first, int count) {
        if (out == null) {
            return;
        }
        try {
            write(first, count);
            out.flush();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    @Override
    public void close() {
        DataOutputStream closing = out;
        out = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException e) {
                progress.notice(file, "may lack the last pieces: " + SourceFiles.reason(e));
            }
        }
    }

    private static final class IgnoredException extends IOException {
        IgnoredException(String message) {
            super(message);
        }
    }

    /** Finds the pieces of another time among those of now. */
    private final class Reuse {
        private final Layout before;
        private final Layout layout;
        /** By file of then: the same file of now, or -1. */
        private final int[] same;

        Reuse(HashedFiles then) {
            this.before = then.layout();
            this.layout = now.layout();
            this.same = new int[then.files().size()];
            Map<String, Integer> byPath = new HashMap<>();
            for (int i = 0; i < now.files().size(); i++) {
                byPath.put(now.files().get(i).path(), i);
            }
            for (int i = 0; i < same.length; i++) {
                HashedFiles.Entry entry = then.files().get(i);
                Integer other = byPath.get(entry.path());
                same[i] = other != null && now.files().get(other).equals(entry) ? other : -1;
            }
        }

        int pieces() {
            return before.pieceCount();
        }

        /** The index now of a piece of then, or -1 if some of it is not the same. */
        int pieceNow(int piece) {
            long start = before.startOf(piece);
            int length = before.pieceLength(piece);
            int firstFile = before.fileAt(start);
            if (same[firstFile] < 0) {
                return -1;
            }
            long shift = layout.files().get(same[firstFile]).offset() - before.files().get(firstFile).offset();
            long startNow = start + shift;
            if (startNow % layout.pieceLength() != 0) {
                return -1;
            }
            int pieceNow = (int) (startNow / layout.pieceLength());
            if (layout.pieceLength(pieceNow) != length) {
                return -1;
            }
            boolean[] differs = {false};
            before.forEachSegment(piece, 0, length, (file, offset, count) -> differs[0] |= same[file] < 0
                    || layout.files().get(same[file]).offset() - before.files().get(file).offset() != shift);
            return differs[0] ? -1 : pieceNow;
        }
    }
}
