package org.freshet.storage.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.freshet.metainfo.Layout;
import org.freshet.storage.Inventory;

/**
 * Takes the inventory. The token is a SHA-256 over length and time of last change of every file that is there. Numbers by which
 * the system identifies files are left out: on FAT, FUSE and network file systems they change with every mount, and each time
 * terabytes would be hashed again for nothing.
 */
final class Inspection {
    private static final String ZIP = "jar";

    private final Layout layout;
    private final TorrentPaths paths;
    private final Places places;
    private final PartFile parts;
    private final TorrentFiles files;
    private final Map<Path, Boolean> reachable = new HashMap<>();

    Inspection(Layout layout, TorrentPaths paths, Places places, PartFile parts, TorrentFiles files) {
        this.layout = layout;
        this.paths = paths;
        this.places = places;
        this.parts = parts;
        this.files = files;
    }

    /** What there is. From now on the files found are those that are expected to be there. */
    Inventory take() throws IOException {
        MessageDigest digest = sha256();
        long[] lengths = new long[paths.count()];
        Arrays.fill(lengths, -1);
        for (int file = 0; file < lengths.length; file++) {
            if (!paths.stored(file)) {
                continue;
            }
            Path path = paths.path(file);
            BasicFileAttributes there = ordinary(path);
            files.expect(file, there);
            if (there != null) {
                lengths[file] = there.size();
                add(digest, file, there);
            }
        }
        BasicFileAttributes partFile = ordinary(paths.parts());
        if (partFile != null) {
            add(digest, -1, partFile);
        }
        addParts(lengths);
        return new Inventory(lengths, digest.digest());
    }

    private BasicFileAttributes ordinary(Path path) throws IOException {
        BasicFileAttributes there = SafeOpener.look(path);
        if (there == null || !there.isRegularFile()) {
            return null;
        }
        Path folder = path.getParent();
        Boolean inside = reachable.get(folder);
        if (inside == null) {
            inside = !Folders.leadsOut(paths.root(), folder);
            reachable.put(folder, inside);
        }
        return inside ? there : null;
    }

    private void addParts(long[] lengths) throws IOException {
        for (int piece : parts.pieces()) {
            layout.<IOException>forEachSegment(piece, 0, layout.pieceLength(piece), (file, offset, length) -> {
                if (places.of(file) == Place.PARTS) {
                    lengths[file] = Math.max(lengths[file], offset + length);
                }
            });
        }
    }

    private void add(MessageDigest digest, int file, BasicFileAttributes there) {
        Instant changed = there.lastModifiedTime().toInstant();
        if (ZIP.equals(paths.root().getFileSystem().provider().getScheme())) {
            // An archive keeps times to two seconds, which shows only when it is opened anew.
            changed = Instant.ofEpochSecond(changed.getEpochSecond() & ~1L);
        }
        ByteBuffer line = ByteBuffer.allocate(24).putInt(file).putLong(there.size()).putLong(changed.getEpochSecond())
                .putInt(changed.getNano());
        digest.update(line.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
