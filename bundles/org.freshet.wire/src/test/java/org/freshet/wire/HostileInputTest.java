package org.freshet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final WireLimits LIMITS = new WireLimits(100, 10, 200, 64);

    private final CountingAllocator memory = new CountingAllocator();
    private final PeerMessageDecoder decoder = new PeerMessageDecoder(LIMITS);
    private final EmbeddedChannel channel = memory.channel(decoder);

    @AfterEach
    void nothingLeaks() {
        channel.finishAndReleaseAll();
        memory.assertNothingLeaked();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "2,4", "3,1", "4,3", "4,5", "4,0", "6,11", "6,13", "8,0", "9,1", "9,3", "13,0", "14,1", "15,1",
        "16,8", "17,5", "21,47", "21,49", "23,0", "7,7", "7,0", "20,0", "22,47", "7,109", "5,11", "20,202", "22,113",
        "99,201"})
    void aMessageOfALengthItsIdDoesNotHaveIsRefusedBeforeItComes(int id, int body) {
        greet();
        feed(lead(1 + body, id));

        assertViolation();
    }

    @ParameterizedTest
    @CsvSource({"7,108", "7,8", "5,10", "5,0", "20,201", "20,1", "22,112", "99,200", "99,0"})
    void aMessageAtALimitIsAccepted(int id, int body) {
        greet();
        feed(Samples.join(lead(1 + body, id), new byte[body]));

        Object message = channel.readInbound();
        assertNotNull(message);
        ReferenceCountUtil.release(message);
        assertTrue(channel.isOpen());
    }

    @ParameterizedTest
    @CsvSource({"4", "5", "7", "20", "22", "99", "0"})
    void aLengthBeyondTwoToThe31IsRefused(int id) {
        greet();
        feed(lead(Integer.MIN_VALUE, id));
        assertViolation();

        EmbeddedChannel slow = memory.channel(new PeerMessageDecoder(LIMITS));
        feed(slow, Samples.encode(Samples.handshake()));
        for (byte b : lead(-1, id)) {
            feed(slow, b);
        }
        assertThrows(ProtocolViolation.class, slow::checkException);
        slow.finishAndReleaseAll();
    }

    @Test
    void numbersBeyondTwoToThe31AreRefused() {
        for (byte[] bad : new byte[][] {Samples.raw(4, new byte[] {-1, -1, -1, -1}),
            Samples.raw(6, Samples.join(new byte[8], new byte[] {-128, 0, 0, 0})),
            Samples.raw(7, Samples.join(new byte[4], new byte[] {-128, 0, 0, 0}, new byte[3])),
            Samples.raw(21, Samples.join(new byte[44], new byte[] {-1, -1, -1, -1}))}) {
            EmbeddedChannel one = memory.channel(new PeerMessageDecoder(LIMITS));
            feed(one, Samples.encode(Samples.handshake()));
            feed(one, bad);
            assertThrows(ProtocolViolation.class, one::checkException);
            assertFalse(one.isOpen());
            one.finishAndReleaseAll();
        }
    }

    @Test
    void aPartOfAHashIsRefused() {
        greet();
        feed(Samples.raw(22, new byte[48 + 33]));

        assertViolation();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\023BitTorrent protocoL", "\024BitTorrent protocol", "\000"})
    void anotherProtocolIsRefusedAtItsFirstWrongByte(String bytes) {
        feed(bytes.getBytes(StandardCharsets.ISO_8859_1));

        assertViolation();
    }

    @Test
    void theFirstWrongByteOfTheHandshakeEndsItEvenByteByByte() {
        byte[] almost = "\023BitTorrenT".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < almost.length - 1; i++) {
            feed(channel, almost[i]);
        }
        assertTrue(channel.isOpen());
        feed(channel, almost[almost.length - 1]);

        assertViolation();
    }

    @Test
    void nothingIsReadAfterAViolation() {
        greet();
        feed(Samples.join(lead(3, 4), Samples.encode(new PeerMessage.Have(1))));
        assertViolation();
    }

    @Test
    void nothingIsReadBetweenAViolationAndTheEndOfTheChannel() {
        EmbeddedChannel closingSlowly = memory.channel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
                promise.setSuccess();
            }
        }, new PeerMessageDecoder(LIMITS));
        feed(closingSlowly, Samples.encode(Samples.handshake()));
        feed(closingSlowly, lead(3, 4));
        assertThrows(ProtocolViolation.class, closingSlowly::checkException);
        feed(closingSlowly, Samples.encode(PeerMessage.CHOKE));

        assertEquals(1, closingSlowly.inboundMessages().size(), "only the handshake");
        closingSlowly.pipeline().removeFirst();
        closingSlowly.finishAndReleaseAll();
    }

    @Test
    void newLimitsHoldFromTheNextMessageOn() {
        greet();
        decoder.limits(LIMITS.withPieces(9));
        feed(lead(1 + 3, 5));

        assertViolation();
    }

    @Test
    void aRefusalSaysWhatWasSent() {
        greet();
        feed(lead(1 + 109, 7));

        ProtocolViolation violation = assertThrows(ProtocolViolation.class, channel::checkException);
        assertEquals("The peer announced a piece message of 110 bytes; this connection accepts 9 to 109",
                violation.getMessage());
    }

    @Test
    void noRandomStreamBreaksTheDecoderOrLeaks() {
        Random random = new Random(20260101);
        byte[] good = Samples.stream();
        for (int round = 0; round < 3000; round++) {
            EmbeddedChannel fuzzed = memory.channel(new PeerMessageDecoder(WireLimits.DEFAULT));
            byte[] stream = good.clone();
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
            }
            for (int at = 0; at < stream.length && fuzzed.isOpen();) {
                int end = Math.min(stream.length, at + 1 + random.nextInt(500));
                feed(fuzzed, Arrays.copyOfRange(stream, at, end));
                at = end;
            }
            Samples.decoded(fuzzed);
            try {
                fuzzed.checkException();
            } catch (Exception expected) {
                assertEquals(ProtocolViolation.class, expected.getClass());
            }
            fuzzed.finishAndReleaseAll();
            memory.assertNothingLeaked();
        }
    }

    private void greet() {
        feed(Samples.encode(Samples.handshake()));
        assertEquals(Samples.handshake(), channel.readInbound());
    }

    private void assertViolation() {
        assertThrows(ProtocolViolation.class, channel::checkException);
        assertFalse(channel.isOpen());
        assertNull(channel.readInbound());
    }

    private static byte[] lead(int length, int id) {
        return new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) id};
    }

    private void feed(byte[] bytes) {
        feed(channel, bytes);
    }

    private void feed(EmbeddedChannel to, byte... bytes) {
        ByteBuf buffer = memory.allocator().directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
        to.pipeline().fireChannelRead(buffer);
        to.pipeline().fireChannelReadComplete();
    }
}
