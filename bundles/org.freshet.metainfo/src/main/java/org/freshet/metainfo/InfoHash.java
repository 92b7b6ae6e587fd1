package org.freshet.metainfo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a torrent: the hash of its info dictionary. 20 bytes of SHA-1 for version 1 (BEP 3), 32 bytes of SHA-256 for
 * version 2 (BEP 52). Immutable; ordered by unsigned bytes.
 */
public final class InfoHash implements Comparable<InfoHash> {
    /** Bytes in a version 1 hash, and in the form that trackers, the DHT and handshakes carry. */
    public static final int V1_LENGTH = 20;
    /** Bytes in a version 2 hash. */
    public static final int V2_LENGTH = 32;

    private final byte[] bytes;

    private InfoHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A version 1 hash of exactly 20 bytes, which are copied. */
    public static InfoHash v1(byte[] bytes) {
        return copied(bytes, V1_LENGTH);
    }

    /** A version 2 hash of exactly 32 bytes, which are copied. */
    public static InfoHash v2(byte[] bytes) {
        return copied(bytes, V2_LENGTH);
    }

    private static InfoHash copied(byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalArgumentException("An info hash of this version has " + length + " bytes, not " + bytes.length);
        }
        return new InfoHash(bytes.clone());
    }

    /** The version 1 hash of a raw info dictionary. */
    public static InfoHash v1Of(byte[] infoBytes) {
        return new InfoHash(digest("SHA-1", infoBytes));
    }

    /** The version 2 hash of a raw info dictionary. */
    public static InfoHash v2Of(byte[] infoBytes) {
        return new InfoHash(digest("SHA-256", infoBytes));
    }

    /**
     * Reads a hash as people write it: 40 hex digits or 32 base32 digits (RFC 4648) for version 1, 64 hex digits for version 2,
     * in either case.
     *
     * @throws IllegalArgumentException if the text is none of these; the message says why
     */
    public static InfoHash parse(String hexOrBase32) {
        return switch (hexOrBase32.length()) {
            case 2 * V1_LENGTH, 2 * V2_LENGTH -> new InfoHash(HexFormat.of().parseHex(hexOrBase32));
            case 32 -> new InfoHash(base32(hexOrBase32));
            default -> throw new IllegalArgumentException("An info hash has 40 or 64 hex digits or 32 base32 digits, not "
                    + hexOrBase32.length() + " characters");
        };
    }

    private static byte[] base32(String text) {
        byte[] bytes = new byte[V1_LENGTH];
        long bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit;
            if (c >= 'A' && c <= 'Z') {
                digit = c - 'A';
            } else if (c >= 'a' && c <= 'z') {
                digit = c - 'a';
            } else if (c >= '2' && c <= '7') {
                digit = c - '2' + 26;
            } else {
                throw new IllegalArgumentException("'" + c + "' is not a base32 digit");
            }
            bits = bits << 5 | digit;
            // Eight digits are five whole bytes.
            if (i % 8 == 7) {
                for (int b = 0; b < 5; b++) {
                    bytes[i / 8 * 5 + b] = (byte) (bits >>> 32 - 8 * b);
                }
                bits = 0;
            }
        }
        return bytes;
    }

    private static byte[] digest(String algorithm, byte[] input) {
        return digest(algorithm).digest(input);
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer " + algorithm, e);
        }
    }

    /** A copy of all 20 or 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** A copy of the first 20 bytes: what trackers, the DHT and the handshake carry for either version (BEP 52). */
    public byte[] truncated() {
        return Arrays.copyOf(bytes, V1_LENGTH);
    }

    /** Whether the first 20 bytes of this hash are these 20 bytes. */
    public boolean truncatedEquals(byte[] twentyBytes) {
        return twentyBytes.length == V1_LENGTH && Arrays.equals(bytes, 0, V1_LENGTH, twentyBytes, 0, V1_LENGTH);
    }

    public boolean isV2() {
        return bytes.length == V2_LENGTH;
    }

    /** All bytes as lower case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(InfoHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InfoHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The same as {@link #hex()}. */
    @Override
    public String toString() {
        return hex();
    }
}
