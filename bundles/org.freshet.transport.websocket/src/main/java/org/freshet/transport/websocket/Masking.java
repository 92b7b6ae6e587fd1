package org.freshet.transport.websocket;

import io.netty.buffer.ByteBuf;

/** The masking of a client's payloads (RFC 6455, 5.3): every byte XORed with one of the key's four, in turn. */
final class Masking {

    private Masking() {
    }

    /**
     * Masks or unmasks the readable bytes of {@code data} in place.
     *
     * @param key the masking key, its first byte on top
     * @param offset how many bytes of the payload came before
     */
    static void apply(ByteBuf data, int key, long offset) {
        int k = Integer.rotateLeft(key, (int) (offset & 3) * Byte.SIZE);
        long kk = (long) k << 32 | k & 0xFFFF_FFFFL;
        int i = data.readerIndex();
        int end = data.writerIndex();
        for (; end - i >= Long.BYTES; i += Long.BYTES) {
            data.setLong(i, data.getLong(i) ^ kk);
        }
        for (; i < end; i++) {
            data.setByte(i, data.getByte(i) ^ k >>> 24);
            k = Integer.rotateLeft(k, Byte.SIZE);
        }
    }
}
