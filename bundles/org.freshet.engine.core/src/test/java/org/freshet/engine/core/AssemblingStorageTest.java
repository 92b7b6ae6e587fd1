package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.storage.local.LocalStorageProvider;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBuf;

/** Downloads into storages that take whole pieces only. */
class AssemblingStorageTest {
    /** More than the store's high-water mark and all that may be on request from one peer. */
    private static final int BIG = 64 << 20;

    @TempDir
    Path home;

    /** Files, but claiming to take whole pieces only; keeps which pieces came. */
    private record Whole(WriteModel model, LocalStorageProvider files, List<Integer> written) implements StorageProvider {
        Whole(WriteModel model) {
            this(model, new LocalStorageProvider(), new CopyOnWriteArrayList<>());
        }

        @Override
        public Traits traits() {
            return new Traits(model, Traits.Speed.LOCAL, false, false, 1 << 17);
        }

        @Override
        public CompletionStage<TorrentStorage> open(StorageRequest request) {
            URI root = URI.create("file:" + request.root().getSchemeSpecificPart());
            return files.open(new StorageRequest(root, request.layout(), request.files(), request.partsId()))
                    .thenApply(storage -> new Recorder(storage, written));
        }
    }

    private record Recorder(TorrentStorage to, List<Integer> written) implements TorrentStorage {
        @Override
        public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
            assertEquals(0, offset);
            written.add(piece);
            return to.write(piece, offset, data, done);
        }

        @Override
        public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
            to.read(piece, offset, length, asRegions, done);
        }

        @Override
        public void commit(int piece, PieceHash verified, Completion<Void> done) {
            to.commit(piece, verified, done);
        }

        @Override
        public void fence(FenceOp op, Completion<Void> done) {
            to.fence(op, done);
        }

        @Override
        public void inspect(Completion<Inventory> done) {
            to.inspect(done);
        }

        @Override
        public Optional<Fault> close() {
            return to.close();
        }
    }

    @Test
    void anAppendOnlyStorageGetsTheWholeTorrentInOrder() throws Exception {
        Sample sample = Sample.single(home.resolve("seed/data"), 100);
        Whole whole = new Whole(WriteModel.APPEND_ONLY);
        try (Node seed = Node.started(home.resolve("seed")); Node leech = Node.at(home.resolve("leech")).with("append", whole)) {
            seed.seed(sample.metainfo());
            leech.open(Restore.ALL);
            Torrent t = leech.add(AddTorrent.of(sample.metainfo(), root(leech, "append")).withPeers(List.of(seed.address())));
            Node.reaches(t, State.SEEDING);
            assertEquals(IntStream.range(0, sample.pieces()).boxed().toList(), whole.written());
            assertEquals(List.of(), sample.differing(leech.data()));
        }
    }

    @Test
    void aPieceLargerThanWhatMayWaitInMemoryIsCompletedAllTheSame() throws Exception {
        Path file = Files.createDirectories(home.resolve("seed/data")).resolve("big.bin");
        byte[] bytes = new byte[BIG + 100];
        new Random(4).nextBytes(bytes);
        Files.write(file, bytes);
        Metainfo metainfo = new TorrentCreator(file).pieceLength(BIG).threads(1).create();
        Whole whole = new Whole(WriteModel.WHOLE_PIECE);
        try (Node seed = Node.started(home.resolve("seed")); Node leech = Node.at(home.resolve("leech")).with("whole", whole)) {
            seed.seed(metainfo);
            leech.open(Restore.ALL);
            Torrent t = leech.add(AddTorrent.of(metainfo, root(leech, "whole")).withPeers(List.of(seed.address())));
            Node.reaches(t, State.SEEDING);
            assertEquals(-1, Files.mismatch(file, leech.data().resolve("big.bin")));
        }
    }

    private static URI root(Node node, String scheme) {
        return URI.create(scheme + ":" + node.data().toUri().getRawSchemeSpecificPart());
    }
}
