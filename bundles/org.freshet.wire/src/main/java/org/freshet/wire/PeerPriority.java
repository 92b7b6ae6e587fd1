package org.freshet.wire;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The canonical priority of a connection (BEP 40), which both its ends compute alike: the higher is the one to keep. */
public final class PeerPriority {
    private static final int SCATTERED = 0x55;

    private PeerPriority() {
    }

    /**
     * The priority of the connection between two endpoints, in either order.
     *
     * @return 0 to 2^32 - 1
     * @throws IllegalArgumentException if an address is unresolved or they are not of one family
     */
    public static long of(InetSocketAddress one, InetSocketAddress other) {
        byte[] a = bytes(one);
        byte[] b = bytes(other);
        if (a.length != b.length) {
            throw new IllegalArgumentException("A priority needs addresses of one family, not " + one + " and " + other);
        }
        if (Arrays.equals(a, b)) {
            return crc(port(one), port(other));
        }
        int common = Arrays.mismatch(a, b);
        int always = a.length == 4 ? 2 : 6;
        int kept = common < always ? always : common + 1;
        return crc(mask(a, kept), mask(b, kept));
    }

    private static byte[] bytes(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("A priority needs a resolved address, not " + address);
        }
        return address.getAddress().getAddress();
    }

    private static byte[] port(InetSocketAddress address) {
        return new byte[] {(byte) (address.getPort() >> 8), (byte) address.getPort()};
    }

    private static byte[] mask(byte[] address, int kept) {
        byte[] masked = address.clone();
        for (int i = kept; i < masked.length; i++) {
            masked[i] &= SCATTERED;
        }
        return masked;
    }

    private static long crc(byte[] a, byte[] b) {
        boolean sorted = Arrays.compareUnsigned(a, b) <= 0;
        CRC32C crc = new CRC32C();
        crc.update(sorted ? a : b);
        crc.update(sorted ? b : a);
        return crc.getValue();
    }
}
