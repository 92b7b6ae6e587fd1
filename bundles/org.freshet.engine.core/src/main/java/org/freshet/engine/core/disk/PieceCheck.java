package org.freshet.engine.core.disk;

import java.util.BitSet;
import java.util.concurrent.Executor;

import org.freshet.metainfo.Metainfo;
import org.freshet.storage.Completion;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;

/**
 * Reads pieces back and verifies them: a recheck, or a look at data that was there before the torrent. Reading and hashing overlap;
 * what is in memory is bounded by a few reads.
 */
public final class PieceCheck {

    /** Hears of the outcome; on the event loop. */
    public interface Events {
        /** A piece was read: {@code good} says whether it is whole and right. A piece that is not there is not good. */
        void checked(int piece, boolean good);

        /** All pieces asked for are checked, or the check was cancelled. */
        void finished(boolean cancelled);
    }

    /** Pieces read ahead of the hashing. */
    private static final int AHEAD = 3;
    /** The largest read; longer pieces are read in parts. */
    private static final int READ = 4 << 20;
    /** Looks at what may be a hole: at its beginning and at its end. */
    private static final int PROBES = 2;
    private static final int PROBE = 4 << 10;

    private final TorrentStorage storage;
    private final int readSize;
    private final Metainfo metainfo;
    private final Executor io;
    private final Executor hashing;
    private final Executor loop;
    private final Events events;
    private BitSet todo;
    private BitSet maybeHoles;
    private int next;
    private int underWay;
    private boolean finished;
    private volatile boolean cancelled;

    PieceCheck(TorrentStorage storage, Traits traits, Metainfo metainfo, Executor io, Executor hashing, Executor loop, Events events) {
        this.storage = storage;
        this.readSize = Math.max(READ, traits.preferredIoSize());
        this.metainfo = metainfo;
        this.io = io;
        this.hashing = hashing;
        this.loop = loop;
        this.events = events;
    }

    /** Starts on the event loop; {@code pieces} is not kept. */
    public void start(BitSet pieces) {
        start(pieces, new BitSet());
    }

    /**
     * The same where most pieces may be holes of sparse files, as after a crash: of those, one that begins and ends with zeros is taken
     * for a hole without reading the rest.
     */
    public void start(BitSet pieces, BitSet holes) {
        todo = (BitSet) pieces.clone();
        maybeHoles = (BitSet) holes.clone();
        advance();
    }

    /** Ends it soon; {@link Events#finished} still comes. Any thread. */
    public void cancel() {
        cancelled = true;
    }

    private void advance() {
        while (underWay < AHEAD && !cancelled) {
            int piece = todo.nextSetBit(next);
            if (piece < 0) {
                break;
            }
            next = piece + 1;
            underWay++;
            new PieceReader(piece, maybeHoles.get(piece) ? PROBES : 0).read();
        }
        if (underWay == 0 && !finished) {
            finished = true;
            events.finished(cancelled);
        }
    }

    private void done(int piece, boolean good) {
        loop.execute(() -> {
            underWay--;
            events.checked(piece, good);
            advance();
        });
    }

    /** Reads one piece part by part on the I/O executor; each part is hashed elsewhere before the next is read. */
    private final class PieceReader implements Completion<Readable> {
        private final int piece;
        private final PieceDigest digest = new PieceDigest();
        private int probes;

        PieceReader(int piece, int probes) {
            this.piece = piece;
            this.probes = probes;
        }

        void read() {
            if (probes > 0) {
                int length = Math.min(PROBE, metainfo.layout().pieceLength(piece));
                read(probes == PROBES ? 0 : metainfo.layout().pieceLength(piece) - length, length);
                return;
            }
            int offset = digest.position();
            int length = Math.min(readSize, metainfo.layout().pieceLength(piece) - offset);
            read(offset, length);
        }

        private void read(int offset, int length) {
            io.execute(() -> PieceStore.guarded(this, () -> storage.read(piece, offset, length, false, this)));
        }

        /** Whether the piece is a hole as far as it was looked at. */
        private void probed(boolean zeros) {
            probes = zeros ? probes - 1 : 0;
            if (zeros && probes == 0 || cancelled) {
                PieceCheck.this.done(piece, false);
            } else {
                read();
            }
        }

        @Override
        public void done(Readable value) {
            hashing.execute(() -> {
                ByteBuf data = ((Readable.Bytes) value).data();
                if (probes > 0) {
                    boolean zeros = data.forEachByte(b -> b == 0) < 0;
                    value.release();
                    probed(zeros);
                    return;
                }
                digest.update(data);
                value.release();
                if (cancelled) {
                    PieceCheck.this.done(piece, false);
                } else if (digest.position() < metainfo.layout().pieceLength(piece)) {
                    read();
                } else {
                    PieceCheck.this.done(piece, metainfo.pieceMatches(piece, digest.finish()));
                }
            });
        }

        @Override
        public void failed(Fault fault) {
            PieceCheck.this.done(piece, false);
        }
    }
}
