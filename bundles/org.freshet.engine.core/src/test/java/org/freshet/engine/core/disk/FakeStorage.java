package org.freshet.engine.core.disk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Keeps the content of one torrent in memory, writes down what it is asked, and answers at once or when the test says so. */
final class FakeStorage implements TorrentStorage {
    private final int pieceLength;
    private final byte[] content;
    private final List<String> calls = new ArrayList<>();
    private final Queue<Runnable> unanswered = new ArrayDeque<>();
    private boolean holding;
    private Fault writeFault;
    private Fault commitFault;
    private Fault nextFault;
    private int failing;
    private int longestRead;

    FakeStorage(int pieceLength, int length) {
        this.pieceLength = pieceLength;
        content = new byte[length];
    }

    static Traits traits(WriteModel writes) {
        return new Traits(writes, Traits.Speed.LOCAL, false, false, 1 << 17);
    }

    /** Answers come only with {@link #answer} from now on, or at once. */
    void hold(boolean hold) {
        holding = hold;
    }

    /** Answers the oldest call that waits. */
    void answer() {
        unanswered.remove().run();
    }

    void failWrites(Fault fault) {
        writeFault = fault;
    }

    void failCommits(Fault fault) {
        commitFault = fault;
    }

    /** So many writes fail, the others do not. */
    void failNextWrites(int count, Fault fault) {
        failing = count;
        nextFault = fault;
    }

    /** What was called, in order: {@code w0+16384} for a write to piece 0 of 16384 bytes, {@code c0} for a commit. */
    List<String> calls() {
        return calls;
    }

    byte[] content() {
        return content;
    }

    int longestRead() {
        return longestRead;
    }

    private <T> void tell(Completion<T> done, T value, Fault fault) {
        Runnable answer = fault == null ? () -> done.done(value) : () -> done.failed(fault);
        if (holding) {
            unanswered.add(answer);
        } else {
            answer.run();
        }
    }

    @Override
    public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
        calls.add("w" + piece + "+" + data.readableBytes());
        Fault fault = failing-- > 0 ? nextFault : writeFault;
        if (fault == null) {
            data.readBytes(content, piece * pieceLength + offset, data.readableBytes());
        }
        data.release();
        tell(done, null, fault);
        return true;
    }

    @Override
    public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
        calls.add("r" + piece + "+" + length);
        longestRead = Math.max(longestRead, length);
        tell(done, new Readable.Bytes(Unpooled.copiedBuffer(content, piece * pieceLength + offset, length)), null);
    }

    @Override
    public void commit(int piece, PieceHash verified, Completion<Void> done) {
        calls.add("c" + piece);
        tell(done, null, commitFault);
    }

    @Override
    public void fence(FenceOp op, Completion<Void> done) {
        tell(done, null, null);
    }

    @Override
    public void inspect(Completion<Inventory> done) {
        tell(done, new Inventory(new long[] {content.length}, new byte[] {1}), null);
    }

    @Override
    public Optional<Fault> close() {
        calls.add("close");
        return Optional.empty();
    }
}
