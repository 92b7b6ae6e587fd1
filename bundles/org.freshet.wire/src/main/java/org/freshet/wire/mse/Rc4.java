package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import org.freshet.wire.internal.Sha1;

/** One direction of MSE's RC4 stream: keyed by a SHA-1, its first 1024 bytes thrown away. Not thread-safe. */
final class Rc4 {
    private static final int DISCARDED = 1024;

    /** Numbers 0 to 255; as ints they index the array without a mask. */
    private final int[] state = new int[256];
    private int i;
    private int j;

    private Rc4(byte[] key) {
        for (int n = 0; n < 256; n++) {
            state[n] = n;
        }
        int k = 0;
        for (int n = 0; n < 256; n++) {
            k = k + state[n] + key[n % key.length] & 0xFF;
            int swapped = state[n];
            state[n] = state[k];
            state[k] = swapped;
        }
    }

    /**
     * The stream of one direction.
     *
     * @param label "keyA" from the initiator, "keyB" from the responder, in ASCII
     */
    static Rc4 of(byte[] label, byte[] secret, byte[] infoHash) {
        Rc4 cipher = new Rc4(Sha1.of(label, secret, infoHash));
        for (int n = 0; n < DISCARDED; n++) {
            cipher.next();
        }
        return cipher;
    }

    /** The next byte of the key stream, 0 to 255. */
    int next() {
        i = i + 1 & 0xFF;
        int a = state[i];
        j = j + a & 0xFF;
        int b = state[j];
        state[i] = b;
        state[j] = a;
        return state[a + b & 0xFF];
    }

    /** Encrypts or decrypts the bytes in place. */
    void apply(byte[] bytes) {
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] ^= (byte) next();
        }
    }

    /** Encrypts or decrypts a part of a buffer, in place or into another; indexes of the buffers do not move. */
    void apply(ByteBuf from, int fromIndex, ByteBuf to, int toIndex, int length) {
        int[] s = state;
        int x = i;
        int y = j;
        int n = 0;
        for (; n <= length - 8; n += 8) {
            long key = 0;
            for (int m = 0; m < 8; m++) {
                x = x + 1 & 0xFF;
                int a = s[x];
                y = y + a & 0xFF;
                int b = s[y];
                s[x] = b;
                s[y] = a;
                key = key << 8 | s[a + b & 0xFF];
            }
            to.setLong(toIndex + n, from.getLong(fromIndex + n) ^ key);
        }
        i = x;
        j = y;
        for (; n < length; n++) {
            to.setByte(toIndex + n, from.getByte(fromIndex + n) ^ next());
        }
    }
}
