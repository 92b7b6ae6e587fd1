package org.freshet.wire;

/** A capability a peer announces by one of the 64 reserved bits of its {@link Handshake}. */
public enum Feature {
    /** The extension protocol (BEP 10). */
    EXTENSIONS(5, 0x10),
    /** The mainline DHT and its {@code port} message (BEP 5). */
    DHT(7, 0x01),
    /** The Fast extension (BEP 6). */
    FAST(7, 0x04),
    /** The peer can upgrade a v1 connection of a hybrid torrent to v2 (BEP 52). */
    V2(7, 0x10);

    private final int index;
    private final int mask;

    Feature(int index, int mask) {
        this.index = index;
        this.mask = mask;
    }

    boolean isIn(byte[] reserved) {
        return (reserved[index] & mask) != 0;
    }

    void addTo(byte[] reserved) {
        reserved[index] |= (byte) mask;
    }
}
