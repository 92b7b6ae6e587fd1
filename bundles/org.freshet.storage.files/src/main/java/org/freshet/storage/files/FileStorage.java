package org.freshet.storage.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;
import org.freshet.transport.Fault.Kind;

import io.netty.buffer.ByteBuf;

/**
 * A torrent in files. Every call does its work before it returns, and its completion is called within; so nothing is ever
 * queued, and {@link #write} never asks for a pause. Called by one thread at a time.
 */
public final class FileStorage implements TorrentStorage {
    private final Layout layout;
    private final TorrentPaths paths;
    private final Places places;
    private final Folders folders = new Folders();
    private final SafeOpener opener = new SafeOpener(folders, this::closeFailed);
    private final TorrentFiles files;
    private final HandleCache handles;
    private final PartFile parts;
    private final BlockWriter writer;
    private final BlockReader reader;
    private final Selection selection;
    private final Fences fences;
    private final FileStorageOptions options;
    private final Closeable onClose;
    private final BitSet dirty = new BitSet();
    private final AtomicReference<Fault> untold = new AtomicReference<>();
    private boolean emptyFilesMade;
    private boolean closed;

    private FileStorage(StorageRequest request, RootResolver resolver, FileStorageOptions options, Closeable onClose)
            throws IOException {
        this.layout = request.layout();
        this.paths = new TorrentPaths(request, resolver.resolve(request.root()));
        BitSet wanted = new BitSet();
        for (int file = 0; file < request.files().size(); file++) {
            wanted.set(file, request.files().get(file).wanted());
        }
        this.places = new Places(paths, wanted);
        this.files = new TorrentFiles(paths, opener);
        this.handles = new HandleCache(paths.count(), options.handleLimit(), files);
        this.parts = new PartFile(paths, opener, layout);
        this.writer = new BlockWriter(layout, paths, places, handles, parts, dirty);
        this.reader = new BlockReader(layout, paths, places, handles, parts, options.allocator());
        this.selection = new Selection(layout, paths, places, parts, opener, folders);
        this.fences = new Fences(paths, files, parts, folders, resolver);
        this.options = options;
        this.onClose = onClose;
    }

    /**
     * Opens a torrent's storage; finishes a selection that a crash cut short. Makes no file.
     *
     * @param onClose closed once, after the storage was closed; also if opening fails
     * @throws FaultException why it cannot be opened
     */
    public static FileStorage open(StorageRequest request, RootResolver resolver, FileStorageOptions options, Closeable onClose)
            throws FaultException {
        try {
            FileStorage storage = new FileStorage(request, resolver, options, onClose);
            storage.begin();
            return storage;
        } catch (IOException | RuntimeException e) {
            Fault why = Fault.from(e, Kind.IO, "cannot open the files of " + request.layout().name() + " in " + request.root());
            try {
                onClose.close();
            } catch (IOException also) {
                why = Fault.of(why.kind(), why.message(), also);
            }
            throw why.asException();
        }
    }

