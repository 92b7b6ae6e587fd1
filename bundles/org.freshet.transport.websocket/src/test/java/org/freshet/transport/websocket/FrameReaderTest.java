package org.freshet.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

class FrameReaderTest {

    private final Collected collected = new Collected();

    @Test
    void theExamplesOfTheRfcAreRead() throws Exception {
        read(false, "82 05 48656c6c6f");
        read(true, "82 85 37fa213d 7f9f4d5158"); // RFC 6455, 5.7, as a binary message
        read(false, "02 03 48656c", "80 02 6c6f");
        assertEquals("HelloHelloHello", collected.text());
        read(false, "89 05 48656c6c6f");
        read(true, "8a 85 37fa213d 7f9f4d5158");
        assertEquals(List.of("9:48656c6c6f", "10:48656c6c6f"), collected.controls);
    }

    @Test
    void anyCutOfTheStreamReadsTheSame() throws Exception {
        Random random = new Random(7);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        ByteBuf stream = Unpooled.buffer();
        for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 70_001, 3}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            payload.writeBytes(bytes);
            masked(stream, Opcode.BINARY, bytes, random.nextInt());
            masked(stream, Opcode.PING, new byte[] {1, 2, 3}, random.nextInt());
        }
        for (int round = 0; round < 20; round++) {
            Collected got = new Collected();
            FrameReader reader = new FrameReader(true);
            ByteBuf in = stream.copy();
            while (in.isReadable()) {
                int n = Math.min(in.readableBytes(), 1 + random.nextInt(round < 10 ? 20 : 50_000));
                ByteBuf part = round % 2 == 0 ? in.readRetainedSlice(n) : Unpooled.directBuffer(n).writeBytes(in, n);
                reader.read(part, got);
                part.release();
            }
            in.release();
            assertArrayEquals(payload.toByteArray(), got.data.toByteArray());
            assertEquals(9, got.controls.size());
            assertEquals(Opcode.PING + ":010203", got.controls.getFirst());
        }
    }

    @Test
    void aFrameOfAnyClaimedLengthIsPassedOnAsItComes() throws Exception {
        read(false, "82 7f 7fffffffffffffff 48656c6c6f");
        assertEquals("Hello", collected.text());
    }

    @Test
    void buffersOfSeveralPartsAreUnmasked() throws Exception {
        ByteBuf in = Unpooled.wrappedBuffer(bytes("82 85 37fa213d 7f9f"), bytes("4d51"), bytes("58"));
        new FrameReader(true).read(in, collected);
        assertEquals("Hello", collected.text());
    }

    @Test
    void whatTheRfcForbidsIsAViolation() {
        violates("a reserved bit", false, "c2 00");
        violates("not masked", true, "82 00");
        violates("is masked", false, "82 80 00000000");
        violates("unknown opcode", false, "83 00");
        violates("unknown opcode", false, "8b 00");
        violates("fragmented or longer", false, "09 00");
        violates("fragmented or longer", false, "89 7e 0080");
        violates("a continuation of no message", false, "80 01 00");
        violates("begins inside another", false, "02 01 00", "82 01 00");
        violates("shortest form", false, "82 7e 007d");
        violates("shortest form", false, "82 7f 000000000000ffff");
        violates("shortest form", false, "82 7f 8000000000000000");
    }

    @Test
    void aTextMessageIsUnsupportedData() {
        FrameViolation e = assertThrows(FrameViolation.class, () -> read(false, "81 05 48656c6c6f"));
        assertEquals(CloseCode.UNSUPPORTED_DATA, e.closeCode());
    }

    private void violates(String why, boolean masked, String... frames) {
        FrameViolation e = assertThrows(FrameViolation.class, () -> read(masked, frames), why);
        assertEquals(CloseCode.PROTOCOL_ERROR, e.closeCode());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private void read(boolean masked, String... frames) throws FrameViolation {
        FrameReader reader = new FrameReader(masked);
        for (String frame : frames) {
            reader.read(Unpooled.wrappedBuffer(bytes(frame)), collected);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** A frame as a client sends it, put together independently of {@link FrameWriter}. */
    static void masked(ByteBuf out, int opcode, byte[] payload, int key) {
        out.writeByte(0x80 | opcode);
        if (payload.length < 126) {
            out.writeByte(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            out.writeByte(0x80 | 127).writeLong(payload.length);
        }
        out.writeInt(key);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ key >>> 24 - 8 * (i % 4));
        }
    }

    private static final class Collected implements FrameReader.Sink {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final List<String> controls = new ArrayList<>();

        @Override
        public void data(ByteBuf part) {
            data.writeBytes(ByteBufUtil.getBytes(part));
            part.release();
        }

        @Override
        public void control(int opcode, byte[] payload) {
            controls.add(opcode + ":" + HexFormat.of().formatHex(payload));
        }

        String text() {
            return data.toString(StandardCharsets.US_ASCII);
        }
    }
}
