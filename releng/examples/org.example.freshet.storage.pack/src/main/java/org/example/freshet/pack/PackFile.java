package org.example.freshet.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

import org.freshet.metainfo.Layout;

import io.netty.buffer.ByteBuf;

/**
 * The file: a mark, then one record a piece in the order in which they came; of two records of a piece the later one counts. A
 * record is the piece's index, its length, the bytes stored, 1 if they are deflated, the CRC-32 of the piece, and the stored bytes;
 * numbers are big-endian. What was being written when a process died is overwritten. Not thread-safe.
 */
final class PackFile {

    private static final byte[] MARK = {'F', 'R', 'P', 'A', 'C', 'K', 0, 1};
    private static final int HEAD = 4 + 4 + 4 + 1 + 4;

    /** Where a piece is. */
    private record Entry(long position, int stored, boolean deflated, int crc) {
    }

    private final Layout layout;
    private final SortedMap<Integer, Entry> entries = new TreeMap<>();
    private Path path;
    private FileChannel channel;
    private long end;
    /** The piece that was taken apart last, since it is asked for in several parts. */
    private int inflatedPiece = -1;
    private byte[] inflated = {};

    /** Nothing is touched before the first call. */
    PackFile(Path path, Layout layout) {
        this.path = path;
        this.layout = layout;
    }

    Path path() {
        return path;
    }

    /** The pieces that are here. */
    SortedMap<Integer, ?> pieces() throws IOException {
        look();
        return Collections.unmodifiableSortedMap(entries);
    }

    /** Sees what is in the file, if it is there and was not seen before, or if it is no longer the one that was seen. */
    private void look() throws IOException {
        if (channel != null && (Files.notExists(path) || Files.size(path) < end)) {
            close();
        }
        if (channel == null && Files.exists(path)) {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            scan();
        }
    }

    private void scan() throws IOException {
        ByteBuffer mark = ByteBuffer.allocate(MARK.length);
        if (!fill(mark, 0) || !Arrays.equals(mark.array(), MARK)) {
            if (channel.size() >= MARK.length) {
                close();
                throw new IOException(path + " is something else than a pack");
            }
            return; // its first bytes never came: it is made anew
        }
        end = MARK.length;
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        while (fill(head.clear(), end)) {
            int piece = head.getInt(0);
            int length = head.getInt(4);
            int stored = head.getInt(8);
            boolean fits = piece >= 0 && piece < layout.pieceCount() && length == layout.pieceLength(piece)
                    && stored > 0 && stored <= length && stored <= channel.size() - end - HEAD;
            if (!fits) {
                return;
            }
            entries.put(piece, new Entry(end + HEAD, stored, head.get(12) == 1, head.getInt(13)));
            end += HEAD + stored;
        }
    }

    private boolean fill(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Adds a piece; it is in the file when this returns. */
    void append(int piece, byte[] bytes, boolean compress) throws IOException {
        look();
        if (channel == null) {
            Files.createDirectories(path.getParent());
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        if (end == 0) {
            write(ByteBuffer.wrap(MARK), 0);
            end = MARK.length;
        }
        Optional<byte[]> deflated = compress ? Squeeze.deflate(bytes) : Optional.empty();
        byte[] stored = deflated.orElse(bytes);
        int crc = crc(bytes);
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.putInt(piece).putInt(bytes.length).putInt(stored.length).put((byte) (deflated.isPresent() ? 1 : 0)).putInt(crc).flip();
        // the head comes last: what is cut off before it is no record
        write(ByteBuffer.wrap(stored), end + HEAD);
        write(head, end);
        entries.put(piece, new Entry(end + HEAD, stored.length, deflated.isPresent(), crc));
        end += HEAD + stored.length;
        if (inflatedPiece == piece) {
            forgetInflated();
        }
    }

    private void write(ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private void forgetInflated() {
        inflatedPiece = -1;
        inflated = new byte[0];
    }

    /**
     * Appends {@code length} bytes of a piece to {@code out}.
     *
     * @throws NoSuchFileException if the piece is not here
     */
    void read(int piece, int offset, int length, ByteBuf out) throws IOException {
        look();
        Entry entry = entries.get(piece);
        if (entry == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (entry.deflated()) {
            inflate(piece, entry);
            out.writeBytes(inflated, offset, length);
            return;
        }
        int done = 0;
        while (done < length) {
            int count = out.writeBytes(channel, entry.position() + offset + done, length - done);
            if (count < 0) {
                throw new IOException(path + " ends too early");
            }
            done += count;
        }
    }

    private void inflate(int piece, Entry entry) throws IOException {
        if (inflatedPiece == piece) {
            return;
        }
        forgetInflated();
        ByteBuffer stored = ByteBuffer.allocate(entry.stored());
        if (!fill(stored, entry.position())) {
            throw new IOException(path + " ends too early");
        }
        byte[] bytes;
        try {
            bytes = Squeeze.inflate(stored.array(), layout.pieceLength(piece));
        } catch (DataFormatException e) {
            throw new IOException("piece " + piece + " in " + path + " is damaged", e);
        }
        if (crc(bytes) != entry.crc()) {
            throw new IOException("piece " + piece + " in " + path + " is damaged");
        }
        inflated = bytes;
        inflatedPiece = piece;
    }

    /**
     * All that was written survives the loss of power when this returns.
     *
     * @throws NoSuchFileException if there was a file, and it is gone
     */
    void flush() throws IOException {
        boolean hadSome = !entries.isEmpty();
        look();
        if (channel != null) {
            channel.force(true);
        } else if (hadSome) {
            throw new NoSuchFileException(path.toString());
        }
    }

    /** @throws FileAlreadyExistsException if a pack of this torrent is there already, and then nothing has moved */
    void moveTo(Path target) throws IOException {
        look();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        if (channel != null) {
            Files.createDirectories(target.getParent());
            Files.move(path, target);
            close();
        }
        path = target;
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    /** Lets go of the file; the next call looks anew. */
    void close() throws IOException {
        entries.clear();
        end = 0;
        forgetInflated();
        if (channel != null) {
            FileChannel open = channel;
            channel = null;
            open.close();
        }
    }
}
