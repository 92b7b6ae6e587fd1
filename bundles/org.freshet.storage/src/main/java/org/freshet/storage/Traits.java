package org.freshet.storage;

import java.util.Objects;

/**
 * What a kind of storage can do; the engine adapts to it.
 *
 * @param writes the order and grain in which it takes bytes
 * @param speed how long a call may block, which decides the threads that the engine calls it on
 * @param deduplicates whether {@link TorrentStorage#adopt} may find a piece that another torrent stored
 * @param fileRegions whether {@link TorrentStorage#read} can answer with {@link Readable.Regions}
 * @param preferredIoSize bytes that one read should have, a power of two
 */
public record Traits(WriteModel writes, Speed speed, boolean deduplicates, boolean fileRegions, int preferredIoSize) {

    /** How a storage takes bytes. */
    public enum WriteModel {
        /** Any block at any time. */
        RANDOM,
        /** Each piece in one write at offset 0, pieces in any order (content-addressed and object stores). */
        WHOLE_PIECE,
        /** Whole pieces from the first to the last, in order (a resumable upload without a spool). */
        APPEND_ONLY
    }

    /** How long a call may block. */
    public enum Speed {
        /** As long as a local disk does: called on a small pool of threads that all such storages share. */
        LOCAL,
        /** As long as a network does: each storage is called on a thread of its own. */
        REMOTE
    }

    public Traits {
        Objects.requireNonNull(writes);
        Objects.requireNonNull(speed);
        if (Integer.bitCount(preferredIoSize) != 1) {
            throw new IllegalArgumentException("preferredIoSize is no power of two: " + preferredIoSize);
        }
    }
}
