package org.freshet.wire.mse;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * User event: the stream below the codec is settled and what follows it is the peer protocol. Fired once, before the
 * first byte of the peer's {@link org.freshet.wire.Handshake} reaches the codec.
 *
 * @param encrypted whether the stream is RC4: if so file regions cannot be written and blocks are copied on their way out
 * @param infoHash the 20 bytes both sides proved to know, or null where the peer came with a plain handshake
 */
public record MseComplete(boolean encrypted, byte[] infoHash) {
    @Override
    public boolean equals(Object other) {
        return other instanceof MseComplete that && encrypted == that.encrypted && Arrays.equals(infoHash, that.infoHash);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(infoHash) + Boolean.hashCode(encrypted);
    }

    @Override
    public String toString() {
        return "MseComplete[encrypted=" + encrypted + ", infoHash="
                + (infoHash == null ? "not said" : HexFormat.of().formatHex(infoHash)) + "]";
    }
}
