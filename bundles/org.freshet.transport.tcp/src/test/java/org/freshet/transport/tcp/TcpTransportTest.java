package org.freshet.transport.tcp;

import static org.freshet.testkit.transport.TransportBench.PATIENCE;
import static org.freshet.testkit.transport.TransportBench.fault;
import static org.freshet.testkit.transport.TransportBench.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.transport.Pattern;
import org.freshet.testkit.transport.StreamEnd;
import org.freshet.testkit.transport.TransportBench;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.support.NameLookup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** What is TCP's own; the rest is in {@link TcpTransportContractTest}. */
class TcpTransportTest {

    private static final Pattern PATTERN = new Pattern(3);

    @Nested
    class OnNio extends Suite {
        @Override
        IoHandlerFactory io() {
            return NioIoHandler.newFactory();
        }

        @Override
        Class<? extends SocketChannel> kind() {
            return NioSocketChannel.class;
        }
    }

    @Nested
    class OnEpoll extends Suite {
        @Override
        IoHandlerFactory io() {
            Needs.ofMachine(Epoll.isAvailable(), "epoll");
            return EpollIoHandler.newFactory();
        }

        @Override
        Class<? extends SocketChannel> kind() {
            return EpollSocketChannel.class;
        }

        /** A cork that is left in holds the last bytes back for 200 ms. */
        @Test
        void headersLeaveWithTheirRegionsAndTheCorkIsPulledAfterwards(@TempDir Path folder) throws Exception {
            Path file = Files.write(folder.resolve("regions"), new byte[3 * 16384]);
            Listener listener = listen(true);
            EpollSocketChannel sender = (EpollSocketChannel) result(dial(PeerAddress.tcp(listener.address()), null));
            boolean[] corked = new boolean[1];
            try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
                for (int i = 0; i < 3; i++) {
                    sender.write(sender.alloc().buffer().writeZero(13));
                    sender.write(new DefaultFileRegion(content, i * 16384L, 16384) {
                        @Override
                        protected void deallocate() {
                            corked[0] |= sender.config().isTcpCork(); // on the loop, once it is sent; the file is closed by the test
                        }
                    });
                }
                result(sender.writeAndFlush(sender.alloc().buffer().writeZero(1)));
            }
            bench.await("the cork is pulled", () -> !sender.config().isTcpCork());
            assertTrue(corked[0], "sent with the cork in");
        }
    }

    abstract static class Suite {
        private TcpConnect.Names names = NameLookup::lookup;
        private final TcpTransport transport = new TcpTransport((host, executor) -> names.lookup(host, executor));
        TransportBench bench;

        abstract IoHandlerFactory io();

        abstract Class<? extends SocketChannel> kind();

        @BeforeEach
        void setUp() {
            bench = new TransportBench(io(), Map.of(PeerAddress.TCP, transport));
        }

        @AfterEach
        void nothingIsLeft() throws Exception {
            transport.close();
            bench.await("every socket is closed", () -> bench.openSockets() == 0);
            bench.await("every buffer is released", () -> bench.allocator().live() == 0);
            bench.close();
        }

        @Test
        void socketsAreOfTheLoopsKindAndSetUpForPeers() throws Exception {
            Listener listener = listen(true);
            Channel dialled = result(dial(PeerAddress.tcp(listener.address()), null));
            for (Channel channel : new Channel[] {dialled, bench.nextAccepted().channel()}) {
                assertEquals(kind(), channel.getClass());
                assertTrue(((SocketChannel) channel).config().isTcpNoDelay());
                assertFalse(((SocketChannel) channel).config().isAllowHalfClosure());
                assertEquals(Boolean.TRUE, channel.attr(StreamTransport.FILE_REGIONS).get());
            }
        }

        @Test
        void filesThatWaitToBeSentMakeTheChannelUnwritable(@TempDir Path folder) throws Exception {
            int length = 32 * 1024 * 1024;
            Path file = folder.resolve("data");
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuf all = PATTERN.part(bench.allocator(), 0, length);
                out.write(all.nioBuffer());
                all.release();
            }
            Listener listener = listen(false);
            Channel channel = result(dial(PeerAddress.tcp(listener.address()), null));
            StreamEnd receiver = bench.nextAccepted();
            Future<Void> sent = channel.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, length));
            bench.await("the channel is unwritable", () -> !channel.isWritable());
            receiver.read();
            receiver.awaitReceived(length);
            result(sent);
            bench.await("the channel is writable again", channel::isWritable);
            assertEquals(length, Files.size(file));
        }

        @Test
        void aConnectionComesFromTheAddressThatWasAskedFor() throws Exception {
            Listener listener = listen(true);
            InetSocketAddress local = new InetSocketAddress("127.0.0.2", 0);
            Channel channel = result(dial(PeerAddress.tcp(listener.address()), local));
            assertEquals(local.getAddress(), ((InetSocketAddress) channel.localAddress()).getAddress());
        }

        @Test
        void connectionsLeaveByTheAddressOrInterfaceThatTheUserChose() throws Exception {
            Listener listener = listen(true);
            choose("127.0.0.5", TrafficClass.NORMAL);
            assertEquals("127.0.0.5", leavesBy(listener, null));
            assertEquals("127.0.0.5", leavesBy(listener, new InetSocketAddress("127.0.0.2", 0)), "whatever else is asked for");
            String loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")).getName();
            choose(loopback, TrafficClass.NORMAL);
            assertEquals("127.0.0.1", leavesBy(listener, null));
            choose("", TrafficClass.NORMAL);
            assertEquals("127.0.0.2", leavesBy(listener, new InetSocketAddress("127.0.0.2", 0)));
        }

        @Test
        void whereTheChosenWayIsNotThereNoConnectionIsMade() throws Exception {
            Listener listener = listen(true);
            choose("nosuch0", TrafficClass.NORMAL);
            Fault missing = fault(dial(PeerAddress.tcp(listener.address()), null));
            assertEquals(Fault.Kind.UNREACHABLE, missing.kind());
            assertTrue(missing.message().contains("the network interface nosuch0"), missing.message());
            choose("::1", TrafficClass.NORMAL);
            Fault other = fault(dial(PeerAddress.tcp(listener.address()), null));
            assertEquals("connections leave by ::1 only, which has no IPv4 address that reaches 127.0.0.1", other.message());
            choose("192.0.2.1", TrafficClass.NORMAL); // reserved for documentation (RFC 5737)
            assertEquals(Fault.Kind.UNREACHABLE, fault(dial(PeerAddress.tcp(listener.address()), null)).kind());
        }

        @Test
        void packetsAreMarkedOnBothEndsAsTheUserChose() throws Exception {
            Listener listener = listen(true);
            choose("", TrafficClass.LOWER_EFFORT);
            Channel dialled = result(dial(PeerAddress.tcp(listener.address()), null));
            assertEquals(4, ((SocketChannel) dialled).config().getTrafficClass());
            assertEquals(4, ((SocketChannel) bench.nextAccepted().channel()).config().getTrafficClass());
            choose("", TrafficClass.NORMAL);
            assertEquals(0, ((SocketChannel) result(dial(PeerAddress.tcp(listener.address()), null))).config().getTrafficClass());
        }

        private void choose(String by, TrafficClass marks) {
            transport.settings(new TcpSettings(OutgoingAddress.of(by).orElseThrow(), marks));
        }

        private String leavesBy(Listener listener, InetSocketAddress asked) throws Exception {
            Channel channel = result(dial(PeerAddress.tcp(listener.address()), asked));
            return ((InetSocketAddress) channel.localAddress()).getAddress().getHostAddress();
        }

        @Test
        void anAddressOfAnotherMachineCanNeitherBeDialledFromNorListenedOn() throws Exception {
            InetSocketAddress foreign = new InetSocketAddress("192.0.2.1", 0); // reserved for documentation (RFC 5737)
            Listener listener = listen(true);
            Fault dialling = fault(dial(PeerAddress.tcp(listener.address()), foreign));
            assertEquals(Fault.Kind.UNREACHABLE, dialling.kind(), dialling.message());
            Fault listening = fault(bench.route().listen(PeerAddress.TCP, BindSpec.of(foreign, bench.listening()),
                    (channel, from) -> { }));
            assertEquals(Fault.Kind.UNREACHABLE, listening.kind(), listening.message());
            assertTrue(listening.message().contains("192.0.2.1 is no address of this machine"), listening.message());
        }

        @Test
        void aWildcardListenerTellsAnIpv4PeerByItsIpv4Address() throws Exception {
            Promise<PeerAddress> from = bench.listening().newPromise();
            Listener listener = result(bench.route().listen(PeerAddress.TCP,
                    BindSpec.of(new InetSocketAddress(0), bench.listening()), (channel, peer) -> from.setSuccess(peer)));
            Channel channel = result(dial(PeerAddress.tcp("127.0.0.1", listener.address().getPort()), null));
            assertEquals(channel.localAddress(), result(from).socket());
        }

        @Test
        void ipv6Works() throws Exception {
            InetAddress loopback = InetAddress.getByName("::1");
            Needs.ofMachine(NetworkInterface.getByInetAddress(loopback) != null, "IPv6");
            Listener listener = result(bench.listen(bench.route(), PeerAddress.TCP,
                    BindSpec.of(new InetSocketAddress(loopback, 0), bench.listening()), () -> end(true)));
            StreamEnd dialler = end(true);
            result(bench.dial(bench.route(), PeerAddress.tcp("::1", listener.address().getPort()), dialler, PATIENCE));
            dialler.send(1000);
            bench.nextAccepted().awaitReceived(1000);
        }

        @Test
        void theAddressesOfANameAreTriedInTurn() throws Exception {
            Listener listener = listen(true);
            int port = listener.address().getPort();
            names = (host, executor) -> executor.newSucceededFuture(List.of(new InetSocketAddress("127.0.0.3", port),
                    new InetSocketAddress("127.0.0.4", port), listener.address()));
            Channel channel = result(dial(PeerAddress.tcp("tracker.example", port), null));
            assertEquals(listener.address(), channel.remoteAddress());
            listener.close().sync();
            Fault fault = fault(dial(PeerAddress.tcp("tracker.example", port), null));
            assertEquals("connection to tracker.example:" + port + " (127.0.0.1) was refused: nothing listens there",
                    fault.message());
        }

        @Test
        void aLookUpThatTakesTooLongTimesOut() throws Exception {
            names = (host, executor) -> executor.newPromise();
            Fault fault = fault(bench.route().connect(new ConnectRequest(PeerAddress.tcp("tracker.example", 80), null, bench.route(),
                    bench.dialling(), end(true), Duration.ofMillis(100))));
            assertEquals(Fault.Kind.TIMEOUT, fault.kind());
            assertTrue(fault.message().contains("tracker.example:80"), fault.message());
        }

        @Test
        void aLookUpDoesNotOutliveTheTransport() throws Exception {
            Promise<List<InetSocketAddress>> answer = bench.dialling().newPromise();
            names = (host, executor) -> answer;
            Future<Channel> connecting = dial(PeerAddress.tcp("tracker.example", 80), null);
            transport.close();
            assertEquals(Fault.Kind.GONE, fault(connecting).kind());
            bench.await("the look-up is dropped", answer::isCancelled);
        }

        @Test
        void aPipelineThatCannotBeAddedFailsTheConnection() throws Exception {
            Listener listener = listen(true);
            ChannelInboundHandlerAdapter once = new ChannelInboundHandlerAdapter();
            ConnectRequest request = new ConnectRequest(PeerAddress.tcp(listener.address()), null, bench.route(), bench.dialling(),
                    once, PATIENCE);
            result(transport.connect(request));
            Fault fault = fault(transport.connect(request));
            assertEquals(Fault.Kind.INTERNAL, fault.kind());
            bench.await("the second connection is closed", () -> bench.openSockets() == 3);
        }

        @Test
        void aLoopThatHasEndedFailsTheConnection() throws Exception {
            InetSocketAddress anywhere = new InetSocketAddress("127.0.0.1", 1);
            bench.close();
            Future<Channel> connecting = dial(PeerAddress.tcp(anywhere), null);
            assertTrue(connecting.isDone() && !connecting.isSuccess());
        }

        Listener listen(boolean reading) throws Exception {
            return result(bench.listen(bench.route(), PeerAddress.TCP, bench.anyPort(""), () -> end(reading)));
        }

        private static StreamEnd end(boolean reading) {
            return new StreamEnd("an end", PATTERN, PATTERN, reading);
        }

        Future<Channel> dial(PeerAddress to, InetSocketAddress local) {
            return bench.route().connect(new ConnectRequest(to, local, bench.route(), bench.dialling(), end(true), PATIENCE));
        }
    }
}
