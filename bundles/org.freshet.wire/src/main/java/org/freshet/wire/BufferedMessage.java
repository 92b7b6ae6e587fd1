package org.freshet.wire;

import io.netty.util.ReferenceCounted;

/**
 * An outgoing or incoming message that owns a reference-counted payload. It counts with its payload, so Netty releases it
 * wherever a message is dropped (a failed write, the end of a pipeline).
 */
public interface BufferedMessage extends ReferenceCounted {
    /** The reference-counted payload this message owns. */
    ReferenceCounted counted();

    @Override
    default int refCnt() {
        return counted().refCnt();
    }

    @Override
    default BufferedMessage retain() {
        counted().retain();
        return this;
    }

    @Override
    default BufferedMessage retain(int increment) {
        counted().retain(increment);
        return this;
    }

    @Override
    default BufferedMessage touch() {
        counted().touch();
        return this;
    }

    @Override
    default BufferedMessage touch(Object hint) {
        counted().touch(hint);
        return this;
    }

    @Override
    default boolean release() {
        return counted().release();
    }

    @Override
    default boolean release(int decrement) {
        return counted().release(decrement);
    }
}
