package org.freshet.storage.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.freshet.metainfo.Layout;

/**
 * Moves bytes of files that became wanted out of the part file. Each file is put together under another name and gets its own
 * only when all its bytes are durable, so that after a crash its bytes are either still all in the part file or all in the
 * file, and doing it again finishes the work: that is also done whenever a storage is opened.
 */
final class Selection {
    private static final int CHUNK = 1 << 20;

    private final Layout layout;
    private final TorrentPaths paths;
    private final Places places;
    private final PartFile parts;
    private final SafeOpener opener;
    private final Folders folders;

    Selection(Layout layout, TorrentPaths paths, Places places, PartFile parts, SafeOpener opener, Folders folders) {
        this.layout = layout;
        this.paths = paths;
        this.places = places;
        this.parts = parts;
        this.opener = opener;
        this.folders = folders;
    }

    /** Wanted files stand under their own names after this, and the part file holds nothing but bytes of others. */
    void settle() throws IOException {
        Files.deleteIfExists(paths.extraction());
        BitSet inParts = new BitSet();
        for (int piece : parts.pieces()) {
            layout.forEachSegment(piece, 0, layout.pieceLength(piece), (file, offset, length) -> inParts.set(file));
        }
        for (int file = 0; file < paths.count(); file++) {
            if (places.wanted(file) && paths.stored(file)) {
                if (inParts.get(file) && !SafeOpener.isFile(paths.path(file))) {
                    extract(file);
                }
                places.inFile(file);
            }
        }
        List<Integer> empty = new ArrayList<>();
        for (int piece : parts.pieces()) {
            if (!holdsAnything(piece)) {
                empty.add(piece);
            }
        }
        parts.drop(empty);
    }

    private boolean holdsAnything(int piece) throws IOException {
        boolean[] holds = new boolean[1];
        layout.<IOException>forEachSegment(piece, 0, layout.pieceLength(piece),
                (file, offset, length) -> holds[0] |= places.of(file) == Place.PARTS);
        return holds[0];
    }

    private void extract(int file) throws IOException {
        Path path = paths.path(file);
        Path gathering = paths.extraction();
        try {
            FileHandle into = opener.create(paths.root(), gathering).handle();
            try {
                for (int piece : parts.pieces().subSet(layout.firstPiece(file), true, layout.lastPiece(file), true)) {
                    copy(piece, file, into);
                }
                into.force();
            } finally {
                into.release();
            }
            folders.create(paths.root(), path.getParent());
            Files.move(gathering, path, StandardCopyOption.ATOMIC_MOVE);
            folders.changed(path);
        } catch (IOException e) {
            Files.deleteIfExists(gathering);
            throw FileFaults.explain("write", path, 1, e);
        }
    }

    private void copy(int piece, int wanted, FileHandle into) throws IOException {
        int[] pieceOffset = new int[1];
        layout.<IOException>forEachSegment(piece, 0, layout.pieceLength(piece), (file, fileOffset, length) -> {
            if (file == wanted) {
                copy(piece, pieceOffset[0], length, into, fileOffset);
            }
            pieceOffset[0] += length;
        });
    }

    private void copy(int piece, int offset, int length, FileHandle into, long fileOffset) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(length, CHUNK));
        for (int at = 0; at < length; at += chunk.limit()) {
            chunk.clear().limit(Math.min(length - at, chunk.capacity()));
            int had = readWhatIsThere(piece, offset + at, chunk);
            chunk.flip();
            into.write(chunk, fileOffset + at);
            if (had < Math.min(length - at, chunk.capacity())) {
                return;
            }
        }
    }

    /** A piece that is not whole yet may end early. */
    private int readWhatIsThere(int piece, int offset, ByteBuffer into) throws IOException {
        try {
            parts.read(piece, offset, into);
        } catch (java.io.EOFException e) {
            return into.position();
        }
        return into.position();
    }
}
