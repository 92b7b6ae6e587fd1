package org.freshet.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * One open storage as the engine uses it: one call at a time, in the grain and order that it takes, with heed to its
 * back-pressure.
 */
final class StorageSession {

    /** What is written at once: a block, or a piece. */
    record Unit(int piece, int offset, int length) {
    }

    private final TorrentStorage storage;
    private final Content content;
    private final WriteModel model;
    private final ByteBufAllocator allocator;
    private final List<Answer<?>> answers = new ArrayList<>();
    private final Deque<Answer<Void>> writes = new ArrayDeque<>();
    private final List<Answer<Readable>> reads = new ArrayList<>();
    private final List<ByteBuf> posted = new ArrayList<>();
    private boolean paused;
    private boolean closed;

    StorageSession(TorrentStorage storage, Content content, WriteModel model, ByteBufAllocator allocator) {
        this.storage = storage;
        this.content = content;
        this.model = model;
        this.allocator = allocator;
    }

    TorrentStorage storage() {
        return storage;
    }

    Content content() {
        return content;
    }

    private <T> Answer<T> answer(String what) {
        Answer<T> answer = new Answer<>(what);
        answers.add(answer);
        return answer;
    }

    /** Everything there is to write, in an order that the storage takes. */
    List<Unit> units(Random order) {
        return units(order, IntStream.range(0, content.layout().pieceCount()).boxed().toList());
    }

    List<Unit> units(Random order, List<Integer> pieces) {
        Layout layout = content.layout();
        List<Unit> units = new ArrayList<>();
        for (int piece : pieces) {
            int blocks = model == WriteModel.RANDOM ? layout.blockCount(piece) : 1;
            for (int block = 0; block < blocks; block++) {
                int length = model == WriteModel.RANDOM ? layout.blockLength(piece, block) : layout.pieceLength(piece);
                units.add(new Unit(piece, block * Layout.BLOCK, length));
            }
        }
        if (model != WriteModel.APPEND_ONLY) {
            Collections.shuffle(units, order);
        }
        return units;
    }

    /** Posts bytes of the content; waits first if the storage asked for a pause. */
    Answer<Void> post(Unit unit) {
        byte[] bytes = content.part(unit.piece(), unit.offset(), unit.length());
        return post(unit, allocator.directBuffer(bytes.length).writeBytes(bytes));
    }

    Answer<Void> post(Unit unit, ByteBuf data) {
        awaitRoom();
        Answer<Void> done = answer("the write of " + unit);
        writes.removeIf(Answer::isDone);
        writes.add(done);
        posted.add(data);
        paused = !storage.write(unit.piece(), unit.offset(), data, done);
        return done;
    }

    boolean paused() {
        return paused;
    }

    /** After a write was answered with false, none is posted until one has completed. */
    private void awaitRoom() {
        if (paused) {
            writes.peek().settled();
        }
    }

    void write(List<Unit> units) {
        List<Answer<Void>> posts = new ArrayList<>();
        units.forEach(unit -> posts.add(post(unit)));
        posts.forEach(Answer::get);
    }

    void writeAll(long seed) {
        write(units(new Random(seed)));
    }

    void commit(int piece) {
        Answer<Void> done = answer("the commit of piece " + piece);
        storage.commit(piece, content.hash(piece), done);
        done.get();
    }

    void commitAll() {
        IntStream.range(0, content.layout().pieceCount()).forEach(this::commit);
    }

    void fill(long seed) {
        writeAll(seed);
        commitAll();
    }

    Answer<Readable> postRead(int piece, int offset, int length, boolean asRegions) {
        Answer<Readable> done = answer("the read of " + length + " bytes at " + offset + " of piece " + piece);
        reads.add(done);
        storage.read(piece, offset, length, asRegions, done);
        return done;
    }

    /** All reads posted so far. */
    List<Answer<Readable>> reads() {
        return reads;
    }

    byte[] read(int piece, int offset, int length) {
        Readable got = postRead(piece, offset, length, false).get();
        try {
            return ByteBufUtil.getBytes(((Readable.Bytes) got).data());
        } finally {
            got.release();
        }
    }

    Fault readFault(int piece, int offset, int length) {
        return postRead(piece, offset, length, false).fault();
    }

    void assertHolds(int piece, int offset, int length) {
        assertArrayEquals(content.part(piece, offset, length), read(piece, offset, length),
                () -> length + " bytes at " + offset + " of piece " + piece + " of " + content.layout());
    }

    /** Reads all, piece by piece and in ranges of any size. */
    void assertHoldsAll(Random random) {
        for (int piece = 0; piece < content.layout().pieceCount(); piece++) {
            int length = content.layout().pieceLength(piece);
            assertHolds(piece, 0, length);
            int from = random.nextInt(length);
            assertHolds(piece, from, 1 + random.nextInt(length - from));
        }
    }

    Answer<Void> postFence(FenceOp op) {
        Answer<Void> done = answer(op.toString());
        storage.fence(op, done);
        return done;
    }

    void fence(FenceOp op) {
        postFence(op).get();
    }

    boolean adopt(int piece) {
        Answer<Boolean> done = answer("the adoption of piece " + piece);
        storage.adopt(piece, content.hash(piece), done);
        return done.get();
    }

    Inventory inspect() {
        Answer<Inventory> done = answer("the inspection");
        storage.inspect(done);
        return done.get();
    }

    /** Closes it, which must not take for ever; harmless if closed before. */
    Optional<Fault> close() {
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        CompletableFuture<Optional<Fault>> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(storage.close());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(Answer.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Every completion was called once and no more, and every posted buffer was let go. */
    void assertSettled() {
        for (Answer<?> answer : answers) {
            answer.settled();
            assertEquals(1, answer.calls(), () -> "calls to the completion of " + answer);
        }
        posted.forEach(data -> assertEquals(0, data.refCnt(), "references left to a buffer that was posted"));
    }
}
