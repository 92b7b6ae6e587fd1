package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The first 68 bytes each side of a peer connection sends (BEP 3). The arrays are shared, not copied: whoever makes or
 * receives a handshake leaves them as they are.
 *
 * @param reserved the 8 reserved bytes; see {@link #reserved(Feature...)}
 * @param infoHash 20 bytes: the v1 infohash, or the v2 infohash cut to 20 bytes (BEP 52)
 * @param peerId 20 bytes; see {@link PeerIds}
 */
public record Handshake(byte[] reserved, byte[] infoHash, byte[] peerId) {
    /** Bytes of a handshake on the wire. */
    public static final int LENGTH = 68;

    private static final byte[] PREFIX = prefixBytes();

    /** @throws IllegalArgumentException if an array has not the length BEP 3 gives it */
    public Handshake {
        requireLength("reserved bytes", reserved, 8);
        requireLength("infohash", infoHash, 20);
        requireLength("peer id", peerId, 20);
    }

    /** A handshake that announces the given features. */
    public static Handshake of(byte[] infoHash, byte[] peerId, Feature... features) {
        return new Handshake(reserved(features), infoHash, peerId);
    }

    /** Eight reserved bytes with the bits of the given features set. */
    public static byte[] reserved(Feature... features) {
        byte[] bits = new byte[8];
        for (Feature feature : features) {
            feature.addTo(bits);
        }
        return bits;
    }

    /** The 20 bytes every handshake begins with: 19, then "BitTorrent protocol". A fresh copy. */
    public static byte[] prefix() {
        return PREFIX.clone();
    }

    /** Whether the peer announced the feature. */
    public boolean supports(Feature feature) {
        return feature.isIn(reserved);
    }

    /** BEP 6. */
    public boolean supportsFast() {
        return supports(Feature.FAST);
    }

    /** BEP 10. */
    public boolean supportsExtensions() {
        return supports(Feature.EXTENSIONS);
    }

    /** BEP 5. */
    public boolean supportsDht() {
        return supports(Feature.DHT);
    }

    /** BEP 52. */
    public boolean supportsV2() {
        return supports(Feature.V2);
    }

    static byte prefixByte(int index) {
        return PREFIX[index];
    }

    static int prefixLength() {
        return PREFIX.length;
    }

    /** Reads the 68 bytes of a handshake whose prefix has been checked. */
    static Handshake read(byte[] bytes) {
        return new Handshake(Arrays.copyOfRange(bytes, 20, 28), Arrays.copyOfRange(bytes, 28, 48),
                Arrays.copyOfRange(bytes, 48, LENGTH));
    }

    void write(ByteBuf out) {
        out.writeBytes(PREFIX).writeBytes(reserved).writeBytes(infoHash).writeBytes(peerId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Handshake that && Arrays.equals(reserved, that.reserved)
                && Arrays.equals(infoHash, that.infoHash) && Arrays.equals(peerId, that.peerId);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(infoHash) + Arrays.hashCode(peerId);
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return "Handshake[reserved=" + hex.formatHex(reserved) + ", infoHash=" + hex.formatHex(infoHash) + ", peerId="
                + hex.formatHex(peerId) + "]";
    }

    private static byte[] prefixBytes() {
        byte[] name = "BitTorrent protocol".getBytes(StandardCharsets.US_ASCII);
        byte[] prefix = new byte[name.length + 1];
        prefix[0] = (byte) name.length;
        System.arraycopy(name, 0, prefix, 1, name.length);
        return prefix;
    }

    private static void requireLength(String what, byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalArgumentException("A handshake's " + what + " must have " + length + " bytes, not "
                    + bytes.length);
        }
    }
}
