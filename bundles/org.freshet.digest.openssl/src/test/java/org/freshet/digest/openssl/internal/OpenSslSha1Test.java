package org.freshet.digest.openssl.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Random;

import org.freshet.testkit.conditions.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java's own digest is the judge. */
class OpenSslSha1Test {
    private final Provider provider = new OpenSslProvider(OpenSslProvider.LIBRARIES);
    private final Random random = new Random(7);
    private MessageDigest ours;
    private MessageDigest javas;

    @BeforeEach
    void begin() throws GeneralSecurityException {
        Needs.ofMachine(Runtime.version().feature() >= 22, "Java 22 or later");
        try {
            ours = MessageDigest.getInstance("SHA-1", provider);
        } catch (NoSuchAlgorithmException e) {
            Needs.ofMachine(false, "OpenSSL: " + e.getMessage());
        }
        javas = MessageDigest.getInstance("SHA-1", "SUN");
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length + 5).position(3).put(3, bytes).limit(3 + bytes.length);
    }

    @Test
    void digestsAreThoseOfJava() {
        for (int length : new int[] {0, 1, 55, 56, 63, 64, 65, 16384, 65_535, 65_536, 65_537, 200_000}) {
            byte[] data = bytes(length);
            byte[] expected = javas.digest(data);
            assertArrayEquals(expected, ours.digest(data), length + " bytes of an array");
            ours.update(direct(data));
            assertArrayEquals(expected, ours.digest(), length + " bytes of a direct buffer");
            ours.update(ByteBuffer.wrap(data).asReadOnlyBuffer());
            assertArrayEquals(expected, ours.digest(), length + " bytes of a buffer that shows no array");
        }
    }

    @Test
    void whatComesInPiecesOfAllKindsIsOneDigest() {
        for (int n = 0; n < 200; n++) {
            byte[] data = bytes(random.nextInt(300));
            javas.update(data);
            switch (n % 3) {
                case 0 -> ours.update(direct(data).asReadOnlyBuffer());
                case 1 -> ours.update(data);
                default -> {
                    for (byte b : data) {
                        ours.update(b);
                    }
                }
            }
        }
        assertArrayEquals(javas.digest(), ours.digest());
    }

    @Test
    void aBufferIsReadFromItsPositionToItsLimitAndLeftThere() {
        ByteBuffer buffer = direct(bytes(100));
        javas.update(buffer.duplicate());
        ours.update(buffer);
        assertEquals(buffer.limit(), buffer.position());
        assertArrayEquals(javas.digest(), ours.digest());
    }

    @Test
    void aResetForgetsWhatCameBefore() {
        ours.update(bytes(100));
        ours.reset();
        assertArrayEquals(javas.digest(), ours.digest());
    }

    @Test
    void aCopyGoesItsOwnWay() throws CloneNotSupportedException {
        byte[] start = bytes(1000);
        ours.update(start);
        MessageDigest copy = (MessageDigest) ours.clone();
        copy.update((byte) 1);
        javas.update(start);
        byte[] expected = javas.digest();
        assertArrayEquals(expected, ours.digest());
        javas.update(start);
        javas.update((byte) 1);
        assertArrayEquals(javas.digest(), copy.digest());
    }

    @Test
    void aDigestLandsWhereItIsWanted() throws DigestException {
        byte[] data = bytes(70);
        byte[] target = new byte[30];
        ours.update(data);
        assertEquals(20, ours.digest(target, 7, 23));
        javas.update(data);
        byte[] expected = new byte[30];
        javas.digest(expected, 7, 23);
        assertArrayEquals(expected, target);
        assertThrows(DigestException.class, () -> ours.digest(target, 0, 19));
    }

    @Test
    void withoutALibraryJavaAnswers() throws Exception {
        Provider lost = new OpenSslProvider(List.of("libcrypto.so.of-nowhere"));
        String reason = assertThrows(NoSuchAlgorithmException.class, () -> MessageDigest.getInstance("SHA-1", lost)).getMessage();
        assertEquals("there is no OpenSSL library here: libcrypto.so.of-nowhere", reason);
    }

    @Test
    void theComponentIsAskedFirstWhileItIsActiveAndNotAfterwards() throws Exception {
        OpenSslComponent component = new OpenSslComponent();
        component.activate();
        MessageDigest begun = MessageDigest.getInstance("SHA-1");
        component.deactivate();
        assertEquals(provider.getName(), begun.getProvider().getName());
        assertArrayEquals(javas.digest(bytes(0)), begun.digest(), "goes on with whom it began");
        assertNotEquals(provider.getName(), MessageDigest.getInstance("SHA-1").getProvider().getName());
    }
}
