package org.freshet.engine.core;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;

/** A transport whose channels take their buffers from a certain allocator. */
record LeakCheckedTransport(StreamTransport below, ByteBufAllocator buffers) implements StreamTransport {

    @Override
    public Future<Channel> connect(ConnectRequest r) {
        ChannelInitializer<Channel> pipeline = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.config().setAllocator(buffers);
                channel.pipeline().addLast(r.pipeline());
            }
        };
        return below.connect(r.through(r.to(), pipeline));
    }

    @Override
    public Future<Listener> listen(BindSpec at, Route route, Acceptor acceptor) {
        return below.listen(at, route, (channel, from) -> {
            channel.config().setAllocator(buffers);
            acceptor.accepted(channel, from);
        });
    }
}
