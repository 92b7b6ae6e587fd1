package org.freshet.engine.core.torrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.freshet.engine.core.FakeServices;
import org.freshet.engine.core.RecordingPeerEvents;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.peer.PeerConnection.Origin;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.transport.PeerAddress;
import org.freshet.wire.ExtensionHandshake;
import org.freshet.wire.ExtensionHandshake.Addresses;
import org.freshet.wire.Feature;
import org.freshet.wire.Handshake;
import org.freshet.wire.MetadataMessage;
import org.freshet.wire.PeerMessage;
import org.freshet.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

class MetadataExchangeTest {
    private static final int PIECE = MetadataMessage.PIECE_LENGTH;
    private static final int THEIR_ID = 7;

    private final FakeServices services = new FakeServices();
    private final byte[] info = new byte[9 * PIECE + 77];
    private final List<byte[]> fetched = new ArrayList<>();
    private final List<PeerConnection> peers = new ArrayList<>();
    private final MetadataExchange exchange;
    private final RecordingPeerEvents events = new RecordingPeerEvents() {
        @Override
        public void extensionsKnown(PeerConnection peer) {
            exchange.offer(peer);
        }

        @Override
        public void metadata(PeerConnection peer, ByteBuf payload) throws ProtocolViolation {
            exchange.received(peer, payload);
        }
    };

    MetadataExchangeTest() {
        new Random(5).nextBytes(info);
        exchange = new MetadataExchange(services, InfoHashes.of(InfoHash.v1Of(info)), fetched::add);
        events.whenLeft((peer, why) -> {
            peers.remove(peer);
            exchange.left(peer);
        });
    }

    /** A peer that says it has metadata of a length. */
    private final class Peer {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final PeerConnection connection;

        Peer(int size) {
            connection = new PeerConnection(channel, new Origin(PeerAddress.tcp(new InetSocketAddress("10.0.0.1", 1)), true, false, null),
                    Handshake.of(new byte[20], new byte[20], Feature.EXTENSIONS), events, services::now);
            channel.pipeline().addLast(connection);
            peers.add(connection);
            channel.writeInbound(new ExtensionHandshake(Map.of(MetadataMessage.EXTENSION, THEIR_ID), "", 0, 0, size, null,
                    Addresses.NONE).encode());
        }

        void says(MetadataMessage message) {
            channel.writeInbound(message.encode(PeerConnection.UT_METADATA));
        }

        /** What it was told since the last time. */
        List<MetadataMessage> heard() throws ProtocolViolation {
            channel.runPendingTasks();
            List<MetadataMessage> all = new ArrayList<>();
            for (PeerMessage.Extended m = channel.readOutbound(); m != null; m = channel.readOutbound()) {
                assertEquals(THEIR_ID, m.id());
                all.add(MetadataMessage.decode(m.payload()));
                m.release();
            }
            return all;
        }

        /** The pieces it was asked for since the last time. */
        List<Integer> asked() throws ProtocolViolation {
            return heard().stream().map(m -> assertInstanceOf(MetadataMessage.Request.class, m).piece()).toList();
        }

        void gives(int piece, byte[] from) {
            int at = piece * PIECE;
            says(new MetadataMessage.Data(piece, from.length, Unpooled.copiedBuffer(from, at, Math.min(PIECE, from.length - at))));
        }

        /** Answers what it is asked, until it is asked no more; how many answers that were. */
        int serves(byte[] from) throws ProtocolViolation {
            int answers = 0;
            for (List<Integer> asked = asked(); !asked.isEmpty(); asked = asked()) {
                for (int piece : asked) {
                    gives(piece, from);
                    answers++;
                }
            }
            return answers;
        }
    }

