package org.freshet.wire.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1, which BEP 6 and MSE prescribe. */
public final class Sha1 {
    private Sha1() {
    }

    /** The 20-byte digest of the parts one after the other. */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-1, which every runtime must have", e);
        }
    }
}
