package org.freshet.transport.udp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.transport.DatagramPort.Filter;
import org.freshet.transport.Fault;
import org.freshet.transport.support.NameLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** One bound socket: its datagrams go to the filters, one after another. */
final class UdpSocket extends ChannelInboundHandlerAdapter {

    /**
     * The longest datagram that is taken is one byte shorter: a tracker's answer with 450 IPv6 peers. Of a longer one the system
     * keeps only the beginning, and a beginning is worse than nothing.
     */
    private static final int RECEIVE_BUFFER = 8 * 1024 + 1;
    private static final int DATAGRAMS_IN_A_ROW = 32;
    private static final int MOST_LOOKUPS = 64;
    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    private final List<Filter> filters = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final ChannelFuture binding;
    private int holders;

    /** Binds at once; {@link #binding} tells when that is done. */
    UdpSocket(EventLoop loop, InetSocketAddress address) {
        boolean ipv4 = address.getAddress() instanceof Inet4Address && !address.getAddress().isAnyLocalAddress();
        SocketProtocolFamily family = ipv4 ? SocketProtocolFamily.INET : null;
        binding = new Bootstrap().group(loop)
                .channelFactory(sockets(loop, family))
                .option(ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(RECEIVE_BUFFER).maxMessagesPerRead(DATAGRAMS_IN_A_ROW))
                .handler(this)
                .bind(address);
    }

    private static ChannelFactory<DatagramChannel> sockets(EventLoop loop, SocketProtocolFamily family) {
        try {
            if (EpollDatagrams.fit(loop)) {
                return () -> EpollDatagrams.open(family);
            }
        } catch (NoClassDefFoundError epollIsNotInstalled) {
            // io.netty.channel.epoll is an optional import: without it no loop can be an epoll loop
        }
        return () -> family == null ? new NioDatagramChannel() : new NioDatagramChannel(family);
    }

    ChannelFuture binding() {
        return binding;
    }

    /** Counts one more holder; this and the next two are called with the transport's lock held. */
    void hold() {
        holders++;
    }

    /** Counts one holder less, and tells whether there are others. */
    boolean release() {
        return --holders > 0;
    }

    boolean isHeld() {
        return holders > 0;
    }

    void add(Filter filter) {
        filters.add(filter);
    }

    void remove(Filter filter) {
        filters.remove(filter);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (msg instanceof DatagramPacket packet && packet.content().readableBytes() < RECEIVE_BUFFER) {
                offer(packet.content(), packet.sender());
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void offer(ByteBuf data, InetSocketAddress from) {
        int start = data.readerIndex();
        for (Filter filter : filters) {
            try {
                if (filter.received(data, from)) {
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warn("A filter of UDP port {} failed on a datagram from {}; the datagram is dropped",
                        binding.channel().localAddress(), from, e);
                return;
            }
            data.readerIndex(start); // a filter may look at what is not its own
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // what ICMP says about an earlier datagram: the socket goes on, and whoever waits for an answer has a timer
        LOG.debug("UDP port {}: {}", ctx.channel().localAddress(), cause.toString());
    }

    /** As {@link org.freshet.transport.DatagramPort#send}. */
    Future<?> send(ByteBuf data, InetSocketAddress to) {
        if (!to.isUnresolved()) {
            return write(data, to);
        }
        if (lookups.incrementAndGet() > MOST_LOOKUPS) {
            lookups.decrementAndGet();
            data.release();
            return loop().newFailedFuture(new Fault(Fault.Kind.FULL, "datagram to " + to.getHostString()
                    + " not sent: too many names are being looked up already").asException());
        }
        Promise<Void> promise = loop().newPromise();
        NameLookup.lookup(to, loop()).addListener((Future<List<InetSocketAddress>> found) -> {
            lookups.decrementAndGet();
            InetSocketAddress address = found.isSuccess() ? reachable(found.getNow()) : null;
            if (address != null) {
                write(data, address).addListener(sent -> pass(sent, promise));
                return;
            }
            data.release();
            promise.tryFailure(found.isSuccess()
                    ? new Fault(Fault.Kind.UNREACHABLE,
                            to.getHostString() + " has no address that this UDP port can send to").asException()
                    : found.cause());
        });
        return promise;
    }

    private Future<?> write(ByteBuf data, InetSocketAddress to) {
        DatagramChannel channel = channel();
        if (!channel.isWritable() && channel.isActive()) {
            data.release(); // as the system drops what does not fit into its own queue
            return loop().newSucceededFuture(null);
        }
        return channel.writeAndFlush(new DatagramPacket(data, to));
    }

    private static void pass(Future<?> from, Promise<Void> to) {
        if (from.isSuccess()) {
            to.trySuccess(null);
        } else {
            to.tryFailure(from.cause());
        }
    }

    /** A socket bound to an IPv4 address cannot send to IPv6. */
    private InetSocketAddress reachable(List<InetSocketAddress> addresses) {
        InetAddress local = channel().localAddress() == null ? null : channel().localAddress().getAddress();
        boolean any = local == null || local.isAnyLocalAddress();
        return addresses.stream().filter(a -> any || a.getAddress() instanceof Inet4Address == local instanceof Inet4Address)
                .findFirst().orElse(null);
    }

    DatagramChannel channel() {
        return (DatagramChannel) binding.channel();
    }

    EventLoop loop() {
        return binding.channel().eventLoop();
    }

    InetSocketAddress address() {
        return channel().localAddress();
    }
}
