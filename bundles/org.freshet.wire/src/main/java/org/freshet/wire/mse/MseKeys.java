package org.freshet.wire.mse;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.freshet.wire.internal.Sha1;

/** One side's Diffie-Hellman pair of MSE (768-bit prime, generator 2) and what is hashed from the shared secret. */
final class MseKeys {
    /** Bytes of a public key and of the secret. */
    static final int LENGTH = 96;
    static final int MAX_PAD = 512;

    private static final BigInteger PRIME = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A63A36210000000000090563", 16);
    /** The specification's length of the private exponent. */
    private static final int PRIVATE_BITS = 160;

    private final SecureRandom random;
    private final BigInteger exponent;

    MseKeys(SecureRandom random) {
        this.random = random;
        this.exponent = new BigInteger(PRIVATE_BITS, random).setBit(PRIVATE_BITS - 1);
    }

    byte[] publicKey() {
        return fixed(BigInteger.TWO.modPow(exponent, PRIME));
    }

    /** The shared secret; a key that leaves none (0, 1 or -1 modulo the prime) is refused. */
    byte[] secret(byte[] peerKey) throws MseFailure {
        BigInteger key = new BigInteger(1, peerKey).mod(PRIME);
        if (key.compareTo(BigInteger.ONE) <= 0 || key.equals(PRIME.subtract(BigInteger.ONE))) {
            throw new MseFailure("The peer sent a degenerate MSE key");
        }
        return fixed(key.modPow(exponent, PRIME));
    }

    /** 0 to 512 random bytes. */
    byte[] pad() {
        byte[] pad = new byte[padLength()];
        random.nextBytes(pad);
        return pad;
    }

    /** A random length of 0 to 512 bytes. */
    int padLength() {
        return random.nextInt(MAX_PAD + 1);
    }

    static byte[] req1(byte[] secret) {
        return Sha1.of(ascii("req1"), secret);
    }

    /** HASH('req3', S): what hides HASH('req2', SKEY). */
    static byte[] req3(byte[] secret) {
        return Sha1.of(ascii("req3"), secret);
    }

    static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int n = 0; n < a.length; n++) {
            result[n] = (byte) (a[n] ^ b[n]);
        }
        return result;
    }

    static Rc4 fromInitiator(byte[] secret, byte[] infoHash) {
        return Rc4.of(ascii("keyA"), secret, infoHash);
    }

    static Rc4 fromResponder(byte[] secret, byte[] infoHash) {
        return Rc4.of(ascii("keyB"), secret, infoHash);
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] result = new byte[LENGTH];
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, result, LENGTH - length, length);
        return result;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
