package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeValue;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.freshet.metainfo.bencode.Limits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time to read and write a small message, as the peer protocol has thousands of, and torrents as large as they come. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class BencodeBenchmark {
    private static final int PIECE_LENGTH = 1 << 20;

    private Map<String, Object> message;
    private byte[] encodedMessage;
    private byte[] manyPieces;
    private byte[] manyFiles;
    private BencodeValue readManyFiles;
    private Layout layout;

    /** Makes the inputs: an extension handshake, a torrent of 100,000 pieces and one of 50,000 files. */
    @Setup
    public void prepare() throws Exception {
        message = Map.of("m", Map.of("ut_metadata", 1, "ut_pex", 2), "metadata_size", 31_235, "v", "Freshet 1.0", "reqq", 500,
                "yourip", new byte[] {127, 0, 0, 1});
        encodedMessage = BencodeWriter.write(message);

        Map<String, Object> single = new TreeMap<>(Map.of("name", "large.bin", "piece length", PIECE_LENGTH));
        single.put("length", 100_000L * PIECE_LENGTH);
        single.put("pieces", new byte[100_000 * 20]);
        manyPieces = BencodeWriter.write(Map.of("info", single));

        List<Map<String, Object>> files = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            files.add(Map.of("length", PIECE_LENGTH, "path", List.of("folder " + i / 100, "some file " + i + ".jpg")));
        }
        Map<String, Object> multi = new TreeMap<>(Map.of("name", "folder", "piece length", PIECE_LENGTH, "files", files));
        multi.put("pieces", new byte[50_000 * 20]);
        manyFiles = BencodeWriter.write(Map.of("info", multi));
        readManyFiles = BencodeReader.read(manyFiles);
        layout = MetainfoReader.read(manyFiles).layout();
    }

    @Benchmark
    public BencodeValue readMessage() throws BencodeException {
        return BencodeReader.read(encodedMessage, Limits.MESSAGE);
    }

    @Benchmark
    public byte[] writeMessage() {
        return BencodeWriter.write(message);
    }

    @Benchmark
    public BencodeValue readManyFiles() throws BencodeException {
        return BencodeReader.read(manyFiles);
    }

    @Benchmark
    public byte[] writeManyFiles() {
        return BencodeWriter.write(readManyFiles);
    }

    /** Everything from the bytes to the layout, the info hash included. */
    @Benchmark
    public Metainfo torrentOfManyPieces() throws MetainfoException {
        return MetainfoReader.read(manyPieces);
    }

    /** The same for many files, whose names must be made safe and kept apart. */
    @Benchmark
    public Metainfo torrentOfManyFiles() throws MetainfoException {
        return MetainfoReader.read(manyFiles);
    }

    /** Where all blocks of one piece lie. */
    @Benchmark
    public long segmentsOfAPiece() {
        long[] sum = {0};
        for (int block = 0; block < layout.blockCount(12_345); block++) {
            layout.forEachSegment(12_345, block * Layout.BLOCK, layout.blockLength(12_345, block),
                    (file, offset, length) -> sum[0] += file + offset + length);
        }
        return sum[0];
    }
}
