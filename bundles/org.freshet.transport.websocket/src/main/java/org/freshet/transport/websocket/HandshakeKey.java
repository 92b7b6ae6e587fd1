package org.freshet.transport.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What proves that a server understood the upgrade (RFC 6455, 4.1 and 4.2.2).
 *
 * @param text the value of {@code Sec-WebSocket-Key}: 16 bytes in base 64
 */
record HandshakeKey(String text) {

    private static final int BYTES = 16;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    static HandshakeKey random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new HandshakeKey(Base64.getEncoder().encodeToString(key));
    }

    /** Whether it is 16 bytes in base 64. */
    boolean isValid() {
        try {
            return Base64.getDecoder().decode(text).length == BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** The value of {@code Sec-WebSocket-Accept} that answers it. */
    String accept() {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest((text + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(sha1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
