package org.freshet.metainfo;

/**
 * A host that may be a name or an address, not resolved, and a port.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final int LONGEST_NAME = 255;

    public HostPort {
        if (host.isEmpty() || host.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A host has 1 to " + LONGEST_NAME + " characters, not " + host.length());
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c == 0x7f || "[]/@\\?#".indexOf(c) >= 0) {
                throw new IllegalArgumentException(String.format("A host cannot hold the character U+%04X", (int) c));
            }
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
        }
    }

    /**
     * Reads {@code host:port} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException if it is neither; the message says why
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("\"" + text + "\" has no port; write host:port");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (host.indexOf(':') < 0) {
                throw new IllegalArgumentException("\"" + text + "\" has brackets around what is no IPv6 address");
            }
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("\"" + text + "\" is ambiguous; write an IPv6 address as [address]:port");
        }
        return new HostPort(host, port(text.substring(colon + 1), text));
    }

    private static int port(String digits, String text) {
        // Not Integer.parseInt alone, which also takes signs and other scripts' digits.
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("\"" + text + "\" has no port of 1 to 5 digits");
        }
        return Integer.parseInt(digits);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
