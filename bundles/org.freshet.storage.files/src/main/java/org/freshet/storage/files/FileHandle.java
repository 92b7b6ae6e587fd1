package org.freshet.storage.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Consumer;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;

/**
 * An open file. The cache holds one reference, each lease of a reader another; the last to let go closes it. Reads and writes
 * come from one thread at a time, references are counted by any.
 */
final class FileHandle extends AbstractReferenceCounted {
    private final SeekableByteChannel channel;
    /** The same channel where it can do positional I/O, else null. */
    private final FileChannel positional;
    private final boolean writable;
    private final Consumer<IOException> closeFailed;
    /** Neighbours in the cache's list; the cache's business alone. */
    FileHandle newer;
    FileHandle older;
    int file = -1;

    /** Takes over the channel. {@code closeFailed} is told, by whichever thread closes it, that closing went wrong. */
    FileHandle(SeekableByteChannel channel, boolean writable, Consumer<IOException> closeFailed) {
        this.channel = channel;
        this.positional = channel instanceof FileChannel f ? f : null;
        this.writable = writable;
        this.closeFailed = closeFailed;
    }

    boolean writable() {
        return writable;
    }

    /** False after an interrupt closed the channel under us. */
    boolean isOpen() {
        return channel.isOpen();
    }

    /** For {@code sendfile}; null where the file system has no such channel. */
    FileChannel fileChannel() {
        return positional;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Cuts the file to nothing. */
    void clear() throws IOException {
        channel.truncate(0);
    }

    /** Writes all that remains in {@code from}. */
    void write(ByteBuffer from, long position) throws IOException {
        long at = position;
        while (from.hasRemaining()) {
            int n = positional != null ? positional.write(from, at) : channel.position(at).write(from);
            at += progress(n);
        }
    }

    /** Writes several buffers one behind the other, with one call to the system where that is possible. */
    void write(ByteBuffer[] from, long position) throws IOException {
        if (positional == null) {
            long at = position;
            for (ByteBuffer b : from) {
                int length = b.remaining();
                write(b, at);
                at += length;
            }
            return;
        }
        // There is no positional gather; the channel's own position serves nothing else here.
        positional.position(position);
        for (int i = 0; i < from.length;) {
            if (from[i].hasRemaining()) {
                progress(positional.write(from, i, from.length - i));
            } else {
                i++;
            }
        }
    }

    private static long progress(long written) throws IOException {
        if (written <= 0) {
            throw new IOException("the system wrote nothing and gave no reason");
        }
        return written;
    }

    /**
     * Fills all that remains in {@code into}.
     *
     * @throws EOFException if the file ends before; {@code into} then holds what there was
     */
    void read(ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int n = positional != null ? positional.read(into, at) : channel.position(at).read(into);
            if (n < 0) {
                throw new EOFException();
            }
            at += n;
        }
    }

    /** Makes what was written survive the loss of power, where the channel can. */
    void force() throws IOException {
        if (positional != null) {
            positional.force(false);
        }
    }

    @Override
    protected void deallocate() {
        try {
            channel.close();
        } catch (IOException e) {
            closeFailed.accept(e);
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
