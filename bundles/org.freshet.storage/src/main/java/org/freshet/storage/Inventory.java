package org.freshet.storage;

import java.util.Arrays;

/**
 * What a storage holds of each file.
 *
 * @param lengths bytes that stand in each file of the layout, in its order; -1 where the file is not there, and for padding,
 *     which is never stored. Bytes of an unwanted file that stand in the part file count as standing in the file
 * @param token changes when somebody else changed the files; equal tokens mean that what was verified is still so. Opaque, at
 *     most 64 KiB
 */
public record Inventory(long[] lengths, byte[] token) {

    public Inventory {
        lengths = lengths.clone();
        token = token.clone();
    }

    /** Whether nothing at all is there. */
    public boolean isEmpty() {
        return Arrays.stream(lengths).allMatch(l -> l <= 0);
    }
}
