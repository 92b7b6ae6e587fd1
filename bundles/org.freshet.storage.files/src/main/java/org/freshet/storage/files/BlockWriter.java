package org.freshet.storage.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

import org.freshet.metainfo.Layout;

import io.netty.buffer.ByteBuf;

/**
 * Writes blocks to the files they belong to: one positional write a segment, straight from the buffer. Holds the block in
 * fields while the layout tells its segments, so that a write allocates next to nothing. Not thread-safe.
 */
final class BlockWriter implements Layout.SegmentVisitor<IOException> {
    private final Layout layout;
    private final TorrentPaths paths;
    private final Places places;
    private final HandleCache handles;
    private final PartFile parts;
    private final BitSet dirty;
    private ByteBuf data;
    private int piece;
    private int offset;
    private int index;

    /** {@code dirty} gets the indices of the files that are written. */
    BlockWriter(Layout layout, TorrentPaths paths, Places places, HandleCache handles, PartFile parts, BitSet dirty) {
        this.layout = layout;
        this.paths = paths;
        this.places = places;
        this.handles = handles;
        this.parts = parts;
        this.dirty = dirty;
    }

    /** Writes the readable bytes; does not release. */
    void write(int toPiece, int atOffset, ByteBuf from) throws IOException {
        piece = toPiece;
        offset = atOffset;
        data = from;
        index = from.readerIndex();
        try {
            layout.forEachSegment(toPiece, atOffset, from.readableBytes(), this);
        } finally {
            data = null;
        }
    }

    @Override
    public void segment(int file, long fileOffset, int length) throws IOException {
        switch (places.of(file)) {
            case FILE -> writeFile(file, fileOffset, length);
            case PARTS -> parts.write(piece, offset, data, index, length);
            case NOWHERE -> {
                // Padding is not stored.
            }
        }
        index += length;
        offset += length;
    }

    private void writeFile(int file, long fileOffset, int length) throws IOException {
        try {
            FileHandle handle = handles.get(file, true);
            dirty.set(file);
            write(handle, data, index, length, fileOffset);
        } catch (IOException e) {
            throw FileFaults.explain("write", paths.path(file), length, e);
        }
    }

    /**
     * {@code nioBuffer}, not {@code internalNioBuffer}: the latter is shared with whoever else holds the block, say to hash it.
     */
    static void write(FileHandle to, ByteBuf data, int index, int length, long position) throws IOException {
        if (data.nioBufferCount() == 1) {
            to.write(data.nioBuffer(index, length), position);
        } else {
            ByteBuffer[] buffers = data.nioBuffers(index, length);
            to.write(buffers, position);
        }
    }
}
