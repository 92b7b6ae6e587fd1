package org.freshet.engine.core.disk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.freshet.engine.core.TestTorrent;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;

/** A piece store on a {@link FakeStorage}; its I/O happens in {@link #io}, its events are told at once. */
final class StoreFixture implements PieceStore.Events {
    final TestTorrent torrent;
    final FakeStorage storage;
    final PieceStore store;
    final List<String> events = new ArrayList<>();
    final Queue<Runnable> io = new ArrayDeque<>();

    StoreFixture(WriteModel model, int pieceLength, int length) throws Exception {
        torrent = TestTorrent.of(pieceLength, length);
        storage = new FakeStorage(pieceLength, length);
        store = new PieceStore(storage, FakeStorage.traits(model), torrent.metainfo(), Runnable::run, io::add, this);
    }

    void io() {
        for (Runnable task = io.poll(); task != null; task = io.poll()) {
            task.run();
        }
    }

    /** All blocks of a piece arrive. */
    StoreFixture arrives(int piece) {
        List<ByteBuf> blocks = torrent.blocks(piece);
        for (int b = 0; b < blocks.size(); b++) {
            store.write(piece, b * 16384, blocks.get(b));
        }
        store.verify(piece);
        io();
        return this;
    }

    @Override
    public void pieceVerified(int piece) {
        events.add("verified " + piece);
    }

    @Override
    public void pieceCorrupt(int piece) {
        events.add("corrupt " + piece);
    }

    @Override
    public void pieceLost(int piece, Fault why) {
        events.add("lost " + piece + ": " + why.message());
    }

    @Override
    public void drained() {
        events.add("drained");
    }
}
