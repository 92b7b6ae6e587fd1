package org.freshet.testkit.transport;

import java.util.HashMap;
import java.util.Map;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * A route that finds transports in a map of schemes, as the engine does in its registry. What it opens takes its buffers from one
 * allocator, from the lowest layer up, so that a test can account for all of them.
 *
 * @param streams by scheme
 * @param datagrams for {@link #datagrams}, or {@code null} where the test has none
 * @param allocator of every channel, from the moment the lowest layer stands
 */
public record LoopbackRoute(Map<String, StreamTransport> streams, DatagramTransport datagrams, ByteBufAllocator allocator)
        implements Route {

    public LoopbackRoute {
        streams = Map.copyOf(streams);
    }

    /** The same route with another transport for {@code scheme}. */
    public LoopbackRoute with(String scheme, StreamTransport transport) {
        Map<String, StreamTransport> all = new HashMap<>(streams);
        all.put(scheme, transport);
        return new LoopbackRoute(all, datagrams, allocator);
    }

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        StreamTransport transport = streams.get(request.to().scheme());
        if (transport == null) {
            return unknown(request.to().scheme(), request.loop());
        }
        return transport.connect(request.through(request.to(), withAllocator(request.pipeline())));
    }

    @Override
    public Future<Listener> listen(String scheme, BindSpec at, Acceptor acceptor) {
        StreamTransport transport = streams.get(scheme);
        if (transport == null) {
            return unknown(scheme, at.loop());
        }
        return transport.listen(at, this, (channel, from) -> {
            channel.config().setAllocator(allocator);
            acceptor.accepted(channel, from);
        });
    }

    @Override
    public Future<DatagramPort> datagrams(BindSpec at) {
        return datagrams == null ? unknown("udp", at.loop()) : datagrams.open(at, this);
    }

    private ChannelHandler withAllocator(ChannelHandler pipeline) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.config().setAllocator(allocator);
                channel.pipeline().addLast(pipeline);
            }
        };
    }

    private static <T> Future<T> unknown(String scheme, EventLoop loop) {
        return loop.newFailedFuture(
                new Fault(Fault.Kind.UNSUPPORTED, "this test has no transport for the scheme " + scheme).asException());
    }
}
