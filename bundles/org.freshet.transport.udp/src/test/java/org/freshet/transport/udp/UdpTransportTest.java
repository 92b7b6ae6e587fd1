package org.freshet.transport.udp;

import static org.freshet.testkit.transport.TransportBench.PATIENCE;
import static org.freshet.testkit.transport.TransportBench.fault;
import static org.freshet.testkit.transport.TransportBench.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.transport.ClassLoaderLeakCheck;
import org.freshet.testkit.transport.TransportBench;
import org.freshet.transport.BindSpec;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;

class UdpTransportTest {

    @Nested
    class OnNio extends Suite {
        @Override
        IoHandlerFactory io() {
            return NioIoHandler.newFactory();
        }
    }

    @Nested
    class OnEpoll extends Suite {
        @Override
        IoHandlerFactory io() {
            Needs.ofMachine(Epoll.isAvailable(), "epoll");
            return EpollIoHandler.newFactory();
        }
    }

    abstract static class Suite {
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
        private final UdpTransport transport = new UdpTransport();
        private TransportBench bench;

        abstract IoHandlerFactory io();

        @BeforeEach
        void setUp() {
            bench = new TransportBench(io(), Map.of());
        }

        @AfterEach
        void nothingIsLeft() throws Exception {
            transport.close();
            bench.await("every socket is closed", () -> bench.openSockets() == 0);
            bench.await("every buffer is released: " + bench.allocator().describeLive(), () -> bench.allocator().live() == 0);
            bench.close();
        }

        @Test
        void datagramsGoBothWays() throws Exception {
            DatagramPort one = open(0);
            DatagramPort other = open(0);
            one.filter(hearing("one"));
            other.filter(hearing("other"));
            result(one.send(text("hello"), other.address()));
            assertEquals("other hears hello from " + one.address().getPort(), next());
            result(other.send(text("hi"), one.address()));
            assertEquals("one hears hi from " + other.address().getPort(), next());
        }

        @Test
        void theFirstFilterThatSaysYesGetsIt() throws Exception {
            DatagramPort port = open(0);
            port.filter((data, from) -> data.readByte() == 'x'); // what it has read is put back for the next
            port.filter(hearing("second"));
            port.filter(hearing("third"));
            result(port.send(text("xyz"), port.address()));
            result(port.send(text("abc"), port.address()));
            assertEquals("second hears abc from " + port.address().getPort(), next());
            assertNull(got.poll());
        }

        @Test
        void aFilterThatIsTakenAwayHearsNothing() throws Exception {
            DatagramPort port = open(0);
            DatagramPort.Registration first = port.filter(hearing("first"));
            port.filter(hearing("second"));
            first.close();
            first.close();
            result(port.send(text("abc"), port.address()));
            assertEquals("second hears abc from " + port.address().getPort(), next());
        }

        @Test
        void aFilterThatThrowsDoesNotStopThePort() throws Exception {
            DatagramPort port = open(0);
            port.filter((data, from) -> {
                if (data.getByte(0) == '!') {
                    throw new IllegalStateException("as intended by a test");
                }
                return false;
            });
            port.filter(hearing("second"));
            result(port.send(text("!"), port.address()));
            result(port.send(text("abc"), port.address()));
            assertEquals("second hears abc from " + port.address().getPort(), next());
        }

        @Test
        void filtersRunOnThePortsLoop() throws Exception {
            DatagramPort port = open(0);
            port.filter((data, from) -> got.add("" + port.loop().inEventLoop()));
            result(port.send(text("abc"), port.address()));
            assertEquals("true", next());
        }

        @Test
        void anAddressThatIsOpenIsShared() throws Exception {
            DatagramPort first = open(0);
            DatagramPort second = result(transport.open(BindSpec.of(first.address(), bench.dialling()), bench.route()));
            assertEquals(first.address(), second.address());
            assertSame(first.loop(), second.loop());
            assertEquals(1, bench.openSockets());
            first.filter(hearing("first"));
            second.filter(hearing("second"));
            result(first.close());
            result(first.close());
            result(second.send(text("abc"), second.address()));
            assertEquals("second hears abc from " + second.address().getPort(), next());
            assertEquals(Fault.Kind.GONE, fault(first.send(text("late"), second.address())).kind());
            result(second.close());
            assertEquals(0, bench.openSockets());
        }

        @Test
        void anAddressCanBeOpenedAgainAsSoonAsItWasClosed() throws Exception {
            DatagramPort port = open(0);
            for (int i = 0; i < 20; i++) {
                DatagramPort last = port;
                last.close();
                EventLoop loop = i % 2 == 0 ? bench.dialling() : bench.listening();
                port = result(transport.open(BindSpec.of(last.address(), loop), bench.route()));
                assertEquals(last.address(), port.address());
            }
            port.filter(hearing("last"));
            result(port.send(text("abc"), port.address()));
            assertEquals("last hears abc from " + port.address().getPort(), next());
        }

