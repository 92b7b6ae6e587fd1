package org.freshet.engine.core.disk;

import java.util.concurrent.Executor;

import org.freshet.metainfo.Metainfo;
import org.freshet.storage.Completion;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

/** For storages that take any block at any time: blocks are hashed and written as they arrive, adjacent ones together. */
final class BlockWriter implements PieceWriter {

    /** A piece that is being written. */
    private static final class Writing {
        final PieceHasher hasher;
        int unfinished;
        boolean ended;
        Fault fault;
        /** Told as lost: what was posted of it before the loop heard that is dropped, until {@link BlockWriter#forget}. */
        boolean lost;

        Writing(PieceHasher hasher) {
            this.hasher = hasher;
        }
    }

    private final TorrentStorage storage;
    private final Metainfo metainfo;
    private final Executor io;
    private final PieceStore store;
    private final IntObjectMap<Writing> pieces = new IntObjectHashMap<>();
    private final PieceHasher.Budget budget = new PieceHasher.Budget();
    private Thread running;

    BlockWriter(TorrentStorage storage, Metainfo metainfo, Executor io, PieceStore store) {
        this.storage = storage;
        this.metainfo = metainfo;
        this.io = io;
        this.store = store;
    }

    @Override
    public void block(int piece, int offset, ByteBuf data) {
        Writing w = writing(piece);
        if (w.lost) {
            drop(data);
            return;
        }
        w.hasher.offer(offset, data);
        write(piece, offset, data, w);
    }

    /** One call of the storage, and with files one call of the system, for what would else be dozens. */
    @Override
    public void run(int piece, int offset, ByteBuf[] blocks, int from, int to) {
        Writing w = writing(piece);
        if (w.lost) {
            for (int i = from; i < to; i++) {
                drop(blocks[i]);
            }
            return;
        }
        CompositeByteBuf together = new CompositeByteBuf(UnpooledByteBufAllocator.DEFAULT, true, to - from);
        int at = offset;
        for (int i = from; i < to; i++) {
            w.hasher.offer(at, blocks[i]);
            at += blocks[i].readableBytes();
            together.addComponent(true, blocks[i]);
        }
        write(piece, offset, together, w);
    }

    private Writing writing(int piece) {
        Writing w = pieces.get(piece);
        if (w == null) {
            w = new Writing(new PieceHasher(budget));
            pieces.put(piece, w);
        }
        return w;
    }

    private void drop(ByteBuf data) {
        store.written(data.readableBytes());
        data.release();
    }

    private void write(int piece, int offset, ByteBuf data, Writing w) {
        int length = data.readableBytes();
        w.unfinished++;
        running = Thread.currentThread();
        WriteDone done = new WriteDone(piece, w, length);
        PieceStore.guarded(done, () -> {
            if (!storage.write(piece, offset, data, done)) {
                store.full();
            }
        });
        running = null;
    }

    /** The end of one write: at once, where the storage completes within the call; else back on the I/O executor. */
    private final class WriteDone implements Completion<Void> {
        private final int piece;
        private final Writing writing;
        private final int length;

        WriteDone(int piece, Writing writing, int length) {
            this.piece = piece;
            this.writing = writing;
            this.length = length;
        }

        @Override
        public void done(Void value) {
            arrived(null);
        }

        @Override
        public void failed(Fault fault) {
            arrived(fault);
        }

        private void arrived(Fault fault) {
            store.written(length);
            if (running == Thread.currentThread()) {
                settle(fault);
            } else {
                io.execute(() -> settle(fault));
            }
        }

        private void settle(Fault fault) {
            writing.unfinished--;
            if (fault != null) {
                writing.fault = fault;
            }
            concludeIfReady(piece, writing);
        }
    }

    @Override
    public void end(int piece) {
        Writing w = pieces.get(piece);
        if (w != null && !w.lost) {
            w.ended = true;
            concludeIfReady(piece, w);
        }
    }

    private void concludeIfReady(int piece, Writing w) {
        if (pieces.get(piece) != w || w.unfinished > 0) {
            return;
        }
        if (w.fault != null) { // told at once, not at the end: the torrent should stop asking for more
            w.lost = true;
            w.hasher.discardBlocks();
            store.lost(piece, w.fault);
        } else if (w.ended) {
            pieces.remove(piece);
            conclude(piece, w.hasher);
        }
    }

    private void conclude(int piece, PieceHasher hasher) {
        int length = metainfo.layout().pieceLength(piece);
        int from = hasher.position();
        if (from == length) {
            compare(piece, hasher.finish());
            return;
        }
        hasher.discardBlocks(); // blocks came so far out of order that they were not kept: read the rest back
        Completion<Readable> rest = new Completion<>() {
            @Override
            public void done(Readable value) {
                ByteBuf data = ((Readable.Bytes) value).data();
                hasher.offer(from, data);
                value.release();
                compare(piece, hasher.finish());
            }

            @Override
            public void failed(Fault fault) {
                store.lost(piece, fault);
            }
        };
        PieceStore.guarded(rest, () -> storage.read(piece, from, length - from, false, rest));
    }

    private void compare(int piece, byte[] hash) {
        if (!metainfo.pieceMatches(piece, hash)) {
            store.corrupt(piece);
            return;
        }
        Completion<Void> committed = new CommitDone(piece, store);
        PieceStore.guarded(committed, () -> storage.commit(piece, new PieceHash(hash), committed));
    }

    /** The end of a commit. */
    record CommitDone(int piece, PieceStore store) implements Completion<Void> {
        @Override
        public void done(Void value) {
            store.verified(piece);
        }

        @Override
        public void failed(Fault fault) {
            store.lost(piece, fault);
        }
    }

    @Override
    public void forget(int piece) {
        Writing w = pieces.remove(piece);
        if (w != null) {
            w.hasher.discardBlocks();
        }
    }

    @Override
    public void close() {
        pieces.values().forEach(w -> w.hasher.discardBlocks());
        pieces.clear();
    }
}