    private void begin() throws IOException {
        Path root = paths.root();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw FileFaults.fault(Kind.DENIED, "cannot keep files in " + root + ": it is no folder");
        }
        parts.load();
        if (!parts.pieces().isEmpty()) {
            selection.settle();
        }
    }

    @Override
    public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
        Fault fault = null;
        try {
            requireOpen();
            writer.write(piece, offset, data);
        } catch (IOException | RuntimeException e) {
            fault = explain("write", e);
        } catch (OutOfMemoryError e) {
            fault = noMemory("write", e);
        } finally {
            data.release();
        }
        answer(fault, null, done);
        return true;
    }

    @Override
    public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
        run("read", done, () -> {
            Readable regions = asRegions && options.fileRegions() ? reader.regions(piece, offset, length) : null;
            return regions != null ? regions : reader.bytes(piece, offset, length);
        });
    }

    /** The bytes are with the system already, which keeps them when this process dies. */
    @Override
    public void commit(int piece, PieceHash verified, Completion<Void> done) {
        run("commit", done, () -> {
            throwUntold();
            makeEmptyFiles();
            parts.seal(piece);
            return null;
        });
    }

    @Override
    public void fence(FenceOp op, Completion<Void> done) {
        run("change", done, () -> {
            switch (op) {
                case FenceOp.Flush flush -> flush();
                case FenceOp.Move move -> {
                    letGo();
                    fences.move(move.root());
                }
                case FenceOp.Rename rename -> {
                    handles.drop(rename.file());
                    fences.rename(rename.file(), rename.path());
                }
                case FenceOp.Select select -> {
                    emptyFilesMade = false;
                    places.select(select.wanted());
                    selection.settle();
                }
                case FenceOp.Delete delete -> delete();
            }
            return null;
        });
    }

    private void delete() throws IOException {
        letGo();
        dirty.clear();
        try {
            fences.delete();
        } finally {
            places.forget();
            emptyFilesMade = false;
        }
    }

    /** Files are closed first: what the inventory says is what stands under the names, not what old handles lead to. */
    @Override
    public void inspect(Completion<Inventory> done) {
        run("inspect", done, () -> {
            parts.forgetIfGone();
            letGo();
            return new Inspection(layout, paths, places, parts, files).take();
        });
    }

    @Override
    public Optional<Fault> close() {
        if (!closed) {
            try {
                letGo();
            } catch (IOException | RuntimeException e) {
                untold.compareAndSet(null, explain("close", e));
            } finally {
                parts.letGo();
                handles.dropAll();
                closed = true;
                closeLast();
            }
        }
        return Optional.ofNullable(untold.getAndSet(null));
    }

    private void closeLast() {
        try {
            onClose.close();
        } catch (IOException | RuntimeException e) {
            untold.compareAndSet(null, Fault.from(e, Kind.IO,
                    "closing " + paths.root() + " failed, what was written may be lost"));
        }
    }

    /** Closes all files, and keeps what of the part file is not whole too. */
    private void letGo() throws IOException {
        handles.dropAll();
        parts.sealAll();
        parts.letGo();
    }

    /** Goes on to the other files when one fails, and fails with the first reason. */
    private void flush() throws IOException {
        throwUntold();
        makeEmptyFiles();
        FaultException first = null;
        for (int file = dirty.nextSetBit(0); file >= 0; file = dirty.nextSetBit(file + 1)) {
            try {
                flush(file);
                dirty.clear(file);
            } catch (FaultException e) {
                first = first == null ? e : first;
            }
        }
        parts.flush();
        folders.force();
        if (first != null) {
            throw first;
        }
    }

    private void flush(int file) throws FaultException {
        Path path = paths.path(file);
        try {
            files.requirePresent(file, path);
            handles.get(file, true).force();
            if (layout.files().get(file).attributes().contains(TorrentFile.Attribute.EXECUTABLE)) {
                makeExecutable(path);
            }
        } catch (IOException | RuntimeException e) {
            FaultException fault = FileFaults.explain("flush", path, 1, e);
            if (fault.fault().kind() == Kind.MISSING) {
                handles.drop(file);
                dirty.clear(file);
            }
            throw fault;
        }
    }

    /** Whoever may read it may run it (BEP 47). */
    private static void makeExecutable(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        boolean changed = permissions.add(PosixFilePermission.OWNER_EXECUTE);
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            changed |= permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            changed |= permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        if (changed) {
            view.setPermissions(permissions);
        }
    }

    /** No block ever touches a file without bytes, so those are made on the side. */
    private void makeEmptyFiles() throws IOException {
        if (emptyFilesMade) {
            return;
        }
        for (int file = 0; file < paths.count(); file++) {
            if (layout.files().get(file).length() == 0 && paths.stored(file) && places.wanted(file)) {
                Path path = paths.path(file);
                try {
                    if (SafeOpener.attributes(path) == null) {
                        opener.create(paths.root(), path).handle().release();
                    }
                } catch (IOException | RuntimeException e) {
                    throw FileFaults.explain("make", path, 1, e);
                }
            }
        }
        emptyFilesMade = true;
    }

    /** Called by whichever thread lets go of a handle last. */
    private void closeFailed(IOException e) {
        untold.compareAndSet(null, Fault.of(Kind.IO,
                "closing a file below " + paths.root() + " failed, what was written may be lost", e));
    }

    private void throwUntold() throws FaultException {
        Fault fault = untold.getAndSet(null);
        if (fault != null) {
            throw fault.asException();
        }
    }

    private void requireOpen() throws FaultException {
        if (closed) {
            throw FileFaults.fault(Kind.GONE, "the storage of " + layout.name() + " was closed");
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T get() throws IOException;
    }

    private <T> void run(String what, Completion<T> done, Work<T> work) {
        T value = null;
        Fault fault = null;
        try {
            requireOpen();
            value = work.get();
        } catch (IOException | RuntimeException e) {
            fault = explain(what, e);
        } catch (OutOfMemoryError e) {
            fault = noMemory(what, e);
        }
        answer(fault, value, done);
    }

    private static <T> void answer(Fault fault, T value, Completion<T> done) {
        if (fault == null) {
            done.done(value);
        } else {
            done.failed(fault);
        }
    }

    /** Of direct memory, as a rule; the caller still gets its answer and may try again. */
    private Fault noMemory(String what, OutOfMemoryError e) {
        return Fault.of(Kind.INTERNAL, "not enough memory to " + what + " " + layout.name(), e);
    }

    private Fault explain(String what, Exception e) {
        return FileFaults.explain(what, paths.root(), 0, e).fault();
    }
}