    private void seconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            services.pass(Duration.ofSeconds(1));
            exchange.tick(List.copyOf(peers));
        }
    }

    private byte[] lie() {
        byte[] lie = info.clone();
        for (int i = 0; i < lie.length; i += 100) {
            lie[i]++;
        }
        return lie;
    }

    private void assertFetched() {
        assertEquals(1, fetched.size());
        assertArrayEquals(info, fetched.get(0));
    }

    @Test
    void onePeerGivesAllOfItAFewPiecesAtATime() throws Exception {
        Peer peer = new Peer(info.length);
        assertEquals(List.of(0, 1, 2, 3), peer.asked());
        for (int i = 0; i < 4; i++) {
            peer.gives(i, info);
        }
        peer.serves(info);
        assertFetched();
        assertEquals(info.length, exchange.size());
    }

    @Test
    void severalPeersShareTheWork() throws Exception {
        Peer a = new Peer(info.length);
        Peer b = new Peer(info.length);
        assertEquals(List.of(0, 1, 2, 3), a.asked());
        assertEquals(List.of(4, 5, 6, 7), b.asked());
    }

    @Test
    void aPeerThatNeverAnswersIsReplaced() throws Exception {
        Peer silent = new Peer(info.length);
        Peer good = new Peer(info.length);
        good.serves(info);
        assertEquals(0, fetched.size());
        seconds(6);
        good.serves(info);
        assertFetched();
        silent.asked();
    }

    @Test
    void theOnlyPeerIsAskedAgainForWhatItForgot() throws Exception {
        Peer peer = new Peer(info.length);
        peer.asked();
        seconds(32);
        assertTrue(peer.serves(info) >= 10);
        assertFetched();
    }

    @Test
    void aPeerThatLeavesFreesWhatItOwed() throws Exception {
        Peer a = new Peer(info.length);
        Peer b = new Peer(info.length);
        a.channel.close();
        b.serves(info);
        seconds(1);
        b.serves(info);
        assertFetched();
    }

    @Test
    void aLiarWhoGaveAllOfItIsDisconnectedAndAnotherAsked() throws Exception {
        Peer liar = new Peer(info.length);
        liar.serves(lie());
        assertFalse(liar.channel.isActive());
        assertTrue(events.reasons().get(0).contains("does not match"), events.reasons()::toString);
        new Peer(info.length).serves(info);
        assertFetched();
    }

    @Test
    void aLiarAmongOthersIsFoundByAskingEachForAllOfIt() throws Exception {
        Peer liar = new Peer(info.length);
        Peer good = new Peer(info.length);
        Peer alsoGood = new Peer(info.length);
        for (int s = 0; s < 60 && fetched.isEmpty(); s++) {
            seconds(1);
            if (liar.channel.isActive()) {
                liar.serves(lie());
            }
            good.serves(info);
            alsoGood.serves(info);
        }
        assertFetched();
        assertTrue(good.channel.isActive() && alsoGood.channel.isActive());
    }

    @Test
    void aLiarWhoFallsSilentWhenAskedAloneDoesNotStopTheRest() throws Exception {
        Peer liar = new Peer(info.length);
        Peer good = new Peer(info.length);
        for (int piece : liar.asked()) {
            liar.gives(piece, lie());
        }
        good.serves(info);
        assertTrue(fetched.isEmpty());
        for (int s = 0; s < 60 && fetched.isEmpty(); s++) {
            seconds(1);
            good.serves(info);
        }
        assertFetched();
    }

    @Test
    void aWrongLengthThatNobodyBacksIsGivenUp() throws Exception {
        Peer liar = new Peer(MetadataExchange.MAX_SIZE);
        Peer good = new Peer(info.length);
        assertEquals(List.of(), good.asked());
        seconds(6);
        good.serves(info);
        assertFetched();
        liar.asked();
    }

    @Test
    void aLengthBeyondAllMeasureIsIgnored() throws Exception {
        Peer huge = new Peer(MetadataExchange.MAX_SIZE + 1);
        assertEquals(List.of(), huge.asked());
        new Peer(info.length).serves(info);
        assertFetched();
    }

    @Test
    void aPieceOfTheWrongLengthEndsTheConnection() throws Exception {
        Peer peer = new Peer(info.length);
        peer.asked();
        peer.says(new MetadataMessage.Data(0, info.length, Unpooled.wrappedBuffer(new byte[PIECE - 1])));
        assertFalse(peer.channel.isActive());
    }

    @Test
    void dataThatNobodyAskedForIsIgnored() throws Exception {
        Peer asked = new Peer(info.length);
        Peer other = new Peer(info.length);
        other.gives(0, lie());
        other.gives(9, lie());
        other.says(new MetadataMessage.Data(Integer.MAX_VALUE, info.length, Unpooled.wrappedBuffer(new byte[PIECE])));
        asked.serves(info);
        other.serves(info);
        asked.serves(info);
        assertFetched();
        assertTrue(other.channel.isActive());
    }

    @Test
    void aPeerThatRefusesIsAskedAgainAfterAWhile() throws Exception {
        Peer peer = new Peer(info.length);
        for (int piece : peer.asked()) {
            peer.says(new MetadataMessage.Reject(piece));
        }
        seconds(10);
        assertEquals(List.of(), peer.asked());
        seconds(30);
        peer.serves(info);
        assertFetched();
    }

    @Test
    void whatIsKnownIsServedAndTheRestRefused() throws Exception {
        Peer early = new Peer(0);
        early.says(new MetadataMessage.Request(0));
        assertEquals(List.of(new MetadataMessage.Reject(0)), early.heard());
        exchange.known(info);
        early.says(new MetadataMessage.Request(9));
        early.says(new MetadataMessage.Request(10));
        early.says(new MetadataMessage.Request(Integer.MAX_VALUE));
        early.channel.runPendingTasks();
        PeerMessage.Extended answer = early.channel.readOutbound();
        MetadataMessage.Data data = assertInstanceOf(MetadataMessage.Data.class, MetadataMessage.decode(answer.payload()));
        assertEquals(77, data.data().readableBytes());
        assertEquals(info.length, data.totalSize());
        data.release();
        answer.release();
        assertEquals(List.of(new MetadataMessage.Reject(10), new MetadataMessage.Reject(Integer.MAX_VALUE)), early.heard());
        assertNull(early.channel.readOutbound());
    }

    @Test
    void aPeersWordForAGreatLengthCostsNoMemory() throws Exception {
        new Peer(1); // what is loaded once
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        new Peer(MetadataExchange.MAX_SIZE);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 4 << 20, () -> taken + " bytes for a peer's word");
    }
}
