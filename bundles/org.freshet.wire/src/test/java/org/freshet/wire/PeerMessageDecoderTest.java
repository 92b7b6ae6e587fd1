package org.freshet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerMessageDecoderTest {
    private final CountingAllocator memory = new CountingAllocator();
    private final EmbeddedChannel channel = memory.channel(new PeerMessageDecoder(WireLimits.DEFAULT));

    @AfterEach
    void nothingLeaks() {
        channel.finishAndReleaseAll();
        memory.assertNothingLeaked();
    }

    @Test
    void everyMessageInOneBufferIsDecoded() {
        feed(channel, Samples.stream());

        assertEquals(Samples.expected(), Samples.decoded(channel));
    }

    @Test
    void aStreamCutAtAnyOneByteDecodesAlike() {
        byte[] stream = Samples.stream();
        for (int cut = 1; cut < stream.length; cut++) {
            EmbeddedChannel cutChannel = memory.channel(new PeerMessageDecoder(WireLimits.DEFAULT));
            feed(cutChannel, Arrays.copyOfRange(stream, 0, cut));
            feed(cutChannel, Arrays.copyOfRange(stream, cut, stream.length));

            assertEquals(Samples.expected(), Samples.decoded(cutChannel), "cut at byte " + cut);
            cutChannel.finishAndReleaseAll();
        }
    }

    @Test
    void aStreamInBuffersOfAnyOneSizeDecodesAlike() {
        byte[] stream = Samples.stream();
        for (int size = 1; size <= 200; size++) {
            EmbeddedChannel sizedChannel = memory.channel(new PeerMessageDecoder(WireLimits.DEFAULT));
            for (int at = 0; at < stream.length; at += size) {
                feed(sizedChannel, Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size)));
            }

            assertEquals(Samples.expected(), Samples.decoded(sizedChannel), "buffers of " + size + " bytes");
            sizedChannel.finishAndReleaseAll();
        }
    }

    @Test
    void aStreamInBuffersOfRandomSizesDecodesAlike() {
        byte[] stream = Samples.stream();
        Random random = new Random(4711);
        for (int round = 0; round < 300; round++) {
            EmbeddedChannel randomChannel = memory.channel(new PeerMessageDecoder(WireLimits.DEFAULT));
            for (int at = 0; at < stream.length;) {
                int end = Math.min(stream.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
                feed(randomChannel, Arrays.copyOfRange(stream, at, end));
                at = end;
            }

            assertEquals(Samples.expected(), Samples.decoded(randomChannel), "round " + round);
            randomChannel.finishAndReleaseAll();
        }
    }

    @Test
    void aBlockWithinOneReadBufferIsNotCopied() {
        feed(channel, Samples.encode(Samples.handshake()));
        Samples.decoded(channel);
        ByteBuf read = memory.allocator().directBuffer();
        read.writeBytes(Samples.encode(Samples.piece(1, 2, 16384)));
        channel.writeInbound(read);

        PeerMessage.Piece piece = channel.readInbound();
        assertEquals(1, read.refCnt(), "the block alone holds the read buffer");
        read.setByte(13, 0x5A);
        assertEquals(0x5A, piece.data().getByte(0), "the block is a view of the read buffer");
        piece.release();
        assertEquals(0, read.refCnt());
    }

    @Test
    void aSplitBlockIsJoinedWithoutTheRestOfTheReadBuffers() {
        byte[] piece = Samples.encode(Samples.piece(1, 2, 16384));
        feed(channel, Samples.join(Samples.encode(Samples.handshake()), new byte[4000], Arrays.copyOf(piece, 10000)));
        Samples.decoded(channel);
        long joining = memory.bytesInUse();
        feed(channel, Samples.join(Arrays.copyOfRange(piece, 10000, piece.length), new byte[4000]));

        assertTrue(joining <= 16384 + 8, "joined in " + joining + " bytes");
        List<String> decoded = Samples.decoded(channel);
        assertEquals(Samples.describe(Samples.piece(1, 2, 16384)), decoded.getFirst());
        assertEquals(1001, decoded.size());
    }

    @Test
    void aSilentPeerHoldsNoMoreThanAFewTimesWhatItSent() {
        feed(channel, Samples.encode(Samples.handshake()));
        Samples.decoded(channel);
        feed(channel, new byte[] {0, 16, 0, 0, 20, 1});
        assertTrue(memory.bytesInUse() <= 64, memory.bytesInUse() + " bytes for an announced mebibyte");

        for (int sent = 1; sent < 5000; sent += 7) {
            feed(channel, new byte[7]);
            assertTrue(memory.bytesInUse() <= Math.max(64, 4 * (sent + 7)), memory.bytesInUse() + " bytes after " + sent);
        }
    }

    @Test
    void anUnknownMessageIsSkippedHoweverItIsSplit() {
        byte[] stream = Samples.join(Samples.encode(Samples.handshake()), Samples.raw(99, new byte[1000]),
                Samples.raw(100), Samples.encode(new PeerMessage.Have(3)));
        for (int cut = 1; cut < stream.length; cut++) {
            EmbeddedChannel cutChannel = memory.channel(new PeerMessageDecoder(WireLimits.DEFAULT));
            feed(cutChannel, Arrays.copyOfRange(stream, 0, cut));
            assertEquals(0, memory.bytesInUse() > 64 ? memory.bytesInUse() : 0, "bytes kept of a skipped message");
            feed(cutChannel, Arrays.copyOfRange(stream, cut, stream.length));

            assertEquals(List.of(Samples.handshake().toString(), "Unknown[id=99]", "Unknown[id=100]", "Have[piece=3]"),
                    Samples.decoded(cutChannel), "cut at byte " + cut);
            cutChannel.finishAndReleaseAll();
        }
    }

    @Test
    void readCompleteFollowsTheBatch() {
        List<String> events = new ArrayList<>();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                events.add(msg.getClass().getSimpleName());
            }

            @Override
            public void channelReadComplete(ChannelHandlerContext ctx) {
                events.add("complete");
            }
        });
        feed(channel, Samples.encode(Samples.handshake(), PeerMessage.CHOKE, PeerMessage.UNCHOKE));

        assertEquals(List.of("Handshake", "Choke", "Unchoke", "complete"), events);
    }

    @Test
    void withoutAutoReadAReadThatCompletesNoMessageAsksForMore() {
        List<String> reads = new ArrayList<>();
        EmbeddedChannel manual = memory.channel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext ctx) {
                reads.add("read");
                ctx.read();
            }
        }, new PeerMessageDecoder(WireLimits.DEFAULT));
        manual.config().setAutoRead(false);
        reads.clear();
        byte[] stream = Samples.encode(Samples.handshake(), PeerMessage.CHOKE);

        feed(manual, Arrays.copyOf(stream, 30));
        assertEquals(1, reads.size());
        feed(manual, Arrays.copyOfRange(stream, 30, 70));
        assertEquals(1, reads.size(), "a message was completed: reading on is the receiver's choice");
        feed(manual, Arrays.copyOfRange(stream, 70, 72));
        assertEquals(2, reads.size());
        manual.finishAndReleaseAll();
    }

    @Test
    void whatIsNotBytesPasses() {
        channel.writeInbound("an event of another handler");

        assertEquals("an event of another handler", channel.readInbound());
    }

    @Test
    void removingTheDecoderReleasesAHalfReadMessage() {
        feed(channel, Samples.encode(Samples.handshake()));
        feed(channel, Arrays.copyOf(Samples.encode(Samples.piece(1, 2, 16384)), 5000));
        assertTrue(memory.bytesInUse() > 0);
        channel.pipeline().remove(PeerMessageDecoder.class);

        assertInstanceOf(Handshake.class, channel.readInbound());
        assertNull(channel.readInbound());
        assertEquals(0, memory.bytesInUse());
    }

    private void feed(EmbeddedChannel to, byte[] bytes) {
        ByteBuf buffer = memory.allocator().directBuffer(Math.max(1, bytes.length));
        to.writeInbound(buffer.writeBytes(bytes));
    }
}
