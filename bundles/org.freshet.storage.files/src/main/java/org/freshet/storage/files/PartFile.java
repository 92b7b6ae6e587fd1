package org.freshet.storage.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

import org.freshet.metainfo.Layout;
import org.freshet.transport.Fault.Kind;

import io.netty.buffer.ByteBuf;

/**
 * Keeps bytes of unwanted files: of each piece that an unwanted file shares with a wanted one, the part that the user did not
 * ask for.
 *
 * <p>Format, all numbers big-endian. A head of 32 bytes: the text {@code FRSHPRT1}, piece length and piece count (4 bytes
 * each), 12 zero bytes, CRC-32 of these 28. Then slots, each of 16 bytes and a piece length: {@code SLOT}, the piece's index,
 * the piece length, CRC-32 of these 12, then the piece, of which only bytes of unwanted files are ever written; the rest are
 * holes. The head of a slot is written when its piece is whole, after its bytes; a torn or zeroed one means that the slot is
 * free. So after a crash a piece is here with all its bytes, or not at all.
 */
final class PartFile {
    private static final long MAGIC = 0x4652534850525431L;
    private static final int SLOT_MAGIC = 0x534c4f54;
    private static final int HEAD = 32;
    private static final int SLOT_HEAD = 16;

    private final TorrentPaths paths;
    private final SafeOpener opener;
    private final Layout layout;
    private final TreeMap<Integer, Integer> slots = new TreeMap<>();
    private final BitSet used = new BitSet();
    private final TreeSet<Integer> unsealed = new TreeSet<>();
    private FileHandle open;
    /** Identifies the file that the slots are in; null while there is none. */
    private Object key;
    private boolean dirty;

    PartFile(TorrentPaths paths, SafeOpener opener, Layout layout) {
        this.paths = paths;
        this.opener = opener;
        this.layout = layout;
    }

    /** Reads what is there. A file of another torrent's shape counts as empty. */
    void load() throws IOException {
        Path path = paths.parts();
        if (SafeOpener.attributes(path) == null) {
            return;
        }
        try {
            FileHandle file = handle(false);
            long size = file.size();
            ByteBuffer head = ByteBuffer.allocate(HEAD);
            if (size < HEAD || !read(file, head, 0).equals(head())) {
                return;
            }
            int count = (int) Math.min(layout.pieceCount(), (size - HEAD + stride() - 1) / stride());
            ByteBuffer entry = ByteBuffer.allocate(SLOT_HEAD);
            for (int slot = 0; slot < count && at(slot) + SLOT_HEAD <= size; slot++) {
                int piece = read(file, entry.clear(), at(slot)).getInt(4);
                if (piece >= 0 && piece < layout.pieceCount() && entry.equals(slotHead(piece)) && !slots.containsKey(piece)) {
                    slots.put(piece, slot);
                    used.set(slot);
                }
            }
        } catch (IOException e) {
            throw FileFaults.explain("read", path, 0, e);
        }
    }

    private static ByteBuffer read(FileHandle file, ByteBuffer into, long at) throws IOException {
        file.read(into, at);
        return into.flip();
    }

    private long stride() {
        return (long) SLOT_HEAD + layout.pieceLength();
    }

    private long at(int slot) {
        return HEAD + slot * stride();
    }

    private ByteBuffer head() {
        ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putInt(layout.pieceLength()).putInt(layout.pieceCount());
        return head.putInt(HEAD - 4, crc(head, HEAD - 4)).clear();
    }

    private ByteBuffer slotHead(int piece) {
        ByteBuffer entry = ByteBuffer.allocate(SLOT_HEAD).putInt(SLOT_MAGIC).putInt(piece).putInt(layout.pieceLength());
        return entry.putInt(crc(entry, SLOT_HEAD - 4)).clear();
    }

    private static int crc(ByteBuffer of, int length) {
        CRC32 crc = new CRC32();
        crc.update(of.array(), 0, length);
        return (int) crc.getValue();
    }

    private FileHandle handle(boolean writable) throws IOException {
        if (open != null && open.isOpen() && (open.writable() || !writable)) {
            return open;
        }
        letGo();
        if (!slots.isEmpty()) {
            requirePresent();
        }
        Path path = paths.parts();
        SafeOpener.Opened opened = writable ? opener.create(paths.root(), path) : opener.open(paths.root(), path, false);
        open = opened.handle();
        key = opened.key();
        // A new file and one that could not be read alike begin with nothing in them.
        if (writable && used.isEmpty()) {
            open.clear();
            open.write(head(), 0);
            dirty = true;
        }
        return open;
    }

