package org.freshet.metainfo.bencode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A bencoded byte string: a slice of the array it was read from, without a copy. It therefore keeps that array alive, and the
 * array must not be changed while the slice is in use. Ordered by unsigned bytes, which is the order of dictionary keys.
 */
public final class BencodeString implements BencodeValue, Comparable<BencodeString> {
    private static final int LONGEST_SHOWN = 64;

    final byte[] source;
    private final int offset;
    private final int length;

    BencodeString(byte[] source, int offset, int length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
    }

    /** Wraps an array without a copy; the caller must not change it any more. */
    public static BencodeString of(byte[] bytes) {
        return new BencodeString(bytes, 0, bytes.length);
    }

    /** The UTF-8 bytes of a text. */
    public static BencodeString of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** Where the first byte stands in the array this value was read from. */
    public int offset() {
        return offset;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(source, offset, offset + length);
    }

    /** A read-only view of the bytes, without a copy. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(source, offset, length).slice().asReadOnlyBuffer();
    }

    /** The byte at an index. */
    public byte byteAt(int index) {
        return source[offset + Objects.checkIndex(index, length)];
    }

    /** Copies bytes of this string, from an index of it, to a part of another array. */
    public void copyTo(int from, byte[] target, int targetOffset, int count) {
        Objects.checkFromIndexSize(from, count, length);
        System.arraycopy(source, offset + from, target, targetOffset, count);
    }

    /** The text; each malformed UTF-8 sequence becomes U+FFFD, always in the same way. */
    public String utf8() {
        return new String(source, offset, length, StandardCharsets.UTF_8);
    }

    /** Compares with an ASCII text by unsigned bytes, without an allocation. */
    int compareToAscii(String text) {
        int shared = Math.min(length, text.length());
        for (int i = 0; i < shared; i++) {
            int difference = (source[offset + i] & 0xff) - text.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return length - text.length();
    }

    @Override
    public int compareTo(BencodeString other) {
        return Arrays.compareUnsigned(source, offset, offset + length, other.source, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BencodeString that
                && Arrays.equals(source, offset, offset + length, that.source, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + source[i];
        }
        return hash;
    }

    @Override
    public String typeName() {
        return "a string";
    }

    /** For messages and logs: the text if it is short and printable, else the first bytes in hex. */
    @Override
    public String toString() {
        int shown = Math.min(length, LONGEST_SHOWN);
        String tail = shown < length ? "… (" + length + " bytes)" : "";
        String text = new String(source, offset, shown, StandardCharsets.UTF_8);
        boolean printable = text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
        return printable ? "\"" + text + "\"" + tail : "0x" + HexFormat.of().formatHex(source, offset, offset + shown) + tail;
    }
}
