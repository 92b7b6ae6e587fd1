package org.freshet.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

/** The server's end: what it reads is masked, what it writes is not. */
class FrameHandlerTest {

    private final List<Throwable> above = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new FrameHandler(new FrameReader(true), new FrameWriter(null), 0, "ws://peer:1"), new ChannelInboundHandlerAdapter() {
                @Override
                public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                    above.add(cause);
                }
            });

    @AfterEach
    void release() {
        channel.pipeline().close();
        channel.advanceTimeBy(1, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();
        channel.releaseInbound();
        channel.releaseOutbound();
    }

    @Test
    void aLongWriteIsCutIntoFrames() {
        byte[] bytes = new byte[FrameWriter.LONGEST_PAYLOAD + 10];
        bytes[bytes.length - 1] = 77;
        ByteBuf data = Unpooled.wrappedBuffer(bytes);
        channel.writeOutbound(data);
        assertEquals("827f0000000000010000", sent(10));
        assertEquals(FrameWriter.LONGEST_PAYLOAD, sent(FrameWriter.LONGEST_PAYLOAD).length() / 2);
        assertEquals("820a" + "00".repeat(9) + "4d", sent(12));
        assertEquals(0, data.refCnt());
    }

    @Test
    void aPingIsAnsweredWithItsPayload() {
        receive(Opcode.PING, 1, 2, 3);
        assertEquals("8a03010203", sent(5));
        assertNull(channel.readInbound());
    }

    @Test
    void pingsAreNotAnsweredWhileTheOtherSideDoesNotRead() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(2, false);
        receive(Opcode.PING, 1, 2, 3);
        assertNull(channel.readOutbound());
    }

    @Test
    void pongsAreIgnored() {
        receive(Opcode.PONG, 1, 2, 3);
        assertNull(channel.readOutbound());
        assertTrue(channel.isActive());
    }

    @Test
    void pingsAreSentAsOftenAsTheUserWishesUntilTheEnd() {
        EmbeddedChannel pinging = new EmbeddedChannel(new FrameHandler(new FrameReader(true), new FrameWriter(null), 50, "ws://peer:1"));
        assertNull(nextPing(pinging, 49));
        assertEquals("8900", nextPing(pinging, 1));
        assertEquals("8900", nextPing(pinging, 50));
        pinging.unsafe().outboundBuffer().setUserDefinedWritability(2, false);
        assertNull(nextPing(pinging, 50), "a connection that is busy needs none");
        pinging.unsafe().outboundBuffer().setUserDefinedWritability(2, true);
        pinging.close();
        pinging.advanceTimeBy(2, TimeUnit.SECONDS);
        pinging.runScheduledPendingTasks();
        assertEquals(-1, pinging.runScheduledPendingTasks(), "no timer is left");
        pinging.releaseOutbound();
    }

    private static String nextPing(EmbeddedChannel pinging, long secondsLater) {
        pinging.advanceTimeBy(secondsLater, TimeUnit.SECONDS);
        pinging.runScheduledPendingTasks();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = pinging.readOutbound(); part != null; part = pinging.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all.isReadable() ? ByteBufUtil.hexDump(all) : null;
    }

    @Test
    void closingSendsACloseAndWaitsForItsAnswer() {
        ChannelFuture closed = channel.pipeline().close();
        assertEquals("880203e8", sent(4));
        assertFalse(closed.isDone());
        assertFalse(channel.isWritable(), "a channel that closes takes no more");
        receive(Opcode.BINARY, 1, 2, 3);
        assertNull(channel.readInbound(), "who closes wants no more");
        receive(Opcode.CLOSE, 3, 0xe8);
        assertTrue(closed.isSuccess());
        assertFalse(channel.isActive());
    }

    @Test
    void closingDoesNotWaitForEver() {
        ChannelFuture closed = channel.pipeline().close();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertTrue(closed.isSuccess());
        assertFalse(channel.isActive());
    }

    @Test
    void aCloseIsAnsweredWithItsCode() {
        receive(Opcode.CLOSE, 3, 0xe9, 'b', 'y', 'e');
        assertEquals("880203e9", sent(4));
        assertFalse(channel.isActive());
    }

    @Test
    void aWriteWhileClosingFailsAndIsReleased() {
        channel.pipeline().close();
        ByteBuf data = Unpooled.wrappedBuffer(new byte[] {1});
        ChannelFuture written = channel.writeAndFlush(data);
        assertSame(ClosedChannelException.class, written.cause().getClass());
        assertEquals(0, data.refCnt());
    }

    @Test
    void aTextMessageClosesWith1003AndIsToldAbove() {
        receive(Opcode.TEXT, 'h', 'i');
        assertEquals("880203eb", sent(4));
        assertFalse(channel.isActive());
        assertFault("a text message");
    }

    @Test
    void aBrokenFrameClosesWith1002AndIsToldAbove() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0xf2, (byte) 0x80}));
        assertEquals("880203ea", sent(4));
        assertFalse(channel.isActive());
        assertFault("reserved bit");
    }

    @Test
    void whatFollowsABrokenFrameIsDropped() {
        ByteBuf in = Unpooled.buffer();
        in.writeShort(0x8300);
        FrameReaderTest.masked(in, Opcode.BINARY, new byte[] {1}, 5);
        channel.writeInbound(in);
        assertNull(channel.readInbound());
        assertFault("not masked");
    }

    @Test
    void aReadThatBroughtNoPayloadIsRepeatedForWhoAskedForIt() {
        int[] reads = new int[1];
        EmbeddedChannel counting = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext ctx) throws Exception {
                reads[0]++;
                super.read(ctx);
            }
        }, new FrameHandler(new FrameReader(true), new FrameWriter(null), 0, "ws://peer:1"));
        counting.config().setAutoRead(false);
        int before = reads[0];
        counting.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x82}));
        assertEquals(before, reads[0], "nobody asked");
        counting.read();
        counting.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81}));
        assertEquals(before + 2, reads[0]);
        counting.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0, 9}));
        assertEquals(before + 2, reads[0]);
        assertEquals(1, counting.<ByteBuf>readInbound().readableBytes());
        counting.pipeline().close();
        counting.advanceTimeBy(2, TimeUnit.SECONDS);
        counting.runScheduledPendingTasks();
        counting.releaseOutbound();
    }

    private void receive(int opcode, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        ByteBuf in = Unpooled.buffer();
        FrameReaderTest.masked(in, opcode, bytes, 0x01020304);
        channel.writeInbound(in);
    }

    /** The next {@code length} bytes that were sent, in hexadecimal. */
    private String sent(int length) {
        ByteBuf all = Unpooled.buffer();
        while (all.readableBytes() < length) {
            ByteBuf part = channel.readOutbound();
            if (part == null) {
                break;
            }
            all.writeBytes(part);
            part.release();
        }
        return HexFormat.of().formatHex(ByteBufUtil.getBytes(all));
    }

    private void assertFault(String words) {
        assertEquals(1, above.size());
        Fault fault = assertInstanceOf(Fault.FaultException.class, above.getFirst()).fault();
        assertEquals(Fault.Kind.PROTOCOL, fault.kind());
        assertTrue(fault.message().startsWith("ws://peer:1 ") && fault.message().contains(words), fault.message());
    }
}
