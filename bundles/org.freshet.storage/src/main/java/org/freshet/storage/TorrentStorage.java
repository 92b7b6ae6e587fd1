package org.freshet.storage;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

import io.netty.buffer.ByteBuf;

/**
 * The bytes of one torrent, addressed by piece and offset within the piece (units: bytes). Padding files (BEP 47) are never stored:
 * writes to them vanish, reads of them give zeros.
 *
 * <p><b>Threading.</b> The engine calls one method at a time, on an I/O thread and never on an event loop, so an implementation needs no
 * lock against its own callers. A call may block as long as {@link Traits#speed()} says. Operations take effect in the order of the
 * calls: a read sees every write posted before it.
 *
 * <p><b>Completions</b> are called exactly once, from any thread, within the call or later.
 *
 * <p><b>Buffers.</b> {@link #write} takes ownership of its buffer and releases it in every case. A {@link Readable} belongs to the
 * receiver of the completion, who releases it.
 *
 * <p><b>Errors</b> are {@link org.freshet.transport.Fault}s: {@code FULL}, {@code DENIED}, {@code MISSING}, {@code IO}, with the file's
 * name in the message. A failed operation leaves the storage usable; the same operation may succeed once the cause is mended.
 */
@ConsumerType
public interface TorrentStorage {

    /**
     * Posts bytes to be stored.
     *
     * @param piece index of the piece
     * @param offset first byte within the piece; blocks never cross a piece's end
     * @param data its readable bytes; with {@link Traits.WriteModel#RANDOM} one block or adjacent ones, else the whole piece
     * @param done when another read would see the bytes
     * @return false to say: taken, but post no more until a write has completed
     */
    boolean write(int piece, int offset, ByteBuf data, Completion<Void> done);

    /**
     * Reads bytes.
     *
     * @param asRegions whether the reader can use {@link Readable.Regions}; a storage may answer with bytes all the same
     */
    void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done);

    /**
     * Says that a piece is whole and verified. Once this completed, the piece survives the death of this process; {@link FenceOp.Flush}
     * makes it survive the loss of power too.
     *
     * @param verified the piece's hash, by which a content-addressed storage files it
     */
    void commit(int piece, PieceHash verified, Completion<Void> done);

    /**
     * Takes over a piece that this kind of storage holds already, stored by another torrent. Asked only where
     * {@link Traits#deduplicates()}.
     *
     * @param done with true where the piece is now whole in this torrent
     */
    default void adopt(int piece, PieceHash wanted, Completion<Boolean> done) {
        done.done(false);
    }

    /** Makes a change that stands alone: all that was posted before it is finished first, all that is posted after it comes after. */
    void fence(FenceOp op, Completion<Void> done);

    /** What there is now of each file: the ground for a resume without a recheck. */
    void inspect(Completion<Inventory> done);

    /**
     * Finishes what was posted, lets go of every handle, and completes. Bytes stay. Nothing is called after it.
     *
     * @return a last fault that nobody was told of yet, if any
     */
    Optional<org.freshet.transport.Fault> close();
}
