package org.freshet.engine.core.disk;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.freshet.metainfo.Metainfo;
import org.freshet.storage.Completion;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Copies pieces from one storage to another of whatever kind; each is verified on the way. Its {@link #copy} blocks and belongs on a
 * thread that may; the rest is any thread's.
 */
public final class PieceCopy {
    /** The longest read; a storage that takes whole pieces has all of one in memory. */
    private static final int PART = 4 << 20;

    private final Metainfo metainfo;
    private final WriteModel writes;
    private volatile boolean cancelled;
    private volatile int done;
    private volatile int of = 1;

    /** @param writes how the target takes bytes */
    public PieceCopy(Metainfo metainfo, WriteModel writes) {
        this.metainfo = metainfo;
        this.writes = writes;
    }

    /** Ends it soon, with a fault. */
    public void cancel() {
        cancelled = true;
    }

    /** The share of the pieces that is done, 0…1. */
    public double progress() {
        return (double) done / of;
    }

    /**
     * Copies; {@code pieces} is not kept.
     *
     * @return those that stand in the target now, verified and committed: pieces that are bad in the source are left out
     * @throws Fault.FaultException where a storage failed, or where the target takes pieces only in order and one is missing
     */
    public BitSet copy(BitSet pieces, TorrentStorage from, TorrentStorage to) throws Fault.FaultException {
        of = Math.max(1, pieces.cardinality());
        BitSet copied = new BitSet();
        for (int piece = pieces.nextSetBit(0); piece >= 0; piece = pieces.nextSetBit(piece + 1)) {
            if (writes == WriteModel.APPEND_ONLY && copied.nextClearBit(0) != piece) {
                throw new Fault(Fault.Kind.UNSUPPORTED, "the new storage takes pieces only in order, and piece " + copied.nextClearBit(0)
                        + " is not there yet; move the torrent when it is complete").asException();
            }
            copied.set(piece, writes == WriteModel.RANDOM ? copyInParts(piece, from, to) : copyWhole(piece, from, to));
            done++;
        }
        return copied;
    }

    private boolean copyInParts(int piece, TorrentStorage from, TorrentStorage to) throws Fault.FaultException {
        PieceDigest digest = new PieceDigest();
        for (int offset = 0; offset < metainfo.layout().pieceLength(piece); offset = digest.position()) {
            int at = offset;
            ByteBuf part = read(piece, offset, from);
            digest.update(part);
            Await.<Void>on(written -> to.write(piece, at, part, written));
        }
        return committed(piece, digest.finish(), to);
    }

    private boolean copyWhole(int piece, TorrentStorage from, TorrentStorage to) throws Fault.FaultException {
        PieceDigest digest = new PieceDigest();
        CompositeByteBuf whole = Unpooled.compositeBuffer(Integer.MAX_VALUE);
        byte[] hash;
        try {
            while (digest.position() < metainfo.layout().pieceLength(piece)) {
                ByteBuf part = read(piece, digest.position(), from);
                digest.update(part);
                whole.addComponent(true, part);
            }
            hash = digest.finish();
        } catch (Fault.FaultException e) {
            whole.release();
            throw e;
        }
        if (!metainfo.pieceMatches(piece, hash)) {
            whole.release();
            return false;
        }
        Await.<Void>on(written -> to.write(piece, 0, whole, written));
        return committed(piece, hash, to);
    }

    private ByteBuf read(int piece, int offset, TorrentStorage from) throws Fault.FaultException {
        if (cancelled) {
            throw new Fault(Fault.Kind.GONE, "the move was ended before all was copied; the data is where it was").asException();
        }
        int length = Math.min(PART, metainfo.layout().pieceLength(piece) - offset);
        return ((Readable.Bytes) Await.<Readable>on(read -> from.read(piece, offset, length, false, read))).data();
    }

    private boolean committed(int piece, byte[] hash, TorrentStorage to) throws Fault.FaultException {
        if (!metainfo.pieceMatches(piece, hash)) {
            return false;
        }
        Await.<Void>on(done -> to.commit(piece, new PieceHash(hash), done));
        return true;
    }

    /** Waits for what a storage completes. */
    public static final class Await {
        private Await() {
        }

        /** Calls and waits; not for an event loop. */
        public static <T> T on(Consumer<Completion<T>> call) throws Fault.FaultException {
            CompletableFuture<T> result = new CompletableFuture<>();
            Completion<T> completion = new Completion<>() {
                @Override
                public void done(T value) {
                    result.complete(value);
                }

                @Override
                public void failed(Fault fault) {
                    result.completeExceptionally(fault.asException());
                }
            };
            PieceStore.guarded(completion, () -> call.accept(completion));
            return stage(result);
        }

        /** The same for a stage. */
        public static <T> T stage(CompletableFuture<T> result) throws Fault.FaultException {
            try {
                return result.get();
            } catch (ExecutionException e) {
                throw Fault.from(e.getCause(), Fault.Kind.INTERNAL, "the storage failed").asException();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Fault(Fault.Kind.GONE, "the engine is stopping").asException();
            }
        }
    }
}
