package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The span of a file's merkle tree that the three hash messages of BEP 52 speak of.
 *
 * @param piecesRoot 32 bytes: the root of the file's tree
 * @param baseLayer the lowest layer asked for; 0 is the leaves (16 KiB blocks)
 * @param index the first hash within the base layer; BEP 52 wants a multiple of {@code length}
 * @param length how many hashes of the base layer; BEP 52 wants a power of two of at least 2
 * @param proofLayers how many layers of uncle hashes above
 */
public record HashRange(byte[] piecesRoot, int baseLayer, int index, int length, int proofLayers) {
    static final int BYTES = 48;

    /** @throws IllegalArgumentException if the root has not 32 bytes */
    public HashRange {
        if (piecesRoot.length != 32) {
            throw new IllegalArgumentException("A pieces root has 32 bytes, not " + piecesRoot.length);
        }
    }

    static HashRange read(ByteBuf in) {
        byte[] root = new byte[32];
        in.readBytes(root);
        return new HashRange(root, in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    void write(ByteBuf out) {
        out.writeBytes(piecesRoot).writeInt(baseLayer).writeInt(index).writeInt(length).writeInt(proofLayers);
    }

    boolean hasNegative() {
        return (baseLayer | index | length | proofLayers) < 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashRange that && Arrays.equals(piecesRoot, that.piecesRoot)
                && baseLayer == that.baseLayer && index == that.index && length == that.length
                && proofLayers == that.proofLayers;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(piecesRoot) + index;
    }

    @Override
    public String toString() {
        return "HashRange[" + HexFormat.of().formatHex(piecesRoot) + ", layer " + baseLayer + ", " + index + "+" + length
                + ", proof " + proofLayers + "]";
    }
}
