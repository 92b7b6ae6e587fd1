package org.freshet.wire.mse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class Rc4Test {
    private static final byte[] LABEL = "keyA".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theStreamIsThatOfTheJdksRc4AfterItsFirst1024Bytes() throws Exception {
        byte[] secret = bytes(1, 96);
        byte[] infoHash = bytes(2, 20);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(LABEL);
        sha1.update(secret);
        Cipher jdk = Cipher.getInstance("ARCFOUR");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(sha1.digest(infoHash), "ARCFOUR"));
        jdk.update(new byte[1024]);
        byte[] plain = bytes(3, 10_001);

        byte[] encrypted = plain.clone();
        Rc4.of(LABEL, secret, infoHash).apply(encrypted);

        assertArrayEquals(jdk.update(plain), encrypted);
    }

    @Test
    void partsOfAnyLengthInAnyBufferMakeOneStream() {
        byte[] plain = bytes(5, 3000);
        byte[] expected = plain.clone();
        cipher().apply(expected);
        Random random = new Random(6);
        for (int round = 0; round < 50; round++) {
            Rc4 cipher = cipher();
            ByteBuf from = round % 2 == 0 ? Unpooled.wrappedBuffer(plain) : Unpooled.directBuffer().writeBytes(plain);
            ByteBuf to = Unpooled.directBuffer(plain.length + 3).writerIndex(plain.length + 3);
            for (int at = 0; at < plain.length;) {
                int length = Math.min(plain.length - at, random.nextInt(40));
                cipher.apply(from, at, to, at + 3, length);
                at += length;
            }
            assertArrayEquals(expected, ByteBufUtil.getBytes(to, 3, plain.length));
            from.release();
            to.release();
        }
    }

    private static Rc4 cipher() {
        return Rc4.of(LABEL, bytes(1, 96), bytes(2, 20));
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
