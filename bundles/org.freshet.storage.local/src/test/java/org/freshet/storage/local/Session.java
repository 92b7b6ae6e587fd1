package org.freshet.storage.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import org.freshet.metainfo.Layout;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Assertions;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** A local storage that a test speaks to in plain calls; faults are returned, not thrown. */
final class Session implements AutoCloseable {
    private final TorrentStorage storage;
    private final Layout layout;

    /** All files are wanted if none is named. */
    Session(Path root, Layout layout, int... wanted) {
        this.layout = layout;
        this.storage = new LocalStorageProvider().open(request(root.toUri(), layout, wanted)).toCompletableFuture().join();
    }

    private static StorageRequest request(URI root, Layout layout, int... wanted) {
        List<FilePlan> plans = IntStream.range(0, layout.files().size()).mapToObj(i -> new FilePlan(layout.relativePath(i),
                wanted.length == 0 || IntStream.of(wanted).anyMatch(w -> w == i))).toList();
        return new StorageRequest(root, layout, plans, "parts1");
    }

    static Fault faultOfOpening(Path root, Layout layout, int... wanted) {
        return faultOfOpening(root.toUri(), layout, wanted);
    }

    static Fault faultOfOpening(URI root, Layout layout, int... wanted) {
        CompletionException e = Assertions.assertThrows(CompletionException.class,
                () -> new LocalStorageProvider().open(request(root, layout, wanted)).toCompletableFuture().join());
        return ((Fault.FaultException) e.getCause()).fault();
    }

    private static final class Outcome<T> implements Completion<T> {
        private T value;
        private Fault fault;

        @Override
        public void done(T result) {
            value = result;
        }

        @Override
        public void failed(Fault why) {
            fault = why;
        }
    }

    private byte[] expected(int piece) {
        byte[] bytes = new byte[layout.pieceLength(piece)];
        for (int i = 0; i < bytes.length; i++) {
            long at = layout.startOf(piece) + i;
            bytes[i] = (byte) (at * 31 + at / 251 + 1);
        }
        return bytes;
    }

    Fault write(int piece) {
        Outcome<Void> done = new Outcome<>();
        storage.write(piece, 0, Unpooled.directBuffer(layout.pieceLength(piece)).writeBytes(expected(piece)), done);
        return done.fault;
    }

    private Outcome<Readable> read(int piece, boolean regions) {
        Outcome<Readable> done = new Outcome<>();
        storage.read(piece, 0, layout.pieceLength(piece), regions, done);
        return done;
    }

    void assertHolds(int piece) {
        Outcome<Readable> done = read(piece, false);
        Assertions.assertNull(done.fault);
        byte[] got = ByteBufUtil.getBytes(((Readable.Bytes) done.value).data());
        Assertions.assertArrayEquals(expected(piece), got, "piece " + piece);
        done.value.release();
    }

    Fault readFault(int piece) {
        return read(piece, false).fault;
    }

    Readable.Regions regions(int piece) {
        return (Readable.Regions) read(piece, true).value;
    }

    Fault fence(FenceOp op) {
        Outcome<Void> done = new Outcome<>();
        storage.fence(op, done);
        return done.fault;
    }

    Inventory inspect() {
        Outcome<Inventory> done = new Outcome<>();
        storage.inspect(done);
        Assertions.assertNull(done.fault);
        return done.value;
    }

    @Override
    public void close() {
        Assertions.assertTrue(storage.close().isEmpty(), "nothing went wrong unseen");
    }
}
