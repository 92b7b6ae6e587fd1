package org.freshet.engine.core.disk;

import java.util.TreeMap;

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
 * stay in memory until it is verified, so that such a storage never sees a bad one. What may be under way at once is bounded by the
 * {@link PieceStore}'s high-water mark, and by the picker, which gives such torrents few pieces at a time.
 */
final class PieceAssembler implements PieceWriter {
    private final TorrentStorage storage;
    private final Metainfo metainfo;
    private final PieceStore store;
    private final IntObjectMap<TreeMap<Integer, ByteBuf>> pieces = new IntObjectHashMap<>();

    PieceAssembler(TorrentStorage storage, Metainfo metainfo, PieceStore store) {
        this.storage = storage;
        this.metainfo = metainfo;
        this.store = store;
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
        int bytes = length;
        Completion<Void> committed = new BlockWriter.CommitDone(piece, store);
        Completion<Void> written = new Completion<>() {
            @Override
            public void done(Void value) {
                store.written(bytes);
            }

            @Override
            public void failed(Fault fault) {
                store.written(bytes);
                store.lost(piece, fault);
            }
        };
        PieceStore.guarded(written, () -> {
            if (!storage.write(piece, 0, whole, written)) {
                store.full();
            }
        });
        PieceStore.guarded(committed, () -> storage.commit(piece, new PieceHash(hash), committed));
    }

    @Override
    public void forget(int piece) {
        TreeMap<Integer, ByteBuf> blocks = pieces.remove(piece);
        if (blocks != null) {
            blocks.values().forEach(this::drop);
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
    }
}
