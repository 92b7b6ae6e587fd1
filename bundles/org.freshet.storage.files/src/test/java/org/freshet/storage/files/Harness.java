package org.freshet.storage.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Assertions;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

/** A file storage that a test speaks to in plain calls; faults are returned, not thrown. */
final class Harness implements AutoCloseable {
    final FileStorage storage;
    final Layout layout;

    /** Where {@code test:other} leads. */
    Path other;

    /** All files are wanted if none is named. */
    Harness(Path root, Layout layout, int... wanted) throws IOException {
        this(64, root, layout, wanted);
    }

    Harness(int handles, Path root, Layout layout, int... wanted) throws IOException {
        this.layout = layout;
        List<FilePlan> plans = IntStream.range(0, layout.files().size())
                .mapToObj(i -> new FilePlan(layout.relativePath(i),
                        wanted.length == 0 || IntStream.of(wanted).anyMatch(w -> w == i))).toList();
        this.storage = FileStorage.open(new StorageRequest(URI.create("test:root"), layout, plans, "parts1"),
                uri -> uri.equals(URI.create("test:other")) ? other : root,
                new FileStorageOptions(true, () -> handles, UnpooledByteBufAllocator.DEFAULT), () -> { });
    }

    /** Files named f0, f1 and so on, directly in the torrent's folder t. */
    static Layout files(int pieceLength, long... lengths) {
        List<TorrentFile> files = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < lengths.length; i++) {
            files.add(new TorrentFile(List.of("f" + i), lengths[i], at, Set.of(), List.of(), null));
            at += lengths[i];
        }
        return Layout.of("t", pieceLength, files);
    }

    /** The byte at a place of the torrent. */
    static byte at(long position) {
        return (byte) (position * 31 + position / 251 + 1);
    }

    byte[] expected(int piece, int offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(layout.startOf(piece) + offset + i);
        }
        return bytes;
    }

    private static final class Outcome<T> implements Completion<T> {
        private final CompletableFuture<T> value = new CompletableFuture<>();
        private Fault fault;

        @Override
        public void done(T result) {
            Assertions.assertTrue(value.complete(result), "completed once");
        }

        @Override
        public void failed(Fault why) {
            fault = why;
            Assertions.assertTrue(value.complete(null), "completed once");
        }
    }

    /** Null, or why not. */
    Fault write(int piece) {
        return write(piece, 0, layout.pieceLength(piece));
    }

    Fault write(int piece, int offset, int length) {
        Outcome<Void> done = new Outcome<>();
        storage.write(piece, offset, Unpooled.directBuffer(length).writeBytes(expected(piece, offset, length)), done);
        return done.fault;
    }

    Fault commit(int piece) {
        Outcome<Void> done = new Outcome<>();
        storage.commit(piece, new PieceHash(new byte[20]), done);
        return done.fault;
    }

    Fault fence(FenceOp op) {
        Outcome<Void> done = new Outcome<>();
        storage.fence(op, done);
        return done.fault;
    }

    /** Fails the test where the piece does not hold what was written. */
    void assertHolds(int piece) {
        assertHolds(piece, 0, layout.pieceLength(piece));
    }

    void assertHolds(int piece, int offset, int length) {
        Outcome<Readable> done = new Outcome<>();
        storage.read(piece, offset, length, false, done);
        Assertions.assertNull(done.fault);
        Readable.Bytes bytes = (Readable.Bytes) done.value.join();
        Assertions.assertArrayEquals(expected(piece, offset, length), ByteBufUtil.getBytes(bytes.data()), "piece " + piece);
        bytes.release();
    }

    Fault readFault(int piece) {
        Outcome<Readable> done = new Outcome<>();
        storage.read(piece, 0, layout.pieceLength(piece), false, done);
        return done.fault;
    }

    Readable.Regions regions(int piece) {
        Outcome<Readable> done = new Outcome<>();
        storage.read(piece, 0, layout.pieceLength(piece), true, done);
        Assertions.assertNull(done.fault);
        return (Readable.Regions) done.value.join();
    }

    Inventory inspect() {
        Outcome<Inventory> done = new Outcome<>();
        storage.inspect(done);
        Assertions.assertNull(done.fault);
        return done.value.join();
    }

    Fault inspectFault() {
        Outcome<Inventory> done = new Outcome<>();
        storage.inspect(done);
        return done.fault;
    }

    @Override
    public void close() {
        Assertions.assertTrue(storage.close().isEmpty(), "nothing went wrong unseen");
    }
}
