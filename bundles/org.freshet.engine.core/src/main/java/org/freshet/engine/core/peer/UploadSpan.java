package org.freshet.engine.core.peer;

import org.freshet.engine.core.disk.PieceStore;
import org.freshet.metainfo.Layout;
import org.freshet.storage.Completion;
import org.freshet.storage.Readable;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;

/** A stretch of a piece that was read once and from which many blocks are cut: in memory, or as places in files. */
final class UploadSpan implements Completion<Readable> {
    /** Places in files cost nothing to hold, so they are taken for all of a piece up to this length. */
    private static final int MAX_REGION = 64 << 20;

    private final int piece;
    private final int offset;
    private final int length;
    private final boolean asRegions;
    private Readable content;
    private Fault fault;
    private boolean released;
    private Runnable whenLoaded;

    private UploadSpan(int piece, int offset, int length, boolean asRegions) {
        this.piece = piece;
        this.offset = offset;
        this.length = length;
        this.asRegions = asRegions;
    }

    /** A span that holds the block and what will probably be asked for after it. */
    static UploadSpan around(Layout layout, Traits traits, int piece, int offset, int length, boolean regions) {
        boolean asRegions = regions && traits.fileRegions();
        if (asRegions && layout.segments(piece, offset, length).size() > 1) {
            return new UploadSpan(piece, offset, length, false); // in two files: it leaves as one message, so it is read
        }
        int grain = asRegions ? MAX_REGION : Math.max(traits.preferredIoSize(), length);
        int from = offset - offset % grain;
        int to = Math.min(layout.pieceLength(piece), Math.max(from + grain, offset + length));
        return new UploadSpan(piece, from, to - from, asRegions);
    }

    void load(PieceStore store, Runnable loaded) {
        whenLoaded = loaded;
        store.read(piece, offset, length, asRegions, this);
    }

    @Override
    public void done(Readable value) {
        if (released) {
            value.release();
            return;
        }
        content = value;
        whenLoaded.run();
    }

    @Override
    public void failed(Fault fault) {
        this.fault = fault;
        if (!released) {
            whenLoaded.run();
        }
    }

    boolean loaded() {
        return content != null || fault != null;
    }

    /** Why reading it failed; null where it did not. */
    Fault fault() {
        return fault;
    }

    /** Whether the block can be cut from it. A block that lies in two files cannot be cut from places in files. */
    boolean covers(int p, int from, int bytes) {
        if (p != piece || from < offset || from + bytes > offset + length) {
            return false;
        }
        return !(content instanceof Readable.Regions r) || rangeOf(r, from, bytes) >= 0;
    }

    private int rangeOf(Readable.Regions r, int from, int bytes) {
        int start = offset;
        for (int i = 0; i < r.ranges().size(); i++) {
            int end = start + r.ranges().get(i).length();
            if (from >= start && from < end) {
                return from + bytes <= end ? i : -1;
            }
            start = end;
        }
        return -1;
    }

    /** The block as a place in a file, or null where the span is in memory. */
    FileRegion region(int from, int bytes) {
        if (!(content instanceof Readable.Regions r)) {
            return null;
        }
        int start = offset;
        for (Readable.Regions.Range range : r.ranges()) {
            if (from < start + range.length()) {
                return new LeasedRegion(range, from - start, bytes, r.lease());
            }
            start += range.length();
        }
        throw new IllegalStateException("block " + from + " of piece " + piece + " is outside its span");
    }

    /** The block in memory; the caller owns it. */
    ByteBuf slice(int from, int bytes) {
        ByteBuf data = ((Readable.Bytes) content).data();
        return data.retainedSlice(data.readerIndex() + from - offset, bytes);
    }

    void release() {
        released = true;
        if (content != null) {
            content.release();
            content = null;
        }
    }

    /** A place in a file that stays open as long as the lease; the file itself is the storage's. */
    private static final class LeasedRegion extends DefaultFileRegion {
        private final ReferenceCounted lease;

        LeasedRegion(Readable.Regions.Range range, int from, int bytes, ReferenceCounted lease) {
            super(range.file(), range.position() + from, bytes);
            this.lease = lease.retain();
        }

        @Override
        protected void deallocate() {
            lease.release();
        }
    }
}
