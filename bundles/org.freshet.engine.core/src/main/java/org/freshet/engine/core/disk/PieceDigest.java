package org.freshet.engine.core.disk;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.netty.buffer.ByteBuf;

/** The running SHA-1 of one piece (BEP 3), fed in order. Not thread-safe. */
final class PieceDigest {
    private final MessageDigest sha1;
    private int position;

    PieceDigest() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
    }

    /** Bytes fed so far: the offset in the piece that must come next. */
    int position() {
        return position;
    }

    /** Feeds the readable bytes of {@code data} without moving its indices. */
    void update(ByteBuf data) {
        position += data.readableBytes();
        if (data.nioBufferCount() == 1) {
            sha1.update(data.nioBuffer());
        } else {
            for (ByteBuffer part : data.nioBuffers()) {
                sha1.update(part);
            }
        }
    }

    /** Ends the piece; the digest starts anew. */
    byte[] finish() {
        position = 0;
        return sha1.digest();
    }
}
