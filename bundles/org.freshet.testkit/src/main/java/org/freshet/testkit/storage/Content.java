package org.freshet.testkit.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import org.freshet.metainfo.Layout;
import org.freshet.storage.PieceHash;
import org.freshet.testkit.transport.Pattern;

/** What a torrent holds, all of it in memory: the model that a storage is compared with. Padding is zeros. */
final class Content {
    private final Layout layout;
    private final byte[] bytes;

    Content(Layout layout, long seed) {
        this.layout = layout;
        this.bytes = new byte[Math.toIntExact(layout.totalLength())];
        Pattern pattern = new Pattern(seed);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = pattern.at(i);
        }
        clearPadding();
    }

    private void clearPadding() {
        layout.files().stream().filter(f -> f.isPadding())
                .forEach(f -> Arrays.fill(bytes, (int) f.offset(), (int) f.end(), (byte) 0));
    }

    Layout layout() {
        return layout;
    }

    byte[] part(int piece, int offset, int length) {
        int at = (int) layout.startOf(piece) + offset;
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    byte[] piece(int piece) {
        return part(piece, 0, layout.pieceLength(piece));
    }

    byte[] file(int file) {
        return Arrays.copyOfRange(bytes, (int) layout.files().get(file).offset(), (int) layout.files().get(file).end());
    }

    /** Other bytes stand here from now on. */
    void change(int piece, int offset, int length, long seed) {
        int at = (int) layout.startOf(piece) + offset;
        Pattern pattern = new Pattern(seed);
        for (int i = at; i < at + length; i++) {
            bytes[i] = pattern.at(i);
        }
        clearPadding();
    }

    PieceHash hash(int piece) {
        try {
            return new PieceHash(MessageDigest.getInstance("SHA-1").digest(piece(piece)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }
}