        @Test
        void portsWithoutAnAskedForNumberAreDifferent() throws Exception {
            assertNotEquals(open(0).address(), open(0).address());
        }

        @Test
        void aPortOfSomebodyElseIsInUse() throws Exception {
            UdpTransport other = new UdpTransport();
            InetSocketAddress taken = result(other.open(loopback(0), bench.route())).address();
            Fault fault = fault(transport.open(BindSpec.of(taken, bench.listening()), bench.route()));
            assertEquals(Fault.Kind.IN_USE, fault.kind());
            assertTrue(fault.message().contains("UDP port " + taken.getPort()), fault.message());
            other.close();
            result(transport.open(BindSpec.of(taken, bench.listening()), bench.route()));
        }

        @Test
        void namesAreResolvedOffTheLoop() throws Exception {
            DatagramPort port = open(0);
            port.filter(hearing("one"));
            result(port.send(text("abc"), InetSocketAddress.createUnresolved("localhost", port.address().getPort())));
            assertEquals("one hears abc from " + port.address().getPort(), next());
            Fault fault = fault(port.send(text("abc"), InetSocketAddress.createUnresolved("nobody.invalid", 6969)));
            assertEquals(Fault.Kind.UNREACHABLE, fault.kind());
            assertTrue(fault.message().contains("nobody.invalid"), fault.message());
        }

        @Test
        void aWildcardPortTellsAnIpv4SenderByItsIpv4Address() throws Exception {
            DatagramPort wildcard = result(transport.open(
                    BindSpec.of(new InetSocketAddress("0.0.0.0", 0), bench.listening()), bench.route()));
            DatagramPort sender = open(0);
            wildcard.filter((data, from) -> got.add(from.getAddress().getHostAddress()));
            sender.filter(hearing("sender"));
            result(sender.send(text("abc"), new InetSocketAddress("127.0.0.1", wildcard.address().getPort())));
            assertEquals("127.0.0.1", next());
            result(wildcard.send(text("back"), sender.address()));
            assertEquals("sender hears back from " + wildcard.address().getPort(), next());
        }

        @Test
        void theLongestDatagramArrivesWholeAndALongerOneNotAtAll() throws Exception {
            DatagramPort port = open(0);
            port.filter((data, from) -> got.add(data.readableBytes() + " bytes"));
            result(port.send(zeros(9000), port.address()));
            result(port.send(zeros(8193), port.address()));
            result(port.send(zeros(8192), port.address()));
            result(port.send(zeros(1), port.address()));
            assertEquals("8192 bytes", next());
            assertEquals("1 bytes", next());
        }

        @Test
        void whatAFilterRetainsIsItsOwn() throws Exception {
            DatagramPort port = open(0);
            BlockingQueue<ByteBuf> kept = new LinkedBlockingQueue<>();
            port.filter((data, from) -> kept.add(data.retain()));
            result(port.send(text("abc"), port.address()));
            ByteBuf data = kept.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertEquals("abc", data.toString(StandardCharsets.US_ASCII));
            data.release();
        }

        @Test
        void aStoppedTransportClosesItsPortsAndOpensNone() throws Exception {
            DatagramPort port = open(0);
            transport.close();
            assertEquals(0, bench.openSockets());
            ByteBuf late = text("late");
            assertTrue(port.send(late, port.address()).await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            result(port.close());
            assertEquals(Fault.Kind.GONE, fault(transport.open(loopback(0), bench.route())).kind());
        }

        @Test
        void aStoppedTransportCanBeUnloaded() throws Exception {
            for (int i = 0; i < 3; i++) {
                ClassLoaderLeakCheck.assertUnloads(DatagramTransport.class, UdpTransport.class, reloaded -> {
                    DatagramPort port = result(reloaded.open(loopback(0), bench.route()));
                    port.filter(hearing("one"));
                    result(port.send(text("abc"), InetSocketAddress.createUnresolved("localhost", port.address().getPort())));
                    assertEquals("one hears abc from " + port.address().getPort(), next());
                    fault(port.send(text("abc"), InetSocketAddress.createUnresolved("nobody.invalid", 1)));
                    ((AutoCloseable) reloaded).close();
                    bench.await("the allocator remembers no stack of it", () -> bench.allocator().live() == 0);
                });
            }
        }

        private BindSpec loopback(int port) {
            return BindSpec.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), bench.listening());
        }

        private DatagramPort open(int port) throws Exception {
            return result(transport.open(loopback(port), bench.route()));
        }

        private DatagramPort.Filter hearing(String who) {
            return (data, from) -> got.add(who + " hears " + data.toString(StandardCharsets.US_ASCII) + " from " + from.getPort());
        }

        private String next() throws InterruptedException {
            return got.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        private ByteBuf text(String text) {
            return bench.allocator().buffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        private ByteBuf zeros(int length) {
            return bench.allocator().buffer(length).writeZero(length);
        }
    }
}
