package org.freshet.tracker.udp.internal;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.freshet.transport.Fault;

import io.netty.util.NetUtil;

/**
 * A {@code udp://host:port/path?query} address. Its text form is the host and port only: path and query may hold a passkey.
 *
 * @param target resolved where the host is a literal, else not
 * @param urlData path and query as BEP 41 carries them; empty for none
 */
record UdpTrackerUrl(InetSocketAddress target, byte[] urlData) {
    private static final int LONGEST_HOST = 253;
    /** Together with the announce, it must fit into one datagram that nobody fragments. */
    private static final int LONGEST_URL_DATA = 1000;

    /** Fails as {@code UNSUPPORTED} where it is no udp address with host and port. */
    static UdpTrackerUrl of(URI uri) throws Fault.FaultException {
        if (!"udp".equalsIgnoreCase(uri.getScheme())) {
            throw unusable("its scheme is \"" + uri.getScheme() + "\", not udp");
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        String hostPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostPort.lastIndexOf(':');
        if (colon < 0 || hostPort.endsWith("]")) {
            throw unusable("it names no port, and UDP trackers have no usual one");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String data = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        byte[] bytes = data.equals("/") ? new byte[0] : data.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_URL_DATA) {
            throw unusable("its path and query are longer than " + LONGEST_URL_DATA + " bytes");
        }
        return new UdpTrackerUrl(target(hostPort.substring(0, colon), port(hostPort.substring(colon + 1))), bytes);
    }

    private static InetSocketAddress target(String host, int port) throws Fault.FaultException {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(bare);
        if (literal != null) {
            return new InetSocketAddress(literal, port);
        }
        String name;
        try {
            name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw unusable("its host is no name: " + e.getMessage());
        }
        boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7f && "[]/@\\?#:%\"<>".indexOf(c) < 0);
        if (bracketed || name.isEmpty() || name.length() > LONGEST_HOST || !plain) {
            throw unusable("its host is no name");
        }
        return InetSocketAddress.createUnresolved(name, port);
    }

    private static int port(String digits) throws Fault.FaultException {
        boolean number = !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65535) {
            throw unusable("its port is not 1 to 65535");
        }
        return port;
    }

    private static Fault.FaultException unusable(String why) {
        return new Fault(Fault.Kind.UNSUPPORTED, "a tracker's address cannot be used: " + why).asException();
    }

    /** A fault whose message begins with this tracker's name. */
    Fault.FaultException fault(Fault.Kind kind, String what) {
        return new Fault(kind, "tracker " + this + " " + what).asException();
    }

    @Override
    public String toString() {
        String host = target.getHostString();
        return "udp://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + target.getPort();
    }
}
