package org.freshet.wire;

/**
 * The largest messages a {@link PeerMessageDecoder} accepts, in bytes. All other messages have a fixed length.
 *
 * @param maxBlock the block of a {@code piece} message
 * @param maxBitfield the bits of a {@code bitfield} message; narrow it once the number of pieces is known
 * @param maxExtended the payload of an {@code extended} (BEP 10) or unknown message
 * @param maxHashes the hashes of a {@code hashes} (BEP 52) message
 */
public record WireLimits(int maxBlock, int maxBitfield, int maxExtended, int maxHashes) {
    /** 32 KiB blocks (twice what anybody asks for), two million pieces, 1 MiB of extension payload, 1,024 hashes. */
    public static final WireLimits DEFAULT = new WireLimits(32 << 10, 256 << 10, 1 << 20, 32 << 10);

    /** @throws IllegalArgumentException if a limit is negative or beyond 64 MiB */
    public WireLimits {
        requireSane("block", maxBlock);
        requireSane("bitfield", maxBitfield);
        requireSane("extended payload", maxExtended);
        requireSane("hashes", maxHashes);
    }

    /** These limits with another {@link #maxBlock}. */
    public WireLimits withMaxBlock(int bytes) {
        return new WireLimits(bytes, maxBitfield, maxExtended, maxHashes);
    }

    /** These limits with a bitfield no longer than one of the given number of pieces. */
    public WireLimits withPieces(int pieces) {
        return new WireLimits(maxBlock, pieces / 8 + (pieces % 8 == 0 ? 0 : 1), maxExtended, maxHashes);
    }

    private static void requireSane(String what, int bytes) {
        if (bytes < 0 || bytes > 64 << 20) {
            throw new IllegalArgumentException("The limit of a peer's " + what + " must be 0 to 64 MiB, not " + bytes
                    + " bytes");
        }
    }
}
