package org.freshet.metainfo;

import java.util.Arrays;
import java.util.Map;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeString;

/** Reads and verifies {@code piece layers} of a version 2 torrent (BEP 52). */
final class PieceLayers {
    private PieceLayers() {
    }

    /** Whether any file has more than one piece, and so a layer. */
    static boolean needed(Layout layout) {
        return layout.files().stream().anyMatch(file -> hasLayer(file, layout));
    }

    /** An answer for a layout that needs none. */
    static byte[][] none(Layout layout) {
        return new byte[layout.files().size()][];
    }

    /** The layer of each file of more than one piece, from what is known to be right. */
    static byte[][] of(Map<BencodeString, byte[]> layers, Layout layout) {
        byte[][] known = none(layout);
        for (int i = 0; i < known.length; i++) {
            TorrentFile file = layout.files().get(i);
            known[i] = hasLayer(file, layout) ? layers.get(BencodeString.of(file.piecesRoot())) : null;
        }
        return known;
    }

    private static boolean hasLayer(TorrentFile file, Layout layout) {
        return file.piecesRoot() != null && file.length() > layout.pieceLength();
    }

    /** The layer of each file of more than one piece, each of which hashes to the file's root. */
    static byte[][] read(BencodeDictionary layers, Layout layout) throws BencodeException {
        byte[][] read = none(layout);
        byte[] padding = MerkleTree.padding(layout.pieceLength() / Layout.BLOCK);
        for (int i = 0; i < read.length; i++) {
            TorrentFile file = layout.files().get(i);
            if (!hasLayer(file, layout)) {
                continue;
            }
            String owner = String.join("/", file.path());
            if (!(layers.get(BencodeString.of(file.piecesRoot())) instanceof BencodeString layer)) {
                throw new BencodeException("", "has no layer for the file " + owner);
            }
            int pieces = layout.lastPiece(i) - layout.firstPiece(i) + 1;
            if (layer.length() != (long) pieces * MerkleTree.HASH) {
                throw new BencodeException("", "has a layer of " + layer.length() + " bytes for the " + pieces
                        + " pieces of " + owner);
            }
            read[i] = layer.bytes();
            if (!Arrays.equals(MerkleTree.root(read[i], MerkleTree.width(pieces), padding), file.piecesRoot())) {
                throw new BencodeException("", "has a layer whose hashes do not lead to the root of " + owner);
            }
        }
        return read;
    }
}
