package org.freshet.engine.core.disk;

import java.util.BitSet;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.freshet.metainfo.Metainfo;
import org.freshet.storage.Completion;
import org.freshet.storage.PieceHash;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

/**
 * For storages that take whole pieces ({@link Traits.WriteModel#WHOLE_PIECE}, {@link Traits.WriteModel#APPEND_ONLY}): a piece's blocks
 * stay in memory until it is verified, so that such a storage never sees a bad one; where pieces must come in order, a verified one
 * waits for those before it. Beyond the {@link PieceStore}'s high-water mark no piece is begun that is not the next.
 */
final class PieceAssembler implements PieceWriter {

    /** A piece that is verified and not written. */
    private record Whole(int piece, ByteBuf data, byte[] hash) {
    }

    private final TorrentStorage storage;
    private final Metainfo metainfo;
    private final Executor io;
    private final PieceStore store;
    private final IntObjectMap<TreeMap<Integer, ByteBuf>> pieces = new IntObjectHashMap<>();
    private final boolean inOrder;
    private final IntObjectMap<Whole> waiting = new IntObjectHashMap<>();
    private final BitSet written = new BitSet();
    private boolean writing;
    private boolean closed;
    private Thread running;

    /** @param inOrder whether the storage takes a piece only after all before it */
    PieceAssembler(TorrentStorage storage, Metainfo metainfo, Executor io, PieceStore store, boolean inOrder) {
        this.storage = storage;
        this.metainfo = metainfo;
        this.io = io;
        this.store = store;
        this.inOrder = inOrder;
    }

    @Override
    public void begin(BitSet had) {
        written.or(had);
    }

    @Override
    public void block(int piece, int offset, ByteBuf data) {
        TreeMap<Integer, ByteBuf> blocks = pieces.get(piece);
        if (blocks == null) {
            blocks = new TreeMap<>();
            pieces.put(piece, blocks);
        }
        ByteBuf replaced = blocks.put(offset, data);
        if (replaced != null) {
            drop(replaced);
        }
    }

    @Override
    public void end(int piece) {
        TreeMap<Integer, ByteBuf> blocks = pieces.remove(piece);
        if (blocks == null) {
            return;
        }
        int length = 0;
        PieceDigest digest = new PieceDigest();
        CompositeByteBuf whole = Unpooled.compositeBuffer(blocks.size());
        for (ByteBuf block : blocks.values()) {
            length += block.readableBytes();
            digest.update(block);
            whole.addComponent(true, block);
        }
        byte[] hash = digest.finish();
        if (length != metainfo.layout().pieceLength(piece) || !metainfo.pieceMatches(piece, hash)) {
            whole.release();
            store.written(length);
            store.corrupt(piece);
            return;
        }
        Whole verified = new Whole(piece, whole, hash);
        if (inOrder) {
            waiting.put(piece, verified);
            writeNext();
        } else {
            write(verified);
        }
    }

    /** The piece whose turn it is, if it is there and no other is being written. */
    private void writeNext() {
        Whole next = writing || closed ? null : waiting.remove(written.nextClearBit(0));
        if (next != null) {
            writing = true;
            write(next);
        }
    }

    private void write(Whole whole) {
        int bytes = whole.data().readableBytes();
        onIo(new Completion<>() {
            @Override
            public void done(Void value) {
                store.written(bytes);
                commit(whole);
            }

            @Override
            public void failed(Fault fault) {
                store.written(bytes);
                failedToKeep(whole, fault);
            }
        }, done -> {
            if (!storage.write(whole.piece(), 0, whole.data(), done)) {
                store.full();
            }
        });
    }

    private void commit(Whole whole) {
        if (closed) {
            return;
        }
        onIo(new Completion<>() {
            @Override
            public void done(Void value) {
                written.set(whole.piece());
                store.verified(whole.piece());
                turnEnds();
            }

            @Override
            public void failed(Fault fault) {
                failedToKeep(whole, fault);
            }
        }, done -> storage.commit(whole.piece(), new PieceHash(whole.hash()), done));
    }

    private void failedToKeep(Whole whole, Fault fault) {
        store.lost(whole.piece(), fault);
        turnEnds();
    }

    private void turnEnds() {
        if (inOrder) {
            writing = false;
            io.execute(this::writeNext); // not from here: a long row of waiting pieces would be a deep stack
        }
    }

    /** Calls the storage; the outcome is told on the I/O executor, at once where it is there within the call. */
    private void onIo(Completion<Void> outcome, Consumer<Completion<Void>> call) {
        Completion<Void> back = new Completion<>() {
            @Override
            public void done(Void value) {
                here(() -> outcome.done(value));
            }

            @Override
            public void failed(Fault fault) {
                here(() -> outcome.failed(fault));
            }
        };
        Thread before = running;
        running = Thread.currentThread();
        PieceStore.guarded(back, () -> call.accept(back));
        running = before;
    }

    private void here(Runnable outcome) {
        if (running == Thread.currentThread()) {
            outcome.run();
        } else {
            io.execute(outcome);
        }
    }

    @Override
    public void forget(int piece) {
        TreeMap<Integer, ByteBuf> blocks = pieces.remove(piece);
        if (blocks != null) {
            blocks.values().forEach(this::drop);
        }
        Whole whole = waiting.remove(piece);
        if (whole != null) {
            drop(whole.data());
        }
    }

    private void drop(ByteBuf block) {
        store.written(block.readableBytes());
        block.release();
    }

    @Override
    public void close() {
        pieces.values().forEach(blocks -> blocks.values().forEach(this::drop));
        pieces.clear();
        waiting.values().forEach(whole -> drop(whole.data()));
        waiting.clear();
        closed = true;
    }
}
