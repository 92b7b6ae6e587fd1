package org.freshet.wire.mse;

import java.nio.charset.StandardCharsets;
import org.freshet.wire.internal.Sha1;

/**
 * Finds the torrent an MSE initiator means without its name being sent. Called once per incoming connection, on its event
 * loop: it must not block, so keep an index by {@link #obfuscate}.
 */
@FunctionalInterface
public interface SkeyLookup {
    /**
     * The infohash whose {@link #obfuscate} equals the argument.
     *
     * @param obfuscatedHash 20 bytes
     * @return the 20 bytes of the infohash (as it is written in handshakes), or null if we have no such torrent
     */
    byte[] infoHash(byte[] obfuscatedHash);

    /** SHA-1 of "req2" and the infohash: what {@link #infoHash} is asked with. */
    static byte[] obfuscate(byte[] infoHash) {
        return Sha1.of("req2".getBytes(StandardCharsets.US_ASCII), infoHash);
    }
}
