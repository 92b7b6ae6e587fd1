package org.freshet.wire;

import java.net.Inet4Address;
import java.util.Arrays;
import org.freshet.wire.internal.Sha1;

/** The pieces a choked peer may ask for (BEP 6), computed alike by both sides from the peer's address. */
public final class AllowedFastSet {
    /** The size of the set that BEP 6 proposes. */
    public static final int SIZE = 10;

    private AllowedFastSet() {
    }

    /**
     * The set in the order BEP 6 generates it. BEP 6 defines it for IPv4 only.
     *
     * @param peer the address of the peer that may request
     * @param infoHash 20 bytes
     * @param pieces pieces of the torrent; of a smaller torrent than {@code size} the set holds all
     * @param size how many pieces; the work grows with it, {@link #SIZE} is usual
     */
    public static int[] of(Inet4Address peer, byte[] infoHash, int pieces, int size) {
        int[] set = new int[Math.min(size, pieces)];
        byte[] network = peer.getAddress();
        network[3] = 0;
        byte[] hash = Sha1.of(network, infoHash);
        int count = 0;
        while (count < set.length) {
            for (int i = 0; i < 20 && count < set.length; i += 4) {
                int piece = Integer.remainderUnsigned(bigEndian(hash, i), pieces);
                if (Arrays.stream(set, 0, count).noneMatch(known -> known == piece)) {
                    set[count++] = piece;
                }
            }
            hash = Sha1.of(hash);
        }
        return set;
    }

    private static int bigEndian(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}
