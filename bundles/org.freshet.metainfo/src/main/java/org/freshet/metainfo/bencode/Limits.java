package org.freshet.metainfo.bencode;

/**
 * Bounds that a {@link BencodeReader} holds so that its memory stays in proportion to its input. A value costs at most about 50
 * bytes of heap besides the input array, so the default is good for about 100 MB in the worst case a hostile input can build.
 *
 * @param maxDepth  how deep lists and dictionaries may nest; the outermost value has depth 1
 * @param maxValues how many values there may be in all: integers, strings, lists, dictionaries and dictionary keys
 */
public record Limits(int maxDepth, int maxValues) {
    /** Depth 64 and two million values. */
    public static final Limits DEFAULT = new Limits(64, 2_000_000);

    /** For messages of the peer protocol and the DHT: depth 16 and 20,000 values. */
    public static final Limits MESSAGE = new Limits(16, 20_000);

    public Limits {
        // The reader recurses, so the depth must stay far below what a small thread stack can hold.
        if (maxDepth < 1 || maxDepth > 512) {
            throw new IllegalArgumentException("maxDepth must be 1 to 512, not " + maxDepth);
        }
        if (maxValues < 1) {
            throw new IllegalArgumentException("maxValues must be positive, not " + maxValues);
        }
    }
}
