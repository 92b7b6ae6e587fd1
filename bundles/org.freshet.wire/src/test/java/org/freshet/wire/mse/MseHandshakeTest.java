package org.freshet.wire.mse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.freshet.wire.Handshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MseHandshakeTest {
    private static final byte[] HELLO = hello();

    @ParameterizedTest
    @CsvSource({
        "PLAIN_ONLY,        PLAIN_ONLY,        plain",
        "PLAIN_ONLY,        PREFER_PLAIN,      plain",
        "PLAIN_ONLY,        PREFER_ENCRYPTED,  plain",
        "PLAIN_ONLY,        REQUIRE_ENCRYPTED, refused",
        "PREFER_PLAIN,      PLAIN_ONLY,        refused",
        "PREFER_PLAIN,      PREFER_PLAIN,      plain",
        "PREFER_PLAIN,      PREFER_ENCRYPTED,  encrypted",
        "PREFER_PLAIN,      REQUIRE_ENCRYPTED, encrypted",
        "PREFER_ENCRYPTED,  PLAIN_ONLY,        refused",
        "PREFER_ENCRYPTED,  PREFER_PLAIN,      plain",
        "PREFER_ENCRYPTED,  PREFER_ENCRYPTED,  encrypted",
        "PREFER_ENCRYPTED,  REQUIRE_ENCRYPTED, encrypted",
        "REQUIRE_ENCRYPTED, PLAIN_ONLY,        refused",
        "REQUIRE_ENCRYPTED, PREFER_PLAIN,      encrypted",
        "REQUIRE_ENCRYPTED, PREFER_ENCRYPTED,  encrypted",
        "REQUIRE_ENCRYPTED, REQUIRE_ENCRYPTED, encrypted"})
    void everyPairOfPoliciesComesToItsOutcome(EncryptionPolicy initiating, EncryptionPolicy responding, String outcome) {
        try (MsePair pair = new MsePair(initiating, responding)) {
            pair.write(pair.initiator, HELLO);
            pair.carry();
            if (outcome.equals("refused")) {
                assertFalse(pair.responder.isOpen());
                assertInstanceOf(MseFailure.class, pair.listening.failures.getFirst());
                assertNull(pair.listening.complete);
                return;
            }
            boolean encrypted = outcome.equals("encrypted");
            assertEquals(encrypted, pair.dialling.complete.encrypted());
            assertEquals(encrypted, pair.listening.complete.encrypted());
            assertArrayEquals(initiating.speaksMse() ? MsePair.INFO_HASH : null, pair.listening.complete.infoHash());
            assertEquals(encrypted ? 1 : 0, handlersOfMse(pair));
            assertTalk(pair);
        }
    }

    @Test
    void theStreamSurvivesBeingCarriedInSingleBytes() {
        for (EncryptionPolicy policy : List.of(EncryptionPolicy.PREFER_PLAIN, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
            try (MsePair pair = new MsePair(policy, policy)) {
                pair.write(pair.initiator, HELLO);
                pair.carry(() -> 1);
                assertTalk(pair);
            }
        }
    }

    @Test
    void theStreamSurvivesAnyCutAndPad() {
        Random random = new Random(12);
        for (int round = 0; round < 60; round++) {
            EncryptionPolicy policy = round % 2 == 0 ? EncryptionPolicy.PREFER_PLAIN : EncryptionPolicy.PREFER_ENCRYPTED;
            int pad = round % 3 == 0 ? 0 : round % 3 == 1 ? 512 : -1;
            MseInitiator initiator = new MseInitiator(MsePair.INFO_HASH, policy, MsePair.DEADLINE,
                    MsePair.random(round, pad));
            MseResponder responder = new MseResponder(MsePair.known(MsePair.INFO_HASH), policy, MsePair.DEADLINE,
                    MsePair.random(-round - 1, pad));
            try (MsePair pair = new MsePair(initiator, responder)) {
                pair.write(pair.initiator, HELLO);
                pair.carry(() -> 1 + random.nextInt(300));
                assertTalk(pair);
            }
        }
    }

    @Test
    void theFirstBytesTravelAsInitialPayloadAndAreThereWithTheOutcome() {
        try (MsePair pair = new MsePair(EncryptionPolicy.PREFER_ENCRYPTED, EncryptionPolicy.PREFER_ENCRYPTED)) {
            ChannelFuture hello = pair.initiator.writeAndFlush(pair.memory.allocator().buffer().writeBytes(HELLO));
            assertFalse(hello.isDone());
            MsePair.feed(pair.memory, pair.responder, MsePair.written(pair.initiator));
            MsePair.feed(pair.memory, pair.initiator, MsePair.written(pair.responder));
            assertTrue(hello.isSuccess());
            MsePair.feed(pair.memory, pair.responder, MsePair.written(pair.initiator));

            assertNotNull(pair.listening.complete);
            assertArrayEquals(HELLO, pair.listening.received.toByteArray());
            assertFalse(pair.listening.receivedBeforeComplete);
            assertNull(pair.dialling.complete);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFER_PLAIN", "REQUIRE_ENCRYPTED"})
    void whateverIsWrittenBeforeTheOutcomeArrivesInOrder(EncryptionPolicy policy) {
        try (MsePair pair = new MsePair(policy, policy)) {
            byte[] early = MsePair.bytes(1, 1000);
            pair.write(pair.initiator, Arrays.copyOf(early, 300));
            pair.write(pair.initiator, Arrays.copyOfRange(early, 300, 1000));
            pair.write(pair.responder, HELLO);
            pair.carry(() -> 100);

            assertArrayEquals(early, pair.listening.received.toByteArray());
            assertArrayEquals(HELLO, pair.dialling.received.toByteArray());
        }
    }

    @Test
    void withoutEarlyBytesTheInitialPayloadIsEmpty() {
        try (MsePair pair = new MsePair(EncryptionPolicy.REQUIRE_ENCRYPTED, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
            pair.carry();
            assertNotNull(pair.dialling.complete);
            assertEquals(0, pair.listening.received.size());
            pair.write(pair.initiator, HELLO);
            pair.carry();
            assertTalk(pair);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aPlainHandshakePassesAsItIs(int size) {
        try (MsePair pair = new MsePair(EncryptionPolicy.PLAIN_ONLY, EncryptionPolicy.PREFER_ENCRYPTED)) {
            pair.write(pair.initiator, HELLO);
            pair.carry(() -> size);

            assertArrayEquals(HELLO, pair.listening.received.toByteArray());
            assertNull(pair.listening.complete.infoHash());
            assertNull(pair.responder.pipeline().get(MseResponder.class));
        }
    }

    @Test
    void sharedBlocksAreNotEncryptedInPlace() {
        try (MsePair pair = new MsePair(EncryptionPolicy.REQUIRE_ENCRYPTED, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
            pair.carry();
            ByteBuf cached = pair.memory.allocator().buffer().writeBytes(HELLO);
            pair.initiator.writeAndFlush(cached.retainedSlice());
            pair.carry();

            byte[] after = new byte[HELLO.length];
            cached.getBytes(0, after);
            assertArrayEquals(HELLO, after);
            assertArrayEquals(HELLO, pair.listening.received.toByteArray());
            assertEquals(1, cached.refCnt());
            cached.release();
        }
    }

    @Test
    void aFileRegionIsRefusedByAnEncryptedStreamAndNothingElseIsHarmed() {
        try (MsePair pair = new MsePair(EncryptionPolicy.REQUIRE_ENCRYPTED, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
            pair.carry();
            DefaultFileRegion region = new DefaultFileRegion(new File("never opened"), 0, 10);
            assertInstanceOf(UnsupportedOperationException.class, pair.initiator.writeAndFlush(region).cause());
            assertEquals(0, region.refCnt());
            pair.write(pair.initiator, HELLO);
            pair.carry();

            assertArrayEquals(HELLO, pair.listening.received.toByteArray());
        }
    }

    /** Both directions carry more than the handshake, unharmed. */
    private static void assertTalk(MsePair pair) {
        byte[] more = MsePair.bytes(77, 20_000);
        pair.write(pair.initiator, more);
        pair.write(pair.responder, more);
        pair.carry(() -> 4321);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(HELLO);
        expected.writeBytes(more);
        assertArrayEquals(expected.toByteArray(), pair.listening.received.toByteArray());
        assertArrayEquals(more, pair.dialling.received.toByteArray());
        assertEquals(List.of(), pair.dialling.failures);
        assertEquals(List.of(), pair.listening.failures);
    }

    private static long handlersOfMse(MsePair pair) {
        return pair.initiator.pipeline().toMap().values().stream()
                .filter(handler -> handler instanceof Rc4Handler || handler instanceof MseHandshake).count();
    }

    private static byte[] hello() {
        byte[] hello = MsePair.bytes(8, Handshake.LENGTH);
        System.arraycopy(Handshake.prefix(), 0, hello, 0, 20);
        return hello;
    }
}
