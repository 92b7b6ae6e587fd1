package org.freshet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.File;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerMessageEncoderTest {
    private final CountingAllocator memory = new CountingAllocator();
    private final PeerMessageEncoder encoder = new PeerMessageEncoder();
    private final EmbeddedChannel channel = memory.channel(encoder);

    @AfterEach
    void nothingLeaks() {
        channel.finishAndReleaseAll();
        memory.assertNothingLeaked();
    }

    @Test
    void messagesHaveTheBytesOfTheSpecification() {
        assertHex("00000000", PeerMessage.KEEP_ALIVE);
        assertHex("0000000100", PeerMessage.CHOKE);
        assertHex("0000000101", PeerMessage.UNCHOKE);
        assertHex("0000000102", PeerMessage.INTERESTED);
        assertHex("0000000103", PeerMessage.NOT_INTERESTED);
        assertHex("000000050400000102", new PeerMessage.Have(0x102));
        assertHex("0000000305ff80", new PeerMessage.Bitfield(new byte[] {-1, -128}));
        assertHex("0000000d06000000010000400000004000", new PeerMessage.Request(1, 0x4000, 0x4000));
        assertHex("0000000d08000000010000400000004000", new PeerMessage.Cancel(1, 0x4000, 0x4000));
        assertHex("0000000b070000000100004000" + "abcd", new PeerMessage.Piece(1, 0x4000, buffer(0xab, 0xcd)));
        assertHex("00000003091ae1", new PeerMessage.Port(6881));
        assertHex("000000050d00000007", new PeerMessage.SuggestPiece(7));
        assertHex("000000010e", PeerMessage.HAVE_ALL);
        assertHex("000000010f", PeerMessage.HAVE_NONE);
        assertHex("0000000d10000000010000400000004000", new PeerMessage.RejectRequest(1, 0x4000, 0x4000));
        assertHex("000000051100000007", new PeerMessage.AllowedFast(7));
        assertHex("000000041403" + "abcd", new PeerMessage.Extended(3, buffer(0xab, 0xcd)));
        String range = "11".repeat(32) + "00000000" + "00000200" + "00000100" + "00000003";
        HashRange of = new HashRange(HexFormat.of().parseHex("11".repeat(32)), 0, 512, 256, 3);
        assertHex("0000003115" + range, new PeerMessage.HashRequest(of));
        assertHex("0000005116" + range + "22".repeat(32),
                new PeerMessage.Hashes(of, HexFormat.of().parseHex("22".repeat(32))));
        assertHex("0000003117" + range, new PeerMessage.HashReject(of));
    }

    @Test
    void theHandshakeHasTheBytesOfTheSpecification() {
        byte[] infoHash = HexFormat.of().parseHex("aa".repeat(20));
        byte[] peerId = HexFormat.of().parseHex("bb".repeat(20));
        assertHex("13426974546f7272656e742070726f746f636f6c" + "0000000000100015" + "aa".repeat(20) + "bb".repeat(20),
                Handshake.of(infoHash, peerId, Feature.EXTENSIONS, Feature.DHT, Feature.FAST, Feature.V2));
        Handshake none = Handshake.of(infoHash, peerId);
        assertFalse(none.supportsDht() || none.supportsExtensions() || none.supportsFast() || none.supportsV2());
        assertTrue(Handshake.of(infoHash, peerId, Feature.FAST).supportsFast());
        assertFalse(Handshake.of(infoHash, peerId, Feature.FAST).supportsDht());
    }

    @Test
    void smallMessagesBetweenTwoFlushesShareOneBuffer() {
        ChannelFuture first = channel.write(PeerMessage.INTERESTED);
        ChannelFuture second = channel.write(new PeerMessage.Request(1, 2, 3));
        channel.write(new PeerMessage.Request(1, 5, 3), channel.voidPromise());
        assertFalse(first.isDone());
        channel.flush();

        ByteBuf only = channel.readOutbound();
        assertEquals(5 + 17 + 17, only.readableBytes());
        only.release();
        assertNull(channel.readOutbound());
        assertTrue(first.isSuccess() && second.isSuccess());
    }

    @Test
    void whatWaitsForAFlushIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            channel.write(PeerMessage.KEEP_ALIVE, channel.voidPromise());
        }
        channel.flush();

        int largest = 0;
        int total = 0;
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            largest = Math.max(largest, next.readableBytes());
            total += next.readableBytes();
            next.release();
        }
        assertEquals(400_000, total);
        assertEquals(8 << 10, largest);
    }

    @Test
    void aBlockIsWrittenWithoutACopyAndCompletesItsPromise() {
        ByteBuf block = memory.allocator().directBuffer().writeZero(16384);
        channel.write(PeerMessage.UNCHOKE);
        ChannelFuture written = channel.write(new PeerMessage.Piece(3, 4, block));
        assertFalse(written.isDone());
        channel.flush();

        ByteBuf header = channel.readOutbound();
        assertEquals("0000000101" + "00004009070000000300000004", ByteBufUtil.hexDump(header));
        assertSame(block, channel.readOutbound());
        assertTrue(written.isSuccess());
        header.release();
        block.release();
    }

    @Test
    void aFileRegionFollowsItsHeader() {
        FileRegion region = new DefaultFileRegion(new File("never opened"), 100, 16384);
        ChannelFuture written = channel.writeAndFlush(new PieceRegion(3, 4, 16384, region));

        ByteBuf header = channel.readOutbound();
        assertEquals("00004009070000000300000004", ByteBufUtil.hexDump(header));
        assertSame(region, channel.readOutbound());
        assertTrue(written.isSuccess());
        header.release();
    }

    @Test
    void aFileRegionOfAnotherLengthIsRefusedAndNothingIsWritten() {
        FileRegion region = new DefaultFileRegion(new File("never opened"), 100, 16383);
        ChannelFuture written = channel.writeAndFlush(new PieceRegion(3, 4, 16384, region));

        assertInstanceOf(IllegalArgumentException.class, written.cause());
        assertEquals(0, region.refCnt());
        assertNull(channel.readOutbound());
    }

    @Test
    void aCancelledWriteLeavesTheStreamWhole() {
        ByteBuf block = memory.allocator().directBuffer().writeZero(16384);
        ChannelPromise cancelled = channel.newPromise();
        cancelled.cancel(false);
        // As when another thread cancels a write that is on its way to the event loop: the pipeline's own check has passed.
        encoder.write(channel.pipeline().context(encoder), new PeerMessage.Piece(3, 4, block), cancelled);
        channel.writeAndFlush(PeerMessage.CHOKE);

        assertEquals(0, block.refCnt());
        assertArrayEquals(Samples.encode(PeerMessage.CHOKE), Samples.written(channel));
    }

    @Test
    void anUnknownMessageCannotBeWritten() {
        assertInstanceOf(IllegalArgumentException.class, channel.writeAndFlush(new PeerMessage.Unknown(99)).cause());
        assertNull(channel.readOutbound());
    }

    @Test
    void bytesOfOthersKeepTheirPlace() {
        channel.write(PeerMessage.CHOKE);
        channel.write(memory.allocator().directBuffer().writeByte(0x55));
        channel.writeAndFlush(PeerMessage.UNCHOKE);

        assertEquals("0000000100" + "55" + "0000000101", HexFormat.of().formatHex(Samples.written(channel)));
    }

    @Test
    void closingFailsWhatWasNotFlushed() {
        ChannelFuture waiting = channel.write(PeerMessage.CHOKE);
        channel.close();

        assertTrue(waiting.isDone() && !waiting.isSuccess());
        assertEquals(List.of(), channel.outboundMessages().stream().toList());
    }

    @Test
    void writingToAClosedChannelReleasesTheBlock() {
        channel.close();
        ByteBuf block = memory.allocator().directBuffer().writeZero(16384);
        ChannelFuture written = channel.writeAndFlush(new PeerMessage.Piece(3, 4, block));
        ChannelFuture small = channel.writeAndFlush(PeerMessage.CHOKE);

        assertFalse(written.isSuccess() || small.isSuccess());
        assertEquals(0, block.refCnt());
    }

    private ByteBuf buffer(int... bytes) {
        ByteBuf buffer = memory.allocator().buffer();
        for (int b : bytes) {
            buffer.writeByte(b);
        }
        return buffer;
    }

    private static void assertHex(String expected, Object message) {
        assertEquals(expected, HexFormat.of().formatHex(Samples.encode(message)));
    }
}
