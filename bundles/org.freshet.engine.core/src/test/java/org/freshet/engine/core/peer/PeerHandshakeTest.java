package org.freshet.engine.core.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.freshet.wire.Handshake;
import org.freshet.wire.mse.EncryptionPolicy;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;

class PeerHandshakeTest {
    private final List<String> outcomes = new ArrayList<>();
    private final PeerHandshake.Sink sink = new PeerHandshake.Sink() {
        @Override
        public void shaken(Channel channel, Handshake theirs, boolean encrypted) {
            outcomes.add("shaken");
        }

        @Override
        public void failed(String why) {
            outcomes.add(why);
        }
    };
    private final EmbeddedChannel channel = new EmbeddedChannel();

    PeerHandshakeTest() {
        channel.freezeTime();
    }

    private static Handshake handshake() {
        return Handshake.of(new byte[20], new byte[20]);
    }

    private static ByteBuf bytes() {
        return Unpooled.wrappedBuffer(Handshake.prefix(), new byte[48]);
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    @Test
    void aPeerThatAnswersNothingIsGivenUpAfterFifteenSeconds() {
        PeerHandshake.dialled(channel, handshake(), false, EncryptionPolicy.PREFER_PLAIN, sink);
        ByteBuf sent = channel.readOutbound();
        assertNotNull(sent, "ours is sent at once");
        sent.release();
        pass(14);
        assertTrue(channel.isActive());
        pass(2);
        assertFalse(channel.isActive());
        assertEquals(List.of("the peer sent no handshake within 15 s"), outcomes);
    }

    @Test
    void bytesThatTrickleInDoNotMoveTheDeadline() {
        PeerHandshake.accepted(channel, hash -> null, EncryptionPolicy.PREFER_PLAIN, sink);
        ByteBuf all = bytes();
        for (int i = 0; i < 16; i++) {
            if (channel.isActive()) {
                channel.writeInbound(all.readRetainedSlice(1));
            }
            pass(1);
        }
        all.release();
        assertFalse(channel.isActive());
        assertEquals(1, outcomes.size());
    }

    @Test
    void aHandshakeInTimeEndsTheWait() {
        PeerHandshake.accepted(channel, hash -> null, EncryptionPolicy.PREFER_PLAIN, sink);
        pass(10);
        channel.writeInbound(bytes());
        pass(60);
        assertTrue(channel.isActive());
        assertEquals(List.of("shaken"), outcomes);
        channel.close();
        assertEquals(List.of("shaken"), outcomes, "the outcome is told once");
    }

    @Test
    void garbageEndsTheConnectionWithAReason() {
        PeerHandshake.dialled(channel, handshake(), false, EncryptionPolicy.PREFER_PLAIN, sink);
        channel.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n".repeat(4), StandardCharsets.US_ASCII));
        assertFalse(channel.isActive());
        assertEquals(1, outcomes.size());
        assertFalse(outcomes.get(0).isEmpty());
    }

    @Test
    void aPeerThatHangsUpIsAFailure() {
        PeerHandshake.dialled(channel, handshake(), false, EncryptionPolicy.PREFER_PLAIN, sink);
        channel.close();
        assertEquals(List.of("the peer closed the connection before its handshake"), outcomes);
    }

    @Test
    void garbageBehindTheHandshakeOfARefusedPeerReachesNobody() {
        PeerHandshake.Sink refusing = new PeerHandshake.Sink() {
            @Override
            public void shaken(Channel c, Handshake theirs, boolean encrypted) {
                outcomes.add("shaken");
                c.close();
            }

            @Override
            public void failed(String why) {
                outcomes.add(why);
            }
        };
        PeerHandshake.accepted(channel, hash -> null, EncryptionPolicy.PREFER_PLAIN, refusing);
        ByteBuf chokeOfNegativeLength = Unpooled.buffer().writeInt(-1).writeByte(0);
        channel.writeInbound(Unpooled.wrappedBuffer(bytes(), chokeOfNegativeLength));
        channel.checkException();
        assertFalse(channel.isActive());
        assertEquals(List.of("shaken"), outcomes);
    }
}
