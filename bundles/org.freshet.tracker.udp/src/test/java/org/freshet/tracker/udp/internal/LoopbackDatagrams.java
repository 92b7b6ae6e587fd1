package org.freshet.tracker.udp.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.transport.BindSpec;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.Fault;
import org.freshet.transport.Route;
import org.freshet.transport.support.NameLookup;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** Plain UDP as these tests need it; counts the ports that are open. */
final class LoopbackDatagrams implements DatagramTransport {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    private final ByteBufAllocator allocator;

    LoopbackDatagrams(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public Future<DatagramPort> open(BindSpec at, Route below) {
        Promise<DatagramPort> promise = at.loop().newPromise();
        Port port = new Port();
        new Bootstrap().group(at.loop()).channel(NioDatagramChannel.class).option(ChannelOption.ALLOCATOR, allocator)
                .handler(port)
                .bind(at.address()).addListener((io.netty.channel.ChannelFuture bound) -> {
                    if (bound.isSuccess()) {
                        opened.incrementAndGet();
                        open.incrementAndGet();
                        bound.channel().closeFuture().addListener(closed -> open.decrementAndGet());
                        port.channel = bound.channel();
                        promise.setSuccess(port);
                    } else {
                        promise.setFailure(Fault.of(Fault.Kind.IN_USE, "binding failed", bound.cause()).asException());
                    }
                });
        return promise;
    }

    private static final class Port extends ChannelInboundHandlerAdapter implements DatagramPort {
        private final List<Filter> filters = new CopyOnWriteArrayList<>();
        private Channel channel;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            filters.stream().anyMatch(filter -> filter.received(packet.content(), packet.sender()));
            packet.release();
        }

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public EventLoop loop() {
            return channel.eventLoop();
        }

        @Override
        public Registration filter(Filter filter) {
            filters.add(filter);
            return () -> filters.remove(filter);
        }

        @Override
        public Future<?> send(ByteBuf data, InetSocketAddress to) {
            Promise<Void> sent = loop().newPromise();
            NameLookup.lookup(to, loop()).addListener((Future<List<InetSocketAddress>> found) -> {
                if (found.isSuccess()) {
                    channel.writeAndFlush(new DatagramPacket(data, found.getNow().getFirst()));
                    sent.setSuccess(null);
                } else {
                    data.release();
                    sent.setFailure(found.cause());
                }
            });
            return sent;
        }

        @Override
        public Future<?> close() {
            return channel.close();
        }
    }
}
