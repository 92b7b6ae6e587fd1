package org.freshet.storage.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.freshet.metainfo.Layout;
import org.freshet.storage.Readable;
import org.freshet.transport.Fault.FaultException;
import org.freshet.transport.Fault.Kind;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Reads ranges of pieces into a pooled direct buffer, or tells the places in files where they stand. Not thread-safe. */
final class BlockReader {
    private final Layout layout;
    private final TorrentPaths paths;
    private final Places places;
    private final HandleCache handles;
    private final PartFile parts;
    private final ByteBufAllocator allocator;

    BlockReader(Layout layout, TorrentPaths paths, Places places, HandleCache handles, PartFile parts,
            ByteBufAllocator allocator) {
        this.layout = layout;
        this.paths = paths;
        this.places = places;
        this.handles = handles;
        this.parts = parts;
        this.allocator = allocator;
    }

    /** The bytes, in a buffer that is the caller's. */
    Readable.Bytes bytes(int piece, int offset, int length) throws IOException {
        ByteBuf into = allocator.directBuffer(length, length);
        boolean whole = false;
        try {
            layout.forEachSegment(piece, offset, length, (file, fileOffset, count) -> {
                int at = into.writerIndex();
                switch (places.of(file)) {
                    case FILE -> readFile(file, fileOffset, into.internalNioBuffer(at, count));
                    case PARTS -> readParts(piece, offset + at, file, into.internalNioBuffer(at, count));
                    case NOWHERE -> into.setZero(at, count);
                }
                into.writerIndex(at + count);
            });
            whole = true;
        } finally {
            if (!whole) {
                into.release();
            }
        }
        return new Readable.Bytes(into);
    }

    private void readFile(int file, long fileOffset, ByteBuffer into) throws IOException {
        int length = into.remaining();
        try {
            handles.get(file, false).read(into, fileOffset);
        } catch (EOFException e) {
            throw tooShort(file, fileOffset, length, into.remaining());
        } catch (IOException e) {
            throw FileFaults.explain("read", paths.path(file), 0, e);
        }
    }

    private void readParts(int piece, int offset, int file, ByteBuffer into) throws IOException {
        int length = into.remaining();
        try {
            parts.read(piece, offset, into);
        } catch (EOFException e) {
            throw FileFaults.fault(Kind.MISSING, paths.path(file) + " is not wanted, and " + into.remaining() + " of " + length
                    + " bytes of piece " + piece + " are not in " + paths.parts().getFileName());
        } catch (IOException e) {
            throw FileFaults.explain("read", paths.parts(), 0, e);
        }
    }

    private FaultException tooShort(int file, long fileOffset, int length, long missing) throws FaultException {
        return FileFaults.fault(Kind.MISSING, paths.path(file) + " is too short: of the " + length + " bytes from "
                + fileOffset + ", " + missing + " are not there");
    }

    /**
     * Where the bytes stand. The caller's to release.
     *
     * @return null where some of them stand in no file of their own, or the file system has no channels to send from; slots of
     *     the part file are used again, so nobody is sent to them
     */
    Readable.Regions regions(int piece, int offset, int length) throws IOException {
        List<Readable.Regions.Range> ranges = new ArrayList<>(1);
        List<FileHandle> leased = new ArrayList<>(1);
        boolean[] elsewhere = new boolean[1];
        boolean whole = false;
        try {
            layout.forEachSegment(piece, offset, length, (file, fileOffset, count) -> {
                if (elsewhere[0] || places.of(file) != Place.FILE) {
                    elsewhere[0] = true;
                    return;
                }
                FileHandle handle = lease(file, fileOffset, count);
                leased.add(handle);
                elsewhere[0] = handle.fileChannel() == null;
                if (!elsewhere[0]) {
                    ranges.add(new Readable.Regions.Range(handle.fileChannel(), fileOffset, count));
                }
            });
            whole = !elsewhere[0];
        } finally {
            if (!whole) {
                leased.forEach(FileHandle::release);
            }
        }
        return whole ? new Readable.Regions(ranges, leased.size() == 1 ? leased.get(0) : new HandleLease(leased)) : null;
    }

    private FileHandle lease(int file, long fileOffset, int length) throws IOException {
        try {
            FileHandle handle = handles.get(file, false);
            long missing = fileOffset + length - handle.size();
            if (missing > 0) {
                throw tooShort(file, fileOffset, length, Math.min(missing, length));
            }
            handle.retain();
            return handle;
        } catch (IOException e) {
            throw FileFaults.explain("read", paths.path(file), 0, e);
        }
    }
}
