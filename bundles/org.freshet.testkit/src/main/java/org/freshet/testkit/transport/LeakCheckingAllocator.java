package org.freshet.testkit.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * An allocator that remembers every buffer it made, so that a test can ask at its end whether all of them were released. Buffers
 * are not pooled: a pooled one is handed out again after its release and could not be told from one that leaked. Any thread.
 */
public final class LeakCheckingAllocator extends AbstractByteBufAllocator {

    private static final int FORGET_EVERY = 4096;
    private static final int FRAMES_TOLD = 24;

    private record Allocation(ByteBuf buffer, Throwable where) {
        boolean isLive() {
            return buffer.refCnt() > 0;
        }
    }

    private final UnpooledByteBufAllocator source = new UnpooledByteBufAllocator(true, true);
    private final List<Allocation> allocations = new ArrayList<>();
    private long made;

    /** Prefers direct buffers, as sockets do. */
    public LeakCheckingAllocator() {
        super(true);
    }

    /** How many buffers were made. */
    public synchronized long made() {
        return made;
    }

    /** How many of them have not been released. */
    public synchronized int live() {
        forgetReleased();
        return allocations.size();
    }

    /**
     * Where the buffers that are still live were made: one stack trace a buffer, for at most three of them. Empty if there are
     * none.
     */
    public synchronized String describeLive() {
        forgetReleased();
        return allocations.stream().limit(3).map(LeakCheckingAllocator::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Allocation a) {
        StringBuilder text = new StringBuilder(a.buffer().toString()).append(" allocated");
        StackTraceElement[] frames = a.where().getStackTrace();
        for (int i = 0; i < Math.min(FRAMES_TOLD, frames.length); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text.toString();
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return remember(source.heapBuffer(initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return remember(source.directBuffer(initialCapacity, maxCapacity));
    }

    @Override
    public CompositeByteBuf compositeHeapBuffer(int maxNumComponents) {
        return remember(super.compositeHeapBuffer(maxNumComponents));
    }

    @Override
    public CompositeByteBuf compositeDirectBuffer(int maxNumComponents) {
        return remember(super.compositeDirectBuffer(maxNumComponents));
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private synchronized <B extends ByteBuf> B remember(B buffer) {
        if (++made % FORGET_EVERY == 0) {
            forgetReleased();
        }
        allocations.add(new Allocation(buffer, new Throwable()));
        return buffer;
    }

    private void forgetReleased() {
        allocations.removeIf(a -> !a.isLive());
    }
}
