package org.example.freshet.scratch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.example.freshet.scratch.Shelf.Place;
import org.freshet.metainfo.Layout;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** One torrent on a {@link Shelf}. Every operation is done within its call. */
final class ScratchStorage implements TorrentStorage {

    /** One operation; what it throws becomes the fault of its completion. */
    private interface Work<T> {
        T run() throws Fault.FaultException;
    }

    private final Shelf shelf;
    private final Layout layout;
    private final String torrent;
    private final ByteBufAllocator buffers;
    private final List<List<String>> names = new ArrayList<>();
    private Place place;

    ScratchStorage(Shelf shelf, StorageRequest request, ByteBufAllocator buffers) {
        this.shelf = shelf;
        this.layout = request.layout();
        this.torrent = request.partsId();
        this.buffers = buffers;
        this.place = new Place(request.root().toString(), torrent);
        request.files().forEach(file -> names.add(file.path()));
    }

    private static <T> void answer(Completion<T> done, Work<T> work) {
        T value;
        try {
            value = work.run();
        } catch (Fault.FaultException e) {
            done.failed(e.fault());
            return;
        }
        done.done(value);
    }

    @Override
    public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
        answer(done, () -> {
            try {
                shelf.put(place, piece, ByteBufUtil.getBytes(data)); // whole pieces only: that is what the traits say
                return null;
            } finally {
                data.release();
            }
        });
        return true;
    }

    @Override
    public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
        answer(done, () -> {
            byte[] bytes = shelf.pieces(place).get(piece);
            if (bytes == null) {
                int file = layout.segments(piece, offset, length).getFirst().file();
                throw new Fault(Fault.Kind.MISSING,
                        "piece " + piece + " of " + String.join("/", names.get(file)) + " is not in memory").asException();
            }
            return new Readable.Bytes(buffers.directBuffer(length).writeBytes(bytes, offset, length));
        });
    }

    @Override
    public void commit(int piece, PieceHash verified, Completion<Void> done) {
        done.done(null); // memory does not survive the process, and says so in its name
    }

    @Override
    public void fence(FenceOp op, Completion<Void> done) {
        answer(done, () -> {
            switch (op) {
                case FenceOp.Move move -> {
                    Place to = new Place(move.root().toString(), torrent);
                    shelf.move(place, to);
                    place = to;
                }
                case FenceOp.Rename rename -> rename(rename.file(), rename.path());
                case FenceOp.Delete delete -> shelf.clear(place);
                case FenceOp.Flush flush -> { }
                case FenceOp.Select select -> { } // every piece is kept whole, wanted or not
            }
            return null;
        });
    }

    private void rename(int file, List<String> name) throws Fault.FaultException {
        int other = names.indexOf(name);
        if (other >= 0 && other != file) {
            throw new Fault(Fault.Kind.IN_USE, "another file is named " + String.join("/", name) + " already").asException();
        }
        names.set(file, name);
    }

    @Override
    public void inspect(Completion<Inventory> done) {
        answer(done, () -> {
            SortedMap<Integer, byte[]> pieces = shelf.pieces(place);
            long[] lengths = new long[layout.files().size()];
            Arrays.setAll(lengths, i -> layout.files().get(i).isPadding() || layout.files().get(i).length() > 0 ? -1 : 0);
            pieces.forEach((piece, bytes) -> layout.forEachSegment(piece, 0, bytes.length, (file, offset, length) -> {
                if (!layout.files().get(file).isPadding()) {
                    lengths[file] = Math.max(lengths[file], offset + length);
                }
            }));
            return new Inventory(lengths, pieces.keySet().toString().getBytes(StandardCharsets.US_ASCII));
        });
    }

    @Override
    public Optional<Fault> close() {
        return Optional.empty();
    }
}