    boolean has(int piece) {
        return slots.containsKey(piece);
    }

    /** The pieces of which something is here. */
    NavigableSet<Integer> pieces() {
        return slots.navigableKeySet();
    }

    /** Stores {@code length} bytes of {@code data} from {@code index}, which is not moved. */
    void write(int piece, int offset, ByteBuf data, int index, int length) throws IOException {
        try {
            FileHandle file = handle(true);
            Integer slot = slots.get(piece);
            if (slot == null) {
                slot = used.nextClearBit(0);
                used.set(slot);
                slots.put(piece, slot);
                unsealed.add(piece);
            }
            dirty = true;
            BlockWriter.write(file, data, index, length, at(slot) + SLOT_HEAD + offset);
        } catch (IOException e) {
            throw FileFaults.explain("write", paths.parts(), length, e);
        }
    }

    /**
     * Fills {@code into}.
     *
     * @throws EOFException if the bytes are not here
     */
    void read(int piece, int offset, ByteBuffer into) throws IOException {
        Integer slot = slots.get(piece);
        if (slot == null) {
            throw new EOFException();
        }
        handle(false).read(into, at(slot) + SLOT_HEAD + offset);
    }

    /** The piece's bytes are whole: from now on they survive the death of this process. */
    void seal(int piece) throws IOException {
        if (unsealed.contains(piece)) {
            try {
                handle(true).write(slotHead(piece), at(slots.get(piece)));
            } catch (IOException e) {
                throw FileFaults.explain("write", paths.parts(), SLOT_HEAD, e);
            }
            unsealed.remove(piece);
            dirty = true;
        }
    }

    /** Keeps also what is not whole yet, for an orderly end. */
    void sealAll() throws IOException {
        for (int piece : List.copyOf(unsealed)) {
            seal(piece);
        }
    }

    /** Frees the slots of these pieces; removes the file when none is left. */
    void drop(Iterable<Integer> pieces) throws IOException {
        List<Integer> gone = new ArrayList<>();
        pieces.forEach(gone::add);
        if (gone.isEmpty()) {
            return;
        }
        try {
            if (slots.keySet().equals(new TreeSet<>(gone))) {
                delete();
                return;
            }
            for (int piece : gone) {
                clearHead(handle(true), slots.get(piece));
                used.clear(slots.remove(piece));
                unsealed.remove(piece);
                dirty = true;
            }
        } catch (IOException e) {
            throw FileFaults.explain("write", paths.parts(), SLOT_HEAD, e);
        }
    }

    private void clearHead(FileHandle file, int slot) throws IOException {
        file.write(ByteBuffer.allocate(SLOT_HEAD), at(slot));
    }

    void delete() throws IOException {
        letGo();
        if (SafeOpener.isFile(paths.parts())) {
            Files.delete(paths.parts());
        }
        forget();
    }

    private void forget() {
        slots.clear();
        used.clear();
        unsealed.clear();
        key = null;
        dirty = false;
    }

    /** Makes everything sealed survive the loss of power, and tells if somebody took the file away. */
    void flush() throws IOException {
        if (dirty) {
            requirePresent();
            sealAll();
            try {
                handle(true).force();
            } catch (IOException e) {
                throw FileFaults.explain("write", paths.parts(), 0, e);
            }
            dirty = false;
        }
    }

    /** Tells once if the file was taken away under us, and starts anew. */
    void requirePresent() throws IOException {
        if (forgetIfGone()) {
            throw FileFaults.fault(Kind.MISSING, paths.parts() + ", which holds bytes of files that are not wanted, was "
                    + "deleted or replaced while in use; check the torrent's files anew");
        }
    }

    /** Starts anew if the file was taken away under us; returns whether it was. */
    boolean forgetIfGone() throws IOException {
        if (key == null) {
            return false;
        }
        BasicFileAttributes there = SafeOpener.attributes(paths.parts());
        boolean gone = there == null || !SafeOpener.same(key, SafeOpener.key(there));
        if (gone) {
            letGo();
            forget();
        }
        return gone;
    }

    /** After the file moved on purpose. */
    void moved() {
        key = null;
    }

    /** Closes the file; it is opened again when it is needed. */
    void letGo() {
        if (open != null) {
            open.release();
            open = null;
        }
    }
}
