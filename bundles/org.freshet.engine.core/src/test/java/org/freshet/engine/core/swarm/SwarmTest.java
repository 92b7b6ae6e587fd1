package org.freshet.engine.core.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.freshet.engine.core.FakeServices;
import org.freshet.engine.core.RecordingPeerEvents;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.peer.PeerConnection.Origin;
import org.freshet.engine.core.peer.PeerHandshake;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.ExtensionHandshake;
import org.freshet.wire.Feature;
import org.freshet.wire.Handshake;
import org.freshet.wire.mse.EncryptionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;

class SwarmTest {
    private static final InfoHashes TORRENT = InfoHashes.of(InfoHash.v1Of(new byte[] {1, 2, 3}));
    private static final StreamTransport TCP = new StreamTransport() {
        @Override
        public Future<Channel> connect(ConnectRequest request) {
            throw new AssertionError("the route dials");
        }

        @Override
        public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
            throw new AssertionError("nobody listens");
        }
    };

    private static byte[] id(char c) {
        return ("-FR0100-" + String.valueOf(c).repeat(12)).getBytes(StandardCharsets.US_ASCII);
    }

    /** One side: a swarm, and the channels it holds. */
    private static final class Side {
        final FakeServices services = new FakeServices();
        final RecordingPeerEvents events = new RecordingPeerEvents();
        final List<PeerConnection> connected = new ArrayList<>();
        final PeerAddress address;
        final Swarm swarm;

        Side(char id, String host) {
            services.streams(Map.of("tcp", TCP));
            address = PeerAddress.tcp(new InetSocketAddress(host, 6881));
            swarm = new Swarm(services, TORRENT, id(id), events, connected::add);
            events.whenLeft((peer, why) -> swarm.left(peer));
        }

        /** Knows of another and dials it: the near end. */
        EmbeddedChannel dial(Side other) {
            swarm.discovered(List.of(other.address));
            FakeServices.Dial dial = services.dialled();
            assertNotNull(dial, "it dialled");
            EmbeddedChannel channel = new EmbeddedChannel(dial.request().pipeline());
            dial.channel().setSuccess(channel);
            services.run();
            return channel;
        }

        /** Is dialled: the far end. */
        EmbeddedChannel accept(Side from) {
            EmbeddedChannel channel = new EmbeddedChannel();
            PeerHandshake.accepted(channel, hash -> null, EncryptionPolicy.PREFER_PLAIN, new PeerHandshake.Sink() {
                @Override
                public void shaken(Channel c, Handshake theirs, boolean encrypted) {
                    // an incoming connection comes from a port of no meaning
                    swarm.accept(c, new Origin(PeerAddress.tcp(new InetSocketAddress(from.address.host(), 50_000)), true, encrypted, TCP),
                            theirs);
                }

                @Override
                public void failed(String why) {
                    // the far end went first
                }
            });
            return channel;
        }

        List<Channel> channels() {
            return swarm.peers().stream().map(PeerConnection::channel).toList();
        }
    }

    /** Two ends of a connection, whose bytes travel when the test says so. */
    private record Wire(EmbeddedChannel dialler, EmbeddedChannel accepter) {
        static Wire between(Side dialler, Side accepter) {
            return new Wire(dialler.dial(accepter), accepter.accept(dialler));
        }

        void toAccepter() {
            carry(dialler, accepter);
        }

        void toDialler() {
            carry(accepter, dialler);
        }

        private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
            from.runPendingTasks();
            for (ByteBuf b = from.readOutbound(); b != null; b = from.readOutbound()) {
                if (to.isActive()) {
                    to.writeInbound(b);
                } else {
                    b.release();
                }
            }
            to.runPendingTasks();
            if (!from.isActive()) {
                to.close();
                to.runPendingTasks();
            }
        }

        /** All that is under way arrives, ends included. */
        void settle() {
            for (int i = 0; i < 3; i++) {
                toAccepter();
                toDialler();
            }
        }
    }

    /** Orders in which the four handshakes of two crossing dials can arrive. */
    @ParameterizedTest
    @ValueSource(strings = {"AaBb", "BbAa", "ABab", "ABba", "BAab", "BAba"})
    void twoSidesThatDialEachOtherAtTheSameTimeKeepOneConnection(String order) {
        for (boolean swapped : new boolean[] {false, true}) {
            Side a = new Side(swapped ? 'z' : 'b', "10.0.0.1");
            Side b = new Side(swapped ? 'b' : 'z', "10.0.0.2");
            Wire fromA = Wire.between(a, b);
            Wire fromB = Wire.between(b, a);
            for (char step : order.toCharArray()) {
                switch (step) {
                    case 'A' -> fromA.toAccepter();
                    case 'a' -> fromA.toDialler();
                    case 'B' -> fromB.toAccepter();
                    default -> fromB.toDialler();
                }
            }
            fromA.settle();
            fromB.settle();
            Wire kept = swapped ? fromB : fromA; // the one that the smaller id dialled
            Side dialler = swapped ? b : a;
            Side accepter = swapped ? a : b;
            assertEquals(List.of(kept.dialler()), dialler.channels());
            assertEquals(List.of(kept.accepter()), accepter.channels());
            assertTrue(kept.dialler().isActive() && kept.accepter().isActive());
            assertEquals(1, a.services.connectionCount());
            assertEquals(1, b.services.connectionCount());
            Wire dropped = swapped ? fromA : fromB;
            assertFalse(dropped.dialler().isActive() || dropped.accepter().isActive());
        }
    }

    @Test
    void aConnectionThatHasStoodForLongIsNotReplacedByOneThatClaimsTheSamePeerId() {
        Side us = new Side('m', "10.0.0.1");
        Side them = new Side('b', "10.0.0.2");
        Wire old = Wire.between(us, them);
        old.settle();
        us.services.pass(Duration.ofMinutes(5));
        Side impostor = new Side('b', "10.6.6.6");
        Wire claim = Wire.between(impostor, us);
        claim.settle();
        assertEquals(List.of(old.dialler()), us.channels());
        assertFalse(claim.accepter().isActive());
    }

    @Test
    void aConnectionThatStoodWhenWeDialledIsNotReplaced() {
        Side us = new Side('b', "10.0.0.1");
        Side them = new Side('z', "10.0.0.2");
        Wire stands = Wire.between(them, us);
        stands.settle();
        us.services.pass(Duration.ofSeconds(2));
        Wire late = Wire.between(us, them);
        late.toAccepter();
        late.dialler().writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(bytes(them.swarm.handshake())));
        assertEquals(List.of(stands.accepter()), us.channels());
        assertFalse(late.dialler().isActive());
    }

    @Test
    void aPeerThatDialledUsAndSaysWhereItListensIsNotDialledThere() {
        Side us = new Side('b', "10.0.0.1");
        Side them = new Side('z', "10.0.0.2");
        Wire stands = Wire.between(them, us);
        stands.settle();
        ExtensionHandshake said = new ExtensionHandshake(Map.of(), "", 6881, 0, 0, null, ExtensionHandshake.Addresses.NONE);
        PeerConnection peer = us.connected.get(0);
        peer.channelRead(peer.channel().pipeline().context(peer), said.encode());
        us.swarm.discovered(List.of(them.address));
        assertNull(us.services.dialled());
        stands.dialler().close();
        stands.settle();
        us.services.pass(Duration.ofSeconds(3));
        us.swarm.tick();
        assertNotNull(us.services.dialled(), "it has gone");
    }

    @Test
    void aSecondDialOfTheSameSideIsDropped() {
        Side us = new Side('m', "10.0.0.1");
        Side them = new Side('b', "10.0.0.2");
        Wire first = Wire.between(them, us);
        first.settle();
        EmbeddedChannel second = us.accept(them);
        second.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(bytes(Handshake.of(TORRENT.primary().truncated(), id('b')))));
        assertFalse(second.isActive());
        assertEquals(List.of(first.accepter()), us.channels());
    }

    private static byte[] bytes(Handshake h) {
        byte[] out = Arrays.copyOf(Handshake.prefix(), Handshake.LENGTH);
        System.arraycopy(h.reserved(), 0, out, 20, 8);
        System.arraycopy(h.infoHash(), 0, out, 28, 20);
        System.arraycopy(h.peerId(), 0, out, 48, 20);
        return out;
    }

    @Test
    void weDoNotConnectToOurselves() {
        Side us = new Side('m', "10.0.0.1");
        EmbeddedChannel near = us.dial(us);
        Wire self = new Wire(near, us.accept(us));
        self.settle();
        assertTrue(us.swarm.isEmpty());
        assertFalse(near.isActive());
        assertEquals(0, us.services.connectionCount());
    }

    @Test
    void aDialThatMeetsItselfAtItsOwnAnswerIsForgotten() {
        Side us = new Side('m', "10.0.0.1");
        EmbeddedChannel near = us.dial(us);
        near.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(bytes(us.swarm.handshake())));
        assertFalse(near.isActive());
        assertEquals(0, us.swarm.known());
    }

    @Test
    void aPeerThatAnswersForAnotherTorrentIsDropped() {
        Side us = new Side('m', "10.0.0.1");
        EmbeddedChannel near = us.dial(new Side('b', "10.0.0.2"));
        near.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(bytes(Handshake.of(new byte[20], id('b'), Feature.FAST))));
        assertFalse(near.isActive());
        assertTrue(us.swarm.isEmpty());
        assertEquals(0, us.services.connectionCount());
    }

    @Test
    void aPeerThatIsNotReachedIsTriedAgainLater() {
        Side us = new Side('m', "10.0.0.1");
        us.swarm.discovered(List.of(PeerAddress.tcp("10.0.0.9", 7000)));
        us.services.dialled().channel().setFailure(new java.io.IOException("refused"));
        us.services.run();
        us.swarm.tick();
        assertNull(us.services.dialled(), "not at once");
        us.services.pass(Duration.ofSeconds(3));
        us.swarm.tick();
        assertNotNull(us.services.dialled());
    }

    private static String second(Side side) {
        return "peers that left: " + side.events.reasons();
    }

    @Test
    void aPeerWithTwoAddressesIsNotDialledAtTheOtherEveryFewSeconds() {
        Side us = new Side('m', "10.0.0.1");
        Side them = new Side('z', "10.0.0.2");
        Wire.between(us, them).settle();
        assertEquals(1, us.channels().size());
        us.swarm.discovered(List.of(PeerAddress.tcp("10.0.0.3", 6881)));
        int dials = 0;
        for (int second = 0; second < 600; second++) {
            for (FakeServices.Dial dial = us.services.dialled(); dial != null; dial = us.services.dialled()) {
                dials++;
                EmbeddedChannel channel = new EmbeddedChannel(dial.request().pipeline());
                dial.channel().setSuccess(channel);
                channel.writeInbound(io.netty.buffer.Unpooled.wrappedBuffer(bytes(them.swarm.handshake())));
                assertFalse(channel.isActive(), () -> second(us));
            }
            us.services.pass(Duration.ofSeconds(1));
            us.connected.get(0).channel().pipeline().fireChannelReadComplete(); // it is not silent
            us.swarm.tick();
        }
        assertEquals(1, us.channels().size(), () -> second(us));
        assertTrue(dials <= 9, dials + " dials");
    }
}
