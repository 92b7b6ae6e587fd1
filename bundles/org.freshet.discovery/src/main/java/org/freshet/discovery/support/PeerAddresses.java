package org.freshet.discovery.support;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import org.freshet.transport.PeerAddress;

/** Addresses of peers as trackers name them, which may be anything. */
public final class PeerAddresses {
    private PeerAddresses() {
    }

    /**
     * A peer that can be dialled.
     *
     * @param ip 4 or 16 bytes
     * @return empty where nobody can be there: port 0, wildcard, multicast, the reserved blocks
     */
    public static Optional<PeerAddress> of(byte[] ip, int port) {
        try {
            InetAddress address = InetAddress.getByAddress(ip);
            return port > 0 && port <= 65535 && isPossible(address)
                    ? Optional.of(PeerAddress.tcp(new InetSocketAddress(address, port))) : Optional.empty();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + ip.length + " bytes", e);
        }
    }

    private static boolean isPossible(InetAddress ip) {
        if (ip.isAnyLocalAddress() || ip.isMulticastAddress()) {
            return false;
        }
        // "This network" (RFC 1122) and the reserved block with the broadcast address (RFC 1112).
        int first = ip.getAddress()[0] & 255;
        return !(ip instanceof Inet4Address) || first != 0 && first < 240;
    }
}
