package org.freshet.engine.core.disk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The SHA-1 of a piece of 1 MiB that comes in blocks of 16 KiB, each in a direct buffer of its own. An operation is a byte, so
 * the scores are bytes per second of one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(HashingBenchmark.PIECE)
public class HashingBenchmark {
    static final int PIECE = 1 << 20;
    private static final int BLOCK = 16 << 10;

    private final PieceHasher.Budget budget = new PieceHasher.Budget();
    private final ByteBuf[] blocks = new ByteBuf[PIECE / BLOCK];
    private final int[] ordered = new int[blocks.length];
    private final int[] swapped = new int[blocks.length];

    @Setup(Level.Trial)
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] content = new byte[BLOCK];
        for (int i = 0; i < blocks.length; i++) {
            random.nextBytes(content);
            blocks[i] = Unpooled.directBuffer(BLOCK).writeBytes(content);
            ordered[i] = i;
            // 0 1 3 2 4 5 7 6 ...
            swapped[i] = i % 4 < 2 ? i : i ^ 1;
        }
        byte[] expected = digest();
        if (!Arrays.equals(inOrder(), expected) || !Arrays.equals(everySecondPairSwapped(), expected)) {
            throw new IllegalStateException("the hash depends on the order of the blocks: what is measured is wrong");
        }
    }

    @TearDown(Level.Trial)
    public void release() {
        for (ByteBuf block : blocks) {
            block.release();
        }
    }

    /** The digest alone, as pieces that are read back are checked: what the others could reach at best. */
    @Benchmark
    public byte[] digest() {
        PieceDigest digest = new PieceDigest();
        for (ByteBuf block : blocks) {
            digest.update(block);
        }
        return digest.finish();
    }

    /** Every block comes when its turn is. */
    @Benchmark
    public byte[] inOrder() {
        return hash(ordered);
    }

    /** Every fourth block comes before its turn and is kept until the next. */
    @Benchmark
    public byte[] everySecondPairSwapped() {
        return hash(swapped);
    }

    private byte[] hash(int[] order) {
        PieceHasher hasher = new PieceHasher(budget);
        for (int block : order) {
            hasher.offer(block * BLOCK, blocks[block]);
        }
        return hasher.finish();
    }
}
