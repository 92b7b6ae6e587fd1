package org.freshet.testkit.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.StorageRequest;
import org.freshet.transport.Fault;

/**
 * A content-addressed store of pieces: each is filed by its hash when it is committed, and each torrent is a list of hashes. In
 * order, if so wished, it plays a store that can only be appended to.
 */
final class PieceStore implements QueuedStorage.Backend {

    /** What outlives providers and storages. */
    static final class World {
        private final Map<PieceHash, byte[]> objects = new ConcurrentHashMap<>();
        private final Map<String, Map<Integer, PieceHash>> torrents = new ConcurrentHashMap<>();
    }

    private final World world;
    private final boolean inOrder;
    private final Layout layout;
    private final String id;
    private final List<List<String>> names = new ArrayList<>();
    private final Map<Integer, byte[]> uncommitted = new TreeMap<>();
    private URI root;

    PieceStore(World world, StorageRequest request, boolean inOrder) {
        this.world = world;
        this.inOrder = inOrder;
        this.layout = request.layout();
        this.id = request.partsId();
        this.root = request.root();
        request.files().forEach(plan -> names.add(plan.path()));
    }

    private String key(URI at) {
        return at + " " + id;
    }

    private Map<Integer, PieceHash> pieces() {
        return world.torrents.computeIfAbsent(key(root), k -> new TreeMap<>());
    }

    private byte[] piece(int piece) {
        byte[] waiting = uncommitted.get(piece);
        PieceHash hash = pieces().get(piece);
        return waiting != null ? waiting : hash == null ? null : world.objects.get(hash);
    }

    @Override
    public void write(int piece, int offset, byte[] data) throws IOException {
        if (offset != 0 || data.length != layout.pieceLength(piece)) {
            throw new Fault(Fault.Kind.INTERNAL, "asked to write a part of piece " + piece).asException();
        }
        if (inOrder && piece != uncommitted.size() + pieces().size()) {
            throw new Fault(Fault.Kind.INTERNAL, "asked to write piece " + piece + " out of order").asException();
        }
        uncommitted.put(piece, data);
    }

    @Override
    public byte[] read(int piece, int offset, int length) throws IOException {
        byte[] whole = piece(piece);
        if (whole == null) {
            int file = layout.segments(piece, offset, length).get(0).file();
            throw new Fault(Fault.Kind.MISSING, String.join("/", names.get(file)) + " has no piece " + piece).asException();
        }
        return Arrays.copyOfRange(whole, offset, offset + length);
    }

    @Override
    public void commit(int piece, PieceHash verified) {
        byte[] whole = uncommitted.remove(piece);
        if (whole != null) {
            world.objects.put(verified, whole);
            pieces().put(piece, verified);
        }
    }

    @Override
    public boolean adopt(int piece, PieceHash wanted) {
        if (inOrder || !world.objects.containsKey(wanted)) {
            return false;
        }
        pieces().put(piece, wanted);
        return true;
    }

    @Override
    public void fence(FenceOp op) throws IOException {
        switch (op) {
            case FenceOp.Move move -> {
                if (!world.torrents.getOrDefault(key(move.root()), Map.of()).isEmpty()) {
                    throw new Fault(Fault.Kind.IN_USE, layout.name() + " is in " + move.root() + " already").asException();
                }
                world.torrents.put(key(move.root()), pieces());
                world.torrents.remove(key(root));
                root = move.root();
            }
            case FenceOp.Rename rename -> {
                if (names.contains(rename.path())) {
                    throw new Fault(Fault.Kind.IN_USE, "two files named " + rename.path()).asException();
                }
                names.set(rename.file(), rename.path());
            }
            case FenceOp.Delete delete -> {
                uncommitted.clear();
                world.torrents.remove(key(root));
            }
            case FenceOp.Flush flush -> {
                // Objects are durable when they are filed.
            }
            case FenceOp.Select select -> {
                // Every piece is kept whole.
            }
        }
    }

    @Override
    public Inventory inspect() {
        long[] lengths = new long[layout.files().size()];
        Arrays.fill(lengths, -1);
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            if (piece(piece) != null) {
                layout.forEachSegment(piece, 0, layout.pieceLength(piece), (file, offset, length) ->
                        lengths[file] = Math.max(lengths[file], offset + length));
            }
        }
        for (int file = 0; file < lengths.length; file++) {
            if (layout.files().get(file).isPadding()) {
                lengths[file] = -1;
            } else if (layout.files().get(file).length() == 0) {
                lengths[file] = 0;
            }
        }
        return new Inventory(lengths, Integer.toHexString(pieces().hashCode()).getBytes(StandardCharsets.US_ASCII));
    }
}
