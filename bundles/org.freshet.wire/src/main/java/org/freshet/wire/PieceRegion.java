package org.freshet.wire;

import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;

/**
 * An outgoing {@code piece} message (BEP 3, id 7) whose block goes from file to socket without passing through the program.
 * Owns {@code region}, whose count must equal {@code length} and which must not have been transferred in part. Only for a
 * channel that sends file regions: TCP, and not under MSE's RC4.
 */
public record PieceRegion(int piece, int offset, int length, FileRegion region) implements BufferedMessage {
    @Override
    public ReferenceCounted counted() {
        return region;
    }
}
