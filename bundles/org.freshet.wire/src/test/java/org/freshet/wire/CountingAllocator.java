package org.freshet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/** An allocator that knows how many bytes have not been released, for channels that use nothing else and whose clock stands still. */
public final class CountingAllocator {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false, false);

    private final MockTicker time = Ticker.newMockTicker();

    public UnpooledByteBufAllocator allocator() {
        return allocator;
    }

    public EmbeddedChannel channel(ChannelHandler... handlers) {
        EmbeddedChannel channel = EmbeddedChannel.builder().register(false).ticker(time).handlers(handlers).build();
        channel.config().setAllocator(allocator);
        try {
            channel.register();
        } catch (Exception e) {
            throw new AssertionError("An embedded channel could not be registered", e);
        }
        return channel;
    }

    /** Moves the clock of every channel made here; its event loop still has to be run. */
    public void advance(long millis) {
        time.advance(millis, TimeUnit.MILLISECONDS);
    }

    public long bytesInUse() {
        return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    }

    public void assertNothingLeaked() {
        assertEquals(0, bytesInUse(), "bytes that nobody released");
    }
}
