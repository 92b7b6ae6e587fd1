package org.freshet.transport.websocket;

import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;

/**
 * Where an upgrade is asked for, as the two parts of an HTTP/1.1 request that say so (RFC 9112, 3.2). Addresses come from
 * strangers: nothing of them gets into a request that could end a line or a field.
 *
 * @param host the {@code Host} field
 * @param path the request target, with its leading slash and its query
 */
record RequestTarget(String host, String path) {

    private static final int LONGEST = 2048;
    private static final int DEFAULT_PORT = 80;

    static RequestTarget of(PeerAddress to) throws Fault.FaultException {
        String path = to.path().isEmpty() ? "/" : to.path();
        String name = to.host();
        if (!path.startsWith("/") || !isVisible(path, "#")) {
            throw refuse(to, "its path must begin with a slash and consist of visible ASCII characters");
        }
        if (name.isEmpty() || !isVisible(name, "/?#@\\[]\"")) {
            throw refuse(to, "its host name has characters that do not belong there");
        }
        String host = name.indexOf(':') >= 0 ? "[" + withoutScope(name) + "]" : name;
        return new RequestTarget(to.port() == DEFAULT_PORT ? host : host + ":" + to.port(), path);
    }

    private static String withoutScope(String literal) {
        int scope = literal.indexOf('%');
        return scope < 0 ? literal : literal.substring(0, scope);
    }

    private static boolean isVisible(String text, String forbidden) {
        return text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 0x7F && forbidden.indexOf(c) < 0);
    }

    private static Fault.FaultException refuse(PeerAddress to, String why) {
        String shown = to.toString().replaceAll("[^!-~]", "?");
        return new Fault(Fault.Kind.UNSUPPORTED, "cannot connect to " + shown + ": " + why).asException();
    }
}
