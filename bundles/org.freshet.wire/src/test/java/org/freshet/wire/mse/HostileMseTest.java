package org.freshet.wire.mse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMseTest {
    private MsePair pair;

    @BeforeEach
    void connect() {
        pair = new MsePair(EncryptionPolicy.PREFER_ENCRYPTED, EncryptionPolicy.PREFER_ENCRYPTED);
    }

    @AfterEach
    void nothingLeaks() {
        pair.close();
    }

    @Test
    void aPeerThatMeansAnotherTorrentIsRefused() {
        try (MsePair strangers = new MsePair(
                new MseInitiator(MsePair.bytes(1, 20), EncryptionPolicy.PREFER_ENCRYPTED, MsePair.DEADLINE),
                new MseResponder(MsePair.known(MsePair.bytes(2, 20)), EncryptionPolicy.PREFER_ENCRYPTED, MsePair.DEADLINE))) {
            strangers.carry();
            assertRefused(strangers.responder, strangers.listening, "a torrent that is not here");
        }
    }

    @Test
    void aLookupThatNamesTheWrongTorrentIsNoticed() {
        try (MsePair confused = new MsePair(
                new MseInitiator(MsePair.bytes(1, 20), EncryptionPolicy.PREFER_ENCRYPTED, MsePair.DEADLINE),
                new MseResponder(asked -> MsePair.bytes(2, 20), EncryptionPolicy.PREFER_ENCRYPTED, MsePair.DEADLINE))) {
            confused.carry();
            assertRefused(confused.responder, confused.listening, "verification constant is wrong");
        }
    }

    @Test
    void garbageIsRefusedByTheResponderAfterABoundedNumberOfBytes() {
        feed(pair.responder, MsePair.bytes(1, 96 + 511));
        assertTrue(pair.responder.isOpen());
        assertTrue(pair.memory.bytesInUse() < 4096);
        feed(pair.responder, MsePair.bytes(2, 21));

        assertRefused(pair.responder, pair.listening, "did not come within 512 bytes");
    }

    @Test
    void garbageIsRefusedByTheInitiatorAfterABoundedNumberOfBytes() {
        feed(pair.initiator, MsePair.bytes(1, 96 + 511));
        assertTrue(pair.initiator.isOpen());
        feed(pair.initiator, MsePair.bytes(2, 9));

        assertRefused(pair.initiator, pair.dialling, "did not come within 512 bytes");
    }

    @Test
    void aFloodInOneBufferIsRefusedAndReleased() {
        feed(pair.responder, MsePair.bytes(1, 256 << 10));

        assertRefused(pair.responder, pair.listening, "did not come");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1})
    void aDegenerateKeyIsRefused(int value) {
        byte[] key = new byte[96];
        if (value == 1) {
            key[95] = 1;
        } else if (value == -1) {
            key = new BigInteger("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22"
                    + "514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A63A3621"
                    + "0000000000090562", 16).toByteArray();
            key = Arrays.copyOfRange(key, key.length - 96, key.length);
        }
        feed(pair.initiator, key);
        assertRefused(pair.initiator, pair.dialling, "degenerate");
        feed(pair.responder, key);
        assertRefused(pair.responder, pair.listening, "degenerate");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 0x80000002})
    void anOfferOfOtherMethodsIsRefusedOrTheCommonOneTaken(int offered) throws Exception {
        try (MsePair strict = new MsePair(EncryptionPolicy.PREFER_ENCRYPTED, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
            ByHand byHand = new ByHand(strict);
            byHand.send(0, offered, 0, 0);
            if ((offered & CryptoMethod.RC4) != 0) {
                assertTrue(strict.listening.complete.encrypted());
            } else {
                assertRefused(strict.responder, strict.listening, "none of which");
            }
        }
    }

    @Test
    void aPadBeyond512BytesIsRefused() throws Exception {
        new ByHand(pair).send(0, 3, 513, 0);

        assertRefused(pair.responder, pair.listening, "513 bytes of MSE padding");
    }

    @Test
    void aWrongVerificationConstantIsRefused() throws Exception {
        new ByHand(pair).send(1, 3, 0, 0);

        assertRefused(pair.responder, pair.listening, "verification constant is wrong");
    }

    @Test
    void aPeerThatAnnouncesALongInitialPayloadAndFallsSilentHoldsLittle() throws Exception {
        new ByHand(pair).send(0, 3, 0, 65535);

        assertTrue(pair.responder.isOpen());
        assertTrue(pair.memory.bytesInUse() < 4096, pair.memory.bytesInUse() + " bytes held");
    }

    @Test
    void aSelectionThatWasNotOfferedIsRefused() throws Exception {
        for (int selected : new int[] {0, 1, 3, 4}) {
            try (MsePair strict = new MsePair(EncryptionPolicy.REQUIRE_ENCRYPTED, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
                answerByHand(strict, selected, 0);

                assertRefused(strict.initiator, strict.dialling, "selected the MSE method");
            }
        }
    }

    @Test
    void aPadBehindTheSelectionIsSkipped() throws Exception {
        try (MsePair strict = new MsePair(EncryptionPolicy.REQUIRE_ENCRYPTED, EncryptionPolicy.REQUIRE_ENCRYPTED)) {
            Rc4 theirs = answerByHand(strict, CryptoMethod.RC4, 500);
            byte[] talk = {1, 2, 3, 4, 5};
            theirs.apply(talk);
            feed(strict.initiator, talk);

            assertTrue(strict.dialling.complete.encrypted());
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, strict.dialling.received.toByteArray());
        }
    }

    @Test
    void aSilentPeerIsGivenUpAtTheDeadline() {
        advance(MsePair.DEADLINE.toMillis() - 1);
        assertTrue(pair.responder.isOpen() && pair.initiator.isOpen());
        ChannelFuture waiting = pair.initiator.writeAndFlush(pair.memory.allocator().buffer().writeZero(68));
        advance(1);

        assertRefused(pair.responder, pair.listening, "did not end within 20000 ms");
        assertRefused(pair.initiator, pair.dialling, "did not end within 20000 ms");
        assertInstanceOf(MseFailure.class, waiting.cause());
    }

    @Test
    void aPeerThatDribblesIsGivenUpAtTheSameDeadline() {
        for (int second = 0; second < 19; second++) {
            feed(pair.responder, new byte[] {(byte) second});
            advance(1000);
        }
        assertTrue(pair.responder.isOpen());
        advance(1000);

        assertFalse(pair.responder.isOpen());
    }

    @Test
    void afterTheHandshakeTheDeadlineIsOff() {
        pair.carry();
        assertEquals(-1, pair.responder.runScheduledPendingTasks(), "no task is left to wait for");
        assertEquals(-1, pair.initiator.runScheduledPendingTasks(), "no task is left to wait for");
        advance(100_000);

        assertTrue(pair.responder.isOpen() && pair.initiator.isOpen());
    }

    @Test
    void aPeerThatHangsUpIsReportedOnceWithTheWritesThatWaited() {
        ChannelFuture waiting = pair.initiator.writeAndFlush(pair.memory.allocator().buffer().writeZero(68));
        feed(pair.initiator, new byte[50]);
        pair.initiator.pipeline().fireChannelInactive();

        assertEquals(1, pair.dialling.failures.size());
        assertInstanceOf(MseFailure.class, pair.dialling.failures.getFirst());
        assertInstanceOf(IOException.class, waiting.cause());
        pair.initiator.close();
        assertEquals(1, pair.dialling.failures.size());
    }

    @Test
    void closingItOurselvesIsNoFailure() {
        pair.initiator.close();

        assertTrue(pair.dialling.failures.isEmpty());
    }

    @Test
    void whatIsHeldBeforeTheOutcomeIsBounded() {
        for (int i = 0; i < 64; i++) {
            assertFalse(pair.initiator.writeAndFlush(pair.memory.allocator().buffer().writeZero(1024)).isDone());
        }
        ChannelFuture refused = pair.initiator.writeAndFlush(pair.memory.allocator().buffer().writeZero(1));

        assertInstanceOf(IllegalStateException.class, refused.cause());
        MsePair.feed(pair.memory, pair.responder, MsePair.written(pair.initiator));
        MsePair.feed(pair.memory, pair.initiator, MsePair.written(pair.responder));
        // The initial payload is on its way and has made room.
        ChannelFuture accepted = pair.initiator.writeAndFlush(pair.memory.allocator().buffer().writeZero(68));
        pair.carry();
        assertTrue(accepted.isSuccess());
        assertEquals((64 << 10) + 68, pair.listening.received.size());
    }

    @Test
    void noRandomConversationBreaksTheHandlersOrLeaks() {
        Random random = new Random(2024);
        for (int round = 0; round < 150; round++) {
            try (MsePair fuzzed = new MsePair(EncryptionPolicy.PREFER_PLAIN, EncryptionPolicy.PREFER_ENCRYPTED)) {
                fuzzed.write(fuzzed.initiator, new byte[68]);
                for (int turn = 0; turn < 4; turn++) {
                    tamper(fuzzed, fuzzed.initiator, fuzzed.responder, random);
                    tamper(fuzzed, fuzzed.responder, fuzzed.initiator, random);
                }
                for (Throwable failure : fuzzed.listening.failures) {
                    assertInstanceOf(MseFailure.class, failure);
                }
            }
        }
    }

    private static void tamper(MsePair pair, EmbeddedChannel from, EmbeddedChannel to, Random random) {
        byte[] bytes = MsePair.written(from);
        if (bytes.length > 0 && to.isOpen()) {
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            MsePair.feed(pair.memory, to, bytes);
        }
    }

    /** An initiator that says what a test wants. */
    private static final class ByHand {
        private final MsePair pair;
        private final byte[] secret;

        ByHand(MsePair pair) throws MseFailure {
            this.pair = pair;
            MseKeys keys = new MseKeys(MsePair.random(9, 0));
            feedTo(keys.publicKey());
            secret = keys.secret(Arrays.copyOf(MsePair.written(pair.responder), 96));
        }

        void send(long verification, int offered, int pad, int initial) {
            feedTo(MseKeys.req1(secret));
            feedTo(MseKeys.xor(SkeyLookup.obfuscate(MsePair.INFO_HASH), MseKeys.req3(secret)));
            ByteBuf offer = pair.memory.allocator().buffer();
            offer.writeLong(verification).writeInt(offered).writeShort(pad).writeZero(pad).writeShort(initial);
            MseKeys.fromInitiator(secret, MsePair.INFO_HASH).apply(offer, 0, offer, 0, offer.readableBytes());
            pair.responder.pipeline().fireChannelRead(offer);
        }

        private void feedTo(byte[] bytes) {
            MsePair.feed(pair.memory, pair.responder, bytes);
        }
    }

    /** A responder that says what a test wants; returns its outgoing stream. */
    private Rc4 answerByHand(MsePair with, int selected, int pad) throws MseFailure {
        MseKeys keys = new MseKeys(MsePair.random(5, 0));
        byte[] secret = keys.secret(Arrays.copyOf(MsePair.written(with.initiator), 96));
        feed(with.initiator, keys.publicKey());
        Rc4 stream = MseKeys.fromResponder(secret, MsePair.INFO_HASH);
        ByteBuf answer = with.memory.allocator().buffer().writeZero(8).writeInt(selected).writeShort(pad).writeZero(pad);
        stream.apply(answer, 0, answer, 0, answer.readableBytes());
        with.initiator.pipeline().fireChannelRead(answer);
        return stream;
    }

    private void feed(EmbeddedChannel channel, byte[] bytes) {
        MsePair.feed(pair.memory, channel, bytes);
    }

    private void advance(long millis) {
        pair.memory.advance(millis);
        pair.initiator.runScheduledPendingTasks();
        pair.responder.runScheduledPendingTasks();
    }

    private static void assertRefused(EmbeddedChannel channel, MsePair.End end, String reason) {
        assertFalse(channel.isOpen());
        assertEquals(1, end.failures.size(), end.failures::toString);
        assertInstanceOf(MseFailure.class, end.failures.getFirst());
        assertTrue(end.failures.getFirst().getMessage().contains(reason), end.failures.getFirst()::getMessage);
        assertNull(end.complete);
    }
}
