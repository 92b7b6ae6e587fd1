package org.freshet.transport.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;

/**
 * Lets the small headers between file regions leave in one segment with the regions ({@code TCP_CORK}, tcp(7)): else each header is
 * a segment of its own, and the receiver is woken twice a block. The cork is pulled as soon as all that was flushed has left.
 */
final class CorkedRegions extends ChannelOutboundHandlerAdapter {
    private final ChannelOption<Boolean> cork;
    private boolean regionsWait;
    private int flushesUnderWay;

    /** @param cork the option that corks this channel's kind of socket */
    CorkedRegions(ChannelOption<Boolean> cork) {
        this.cork = cork;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        regionsWait |= message instanceof FileRegion;
        ctx.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (regionsWait && ctx.channel().isActive()) {
            regionsWait = false;
            if (flushesUnderWay++ == 0) {
                ctx.channel().config().setOption(cork, true);
            }
            ctx.write(Unpooled.EMPTY_BUFFER).addListener(all -> left(ctx.channel()));
        }
        ctx.flush();
    }

    private void left(Channel channel) {
        if (--flushesUnderWay == 0 && channel.isActive()) {
            channel.config().setOption(cork, false);
        }
    }
}
