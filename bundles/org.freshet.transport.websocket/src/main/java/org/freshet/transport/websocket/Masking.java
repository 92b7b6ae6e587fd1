package org.freshet.transport.websocket;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;

/** The masking of a client's payloads (RFC 6455, 5.3): every byte XORed with one of the key's four, in turn. */
final class Masking {

    private Masking() {
    }

    /**
     * Masks or unmasks a part of {@code data} in place.
     *
     * @param from the index of the first byte
     * @param length how many bytes
     * @param key the masking key, its first byte on top
     * @param offset how many bytes of the payload came before
     */
    static void apply(ByteBuf data, int from, int length, int key, long offset) {
        int k = Integer.rotateLeft(key, (int) (offset & 3) * Byte.SIZE);
        if (data.nioBufferCount() == 1) {
            apply(data.internalNioBuffer(from, length), k); // a ByteBuf's own checks, byte by byte, cost ten times as much
            return;
        }
        for (int i = from; i < from + length; i++) {
            data.setByte(i, data.getByte(i) ^ k >>> 24);
            k = Integer.rotateLeft(k, Byte.SIZE);
        }
    }

    private static void apply(ByteBuffer data, int key) {
        long twice = (long) key << 32 | key & 0xFFFF_FFFFL;
        int i = data.position();
        int end = data.limit();
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            data.putLong(i, data.getLong(i) ^ twice);
        }
        for (int k = key; i < end; i++) {
            data.put(i, (byte) (data.get(i) ^ k >>> 24));
            k = Integer.rotateLeft(k, Byte.SIZE);
        }
    }
}
