package org.freshet.metainfo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.freshet.metainfo.bencode.BencodeString;

/** The hashes of a torrent's pieces: those of version 1 as they stand in the info dictionary, those of version 2 as layers. */
final class PieceHashes {
    private static final int NONE = -1;

    private final Layout layout;
    private final byte[] infoBytes;
    /** Where the value of {@code pieces} begins in the info dictionary. */
    private final int v1Offset;
    /** By file, for files of more than one piece: the hashes of its pieces; null as a whole if not known. */
    private final byte[][] layers;

    private PieceHashes(Layout layout, byte[] infoBytes, int v1Offset, byte[][] layers) {
        this.layout = layout;
        this.infoBytes = infoBytes;
        this.v1Offset = v1Offset;
        this.layers = layers;
    }

    static PieceHashes v1(Layout layout, byte[] infoBytes, int offset) {
        return new PieceHashes(layout, infoBytes, offset, null);
    }

    static PieceHashes v2(Layout layout) {
        return new PieceHashes(layout, null, NONE, null);
    }

    PieceHashes withLayers(byte[][] known) {
        return new PieceHashes(layout, infoBytes, v1Offset, known);
    }

    boolean hasV1() {
        return v1Offset != NONE;
    }

    /** Whether every file of more than one piece has its layer. */
    boolean hasLayers() {
        return layers != null;
    }

    boolean matchesV1(int piece, byte[] sha1) {
        int at = v1Position(piece);
        return Arrays.equals(infoBytes, at, at + InfoHash.V1_LENGTH, sha1, 0, sha1.length);
    }

    void copyV1(int piece, byte[] target) {
        System.arraycopy(infoBytes, v1Position(piece), target, 0, InfoHash.V1_LENGTH);
    }

    private int v1Position(int piece) {
        return v1Offset + Objects.checkIndex(piece, layout.pieceCount()) * InfoHash.V1_LENGTH;
    }

    /** The version 2 hash of a piece, or null if its layer is not known. */
    byte[] v2(int piece) {
        int file = layout.fileAt(layout.startOf(piece));
        TorrentFile f = layout.files().get(file);
        if (f.length() <= layout.pieceLength()) {
            return f.piecesRoot();
        }
        if (layers == null) {
            return null;
        }
        int at = (piece - layout.firstPiece(file)) * MerkleTree.HASH;
        return Arrays.copyOfRange(layers[file], at, at + MerkleTree.HASH);
    }

    /** The value of {@code piece layers}. */
    Map<BencodeString, byte[]> layersByRoot() {
        Map<BencodeString, byte[]> byRoot = new LinkedHashMap<>();
        for (int file = 0; layers != null && file < layers.length; file++) {
            if (layers[file] != null) {
                byRoot.put(BencodeString.of(layout.files().get(file).piecesRoot()), layers[file]);
            }
        }
        return byRoot;
    }
}
