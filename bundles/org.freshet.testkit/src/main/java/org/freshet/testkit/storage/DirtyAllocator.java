package org.freshet.testkit.storage;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Gives buffers that are full of noise, as pooled ones are: bytes that nobody wrote cannot pass for zeros. */
final class DirtyAllocator extends AbstractByteBufAllocator {
    private static final int NOISE = 0x5a;

    private final ByteBufAllocator source;

    DirtyAllocator(ByteBufAllocator source) {
        super(true);
        this.source = source;
    }

    private static ByteBuf dirty(ByteBuf buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.setByte(i, NOISE);
        }
        return buffer;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return dirty(source.heapBuffer(initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return dirty(source.directBuffer(initialCapacity, maxCapacity));
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }
}
