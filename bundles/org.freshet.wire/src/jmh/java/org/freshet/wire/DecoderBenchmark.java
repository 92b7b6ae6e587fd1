package org.freshet.wire;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a 16 KiB block costs between the read buffer and the handler that receives it: about 1 in 16 is split across two
 * buffers of 256 KiB and so is joined; the rest are slices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecoderBenchmark {
    private static final int MESSAGES = 256;

    /** Bytes of a read buffer. */
    @Param({"65536", "262144"})
    public int read;

    /** Bytes of a block; 0 for have messages. */
    @Param({"16384", "0"})
    public int block;

    private final Receiver receiver = new Receiver();
    private final AdaptiveByteBufAllocator allocator = new AdaptiveByteBufAllocator();
    private EmbeddedChannel channel;
    private ByteBuf[] reads;
    private int[] lengths;

    /** Releases blocks, as an engine does once they are stored. */
    private static final class Receiver extends ChannelInboundHandlerAdapter {
        private long seen;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            switch (msg) {
                case PeerMessage.Piece piece -> {
                    seen += piece.data().readableBytes();
                    piece.release();
                }
                case PeerMessage.Have have -> seen += have.piece();
                default -> seen++;
            }
        }
    }

    @Setup(Level.Trial)
    public void prepare() {
        channel = new EmbeddedChannel(new PeerMessageDecoder(WireLimits.DEFAULT), receiver);
        channel.config().setAllocator(allocator);
        ByteBuf handshake = Unpooled.buffer();
        Handshake.of(new byte[20], new byte[20]).write(handshake);
        channel.pipeline().fireChannelRead(handshake);
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < MESSAGES; i++) {
            if (block == 0) {
                stream.writeInt(5).writeByte(MessageIds.HAVE).writeInt(i);
            } else {
                stream.writeInt(9 + block).writeByte(MessageIds.PIECE).writeInt(i).writeInt(0).writeZero(block);
            }
        }
        int count = (stream.readableBytes() + read - 1) / read;
        reads = new ByteBuf[count];
        lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = Math.min(read, stream.readableBytes());
            reads[i] = allocator.directBuffer(read).writeBytes(stream, lengths[i]);
        }
    }

    @TearDown(Level.Trial)
    public void release() {
        for (ByteBuf buffer : reads) {
            buffer.release();
        }
        channel.finishAndReleaseAll();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long decode() {
        for (int i = 0; i < reads.length; i++) {
            reads[i].setIndex(0, lengths[i]).retain();
            channel.pipeline().fireChannelRead(reads[i]);
            channel.pipeline().fireChannelReadComplete();
        }
        return receiver.seen;
    }
}
