package org.freshet.transport.tcp;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;

import org.freshet.transport.StreamTransport;

/** How every connected socket is set up, dialled or accepted. */
final class TcpOptions {

    /** The smallest and the first receive buffer, and the one a steady stream grows to. Idle connections hold none at all. */
    private static final int SMALLEST = 2 * 1024;
    private static final int FIRST = 16 * 1024;
    private static final int LARGEST = 256 * 1024;

    /** Buffers filled for one connection before the loop serves the next. */
    private static final int READS_IN_A_ROW = 4;

    /** Enough for a gathering write of 16 blocks, little enough for 500 connections. */
    private static final WriteBufferWaterMark QUEUED = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private TcpOptions() {
    }

    static void apply(Channel channel, TrafficClass trafficClass) {
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        config.setWriteBufferWaterMark(QUEUED);
        config.setMessageSizeEstimator(new QueuedBytes());
        config.setRecvByteBufAllocator(receiveBuffers());
        if (trafficClass != TrafficClass.NORMAL) {
            config.setOption(ChannelOption.IP_TOS, trafficClass.octet());
        }
        channel.attr(StreamTransport.FILE_REGIONS).set(Boolean.TRUE);
        Sockets.tune(channel);
    }

    private static RecvByteBufAllocator receiveBuffers() {
        return new AdaptiveRecvByteBufAllocator(SMALLEST, FIRST, LARGEST).maxMessagesPerRead(READS_IN_A_ROW);
    }
}
