package org.example.freshet.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

import org.freshet.metainfo.Layout;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.Kind;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** One torrent in its {@link PackFile}. Every operation is done within its call, on the I/O thread that calls. */
final class PackStorage implements TorrentStorage {

    /** One operation; what it throws becomes the fault of its completion. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private final PackFile pack;
    private final StorageRequest request;
    private final ByteBufAllocator buffers;
    private final BooleanSupplier compress;
    private final Layout layout;
    private final List<List<String>> names = new ArrayList<>();

    PackStorage(PackFile pack, StorageRequest request, ByteBufAllocator buffers, BooleanSupplier compress) {
        this.pack = pack;
        this.request = request;
        this.buffers = buffers;
        this.compress = compress;
        this.layout = request.layout();
        request.files().forEach(file -> names.add(file.path()));
    }

    private <T> void answer(Completion<T> done, Work<T> work) {
        T value;
        try {
            value = work.run();
        } catch (IOException e) {
            done.failed(fault(e));
            return;
        }
        done.done(value);
    }

    /** In words, and in nothing else: a kept exception would keep this plugin's class loader. */
    private Fault fault(IOException e) {
        String why = e.getMessage() == null ? "" : e.getMessage();
        return switch (e) {
            case Fault.FaultException f -> f.fault();
            case NoSuchFileException gone -> new Fault(Kind.MISSING, layout.name() + " is not, or not wholly, in " + pack.path());
            case FileAlreadyExistsException there -> new Fault(Kind.IN_USE, why + " is there already: choose another folder");
            case AccessDeniedException denied ->
                    new Fault(Kind.DENIED, why + " may not be read or written: check the folder's permissions");
            case IOException full when why.contains("No space left") || why.contains("quota exceeded") ->
                    new Fault(Kind.FULL, "no space is left for " + pack.path());
            default -> Fault.of(Kind.IO, pack.path().toString(), e);
        };
    }

    @Override
    public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
        answer(done, () -> {
            try {
                pack.append(piece, ByteBufUtil.getBytes(data), compress.getAsBoolean());
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
            ByteBuf bytes = buffers.directBuffer(length);
            try {
                pack.read(piece, offset, length, bytes);
                return new Readable.Bytes(bytes.retain());
            } finally {
                bytes.release();
            }
        });
    }

    @Override
    public void commit(int piece, PieceHash verified, Completion<Void> done) {
        done.done(null); // written is written: the process may die
    }

    @Override
    public void fence(FenceOp op, Completion<Void> done) {
        answer(done, () -> {
            switch (op) {
                case FenceOp.Flush flush -> pack.flush();
                case FenceOp.Move move -> pack.moveTo(PackProvider.file(move.root(), request));
                case FenceOp.Rename rename -> rename(rename.file(), rename.path());
                case FenceOp.Delete delete -> pack.delete();
                case FenceOp.Select select -> { } // every piece is kept whole, wanted or not
            }
            return null;
        });
    }

    private void rename(int file, List<String> name) throws IOException {
        int other = names.indexOf(name);
        if (other >= 0 && other != file) {
            throw new FileAlreadyExistsException(String.join("/", name));
        }
        names.set(file, name); // the pack knows no names of files
    }

    @Override
    public void inspect(Completion<Inventory> done) {
        answer(done, () -> {
            SortedMap<Integer, ?> pieces = pack.pieces();
            long[] lengths = new long[layout.files().size()];
            Arrays.setAll(lengths, i -> layout.files().get(i).isPadding() || layout.files().get(i).length() > 0 ? -1 : 0);
            pieces.keySet().forEach(piece -> layout.forEachSegment(piece, 0, layout.pieceLength(piece), (file, offset, length) -> {
                if (!layout.files().get(file).isPadding()) {
                    lengths[file] = Math.max(lengths[file], offset + length);
                }
            }));
            String token = pieces.isEmpty() ? "" : Files.size(pack.path()) + " " + Files.getLastModifiedTime(pack.path());
            return new Inventory(lengths, token.getBytes(StandardCharsets.US_ASCII));
        });
    }

    @Override
    public Optional<Fault> close() {
        try {
            pack.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(fault(e));
        }
    }
}
