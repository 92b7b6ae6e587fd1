package org.freshet.transport.tcp;

import io.netty.channel.DefaultMessageSizeEstimator;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;

/**
 * Counts a {@link FileRegion} towards the channel's write-buffer water mark by the bytes it is going to send. Netty counts it as
 * nothing, and then a channel that sends files would never turn unwritable.
 */
final class QueuedBytes implements MessageSizeEstimator, MessageSizeEstimator.Handle {

    private final Handle others = DefaultMessageSizeEstimator.DEFAULT.newHandle();

    @Override
    public Handle newHandle() {
        return this;
    }

    @Override
    public int size(Object msg) {
        return msg instanceof FileRegion region
                ? (int) Math.min(region.count() - region.transferred(), Integer.MAX_VALUE)
                : others.size(msg);
    }
}
