package org.freshet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.freshet.wire.ExtensionHandshake.Addresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {
    @Test
    void anExtensionHandshakeSurvivesTheWire() throws Exception {
        ExtensionHandshake sent = new ExtensionHandshake(Map.of("ut_metadata", 2, "ut_pex", 1), "Freshet 0.1", 6881, 500,
                31235, true, new Addresses(InetAddress.getByName("10.1.2.3"),
                        (Inet4Address) InetAddress.getByName("192.0.2.1"), (Inet6Address) InetAddress.getByName("2001:db8::1")));
        PeerMessage.Extended message = sent.encode();

        assertEquals(0, message.id());
        assertEquals(sent, ExtensionHandshake.decode(message.payload()));
        message.release();
    }

    @Test
    void anExtensionHandshakeHasTheKeysOfTheSpecification() {
        ExtensionHandshake sent = new ExtensionHandshake(Map.of("ut_pex", 1), "F", 6881, 0, 0, null, Addresses.NONE);

        assertEquals("d1:md6:ut_pexi1ee1:pi6881e1:v1:Fe", sent.encode().payload().toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatAPeerGetsWrongCountsAsNotSaid() throws Exception {
        ExtensionHandshake read = ExtensionHandshake.decode(text(
                "d4:ipv43:abc4:ipv64:abcd1:md1:ai256e1:bi-1e1:c1:d1:ei7ee13:metadata_sizei99999999999e"
                        + "1:p1:x4:reqqi-5e11:upload_onlyle1:v4:\n\001F\n6:yourip5:abcdee"));

        assertEquals(Map.of("e", 7), read.extensions());
        assertEquals(new ExtensionHandshake(Map.of("e", 7), "F", 0, 0, 0, null, Addresses.NONE), read);
    }

    @Test
    void anEmptyExtensionHandshakeIsOne() throws Exception {
        assertEquals(new ExtensionHandshake(Map.of(), "", 0, 0, 0, null, Addresses.NONE), ExtensionHandshake.decode(text("de")));
    }

    @Test
    void aLaterExtensionHandshakeChangesOnlyWhatItNames() throws Exception {
        ExtensionHandshake first = ExtensionHandshake.decode(text("d1:md1:ai1e1:bi2ee1:pi10e1:v1:Xe"));
        ExtensionHandshake second = ExtensionHandshake.decode(text("d1:md1:ai0e1:ci3ee11:upload_onlyi1ee"));

        assertEquals(new ExtensionHandshake(Map.of("b", 2, "c", 3), "X", 10, 0, 0, true, Addresses.NONE),
                second.mergedInto(first));
        assertEquals(0, second.mergedInto(first).id("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i1e", "le", "d", "d1:m", "dd", "\377\377"})
    void anExtensionHandshakeThatIsNoDictionaryIsRefused(String payload) {
        assertThrows(ProtocolViolation.class, () -> ExtensionHandshake.decode(text(payload)));
    }

    @Test
    void metadataMessagesSurviveTheWire() throws Exception {
        assertEquals(new MetadataMessage.Request(3), roundTrip(new MetadataMessage.Request(3)));
        assertEquals(new MetadataMessage.Reject(0), roundTrip(new MetadataMessage.Reject(0)));
        byte[] content = Samples.bytes(5, 16384);
        ByteBuf data = Unpooled.wrappedBuffer(content);
        MetadataMessage.Data read = assertInstanceOf(MetadataMessage.Data.class,
                roundTrip(new MetadataMessage.Data(2, 40000, data)));
        assertEquals(2, read.piece());
        assertEquals(40000, read.totalSize());
        assertArrayEquals(content, ByteBufUtil.getBytes(read.data()));
        read.release();
        assertEquals(0, data.refCnt());
    }

    @Test
    void aMetadataMessageHasTheBytesOfTheSpecification() throws Exception {
        ByteBuf example = text("d8:msg_typei1e5:piecei0e10:total_sizei34256eexxxxxxxx");
        MetadataMessage.Data read = (MetadataMessage.Data) MetadataMessage.decode(example);
        assertEquals(34256, read.totalSize());
        assertEquals("xxxxxxxx", read.data().toString(StandardCharsets.US_ASCII));
        assertEquals("d8:msg_typei0e5:piecei0ee",
                new MetadataMessage.Request(0).encode(3).payload().toString(StandardCharsets.US_ASCII));
    }

    @Test
    void aMetadataMessageOfAnotherTypeIsIgnored() throws Exception {
        assertEquals(new MetadataMessage.Unknown(7), MetadataMessage.decode(text("d8:msg_typei7ee")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d8:msg_typei0ee", "d8:msg_typei0e5:piecei-1ee", "d8:msg_typei1e5:piecei0ee", "i5e",
        "d8:msg_typei0e5:piecei2147483648ee"})
    void aMalformedMetadataMessageIsRefused(String payload) {
        assertThrows(ProtocolViolation.class, () -> MetadataMessage.decode(text(payload)));
    }

    @Test
    void aPieceOfMetadataBeyondItsSizeIsRefused() {
        ByteBuf payload = text("d8:msg_typei1e5:piecei0e10:total_sizei34256ee").writeBytes(new byte[16385]);

        assertThrows(ProtocolViolation.class, () -> MetadataMessage.decode(payload));
        assertEquals(1, payload.refCnt());
    }

    @Test
    void randomPayloadsAreReadOrRefused() {
        Random random = new Random(99);
        byte[] good = ByteBufUtil.getBytes(text("d1:md6:ut_pexi1ee8:msg_typei1e1:pi6881e5:piecei0e10:total_sizei3ee"));
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                ExtensionHandshake.decode(Unpooled.wrappedBuffer(bytes));
                MetadataMessage.decode(Unpooled.wrappedBuffer(bytes));
            } catch (ProtocolViolation expected) {
                assertEquals(ProtocolViolation.class, expected.getClass());
            }
        }
    }

    @Test
    void dontHaveSurvivesTheWire() throws Exception {
        PeerMessage.Extended message = new DontHave(1234).encode(9);
        assertEquals(9, message.id());
        assertEquals("000004d2", ByteBufUtil.hexDump(message.payload()));
        assertEquals(new DontHave(1234), DontHave.decode(message.payload()));
        assertThrows(ProtocolViolation.class, () -> DontHave.decode(Unpooled.buffer().writeZero(3)));
        assertThrows(ProtocolViolation.class, () -> DontHave.decode(Unpooled.buffer().writeInt(-1)));
    }

    private static MetadataMessage roundTrip(MetadataMessage message) throws ProtocolViolation {
        PeerMessage.Extended extended = message.encode(4);
        assertEquals(4, extended.id());
        try {
            return MetadataMessage.decode(extended.payload());
        } finally {
            extended.release();
        }
    }

    private static ByteBuf text(String content) {
        return Unpooled.buffer().writeBytes(content.getBytes(StandardCharsets.ISO_8859_1));
    }
}
