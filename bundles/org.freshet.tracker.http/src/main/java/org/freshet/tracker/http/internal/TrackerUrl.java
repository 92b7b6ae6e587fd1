package org.freshet.tracker.http.internal;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.freshet.discovery.support.TrackerWords;
import org.freshet.transport.Fault;

/**
 * An http or https address of a tracker, taken apart. Unlike {@link URI} it knows hosts with an underscore and international
 * names, and unlike a URI its text form ({@link #toString}) holds no secret: no query, no user, no path segment that looks like a
 * passkey.
 */
final class TrackerUrl {
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_URL = 4096;
    /** Random path segments and query values from this length on are taken for passkeys. */
    private static final int SHORTEST_SECRET = 16;

    private final boolean secure;
    private final String host;
    private final int port;
    private final String userInfo;
    private final String path;
    private final String query;

    private TrackerUrl(boolean secure, String authority, String path, String query) throws URISyntaxException {
        this.secure = secure;
        int at = authority.lastIndexOf('@');
        this.userInfo = at < 0 ? null : authority.substring(0, at);
        String hostPort = authority.substring(at + 1);
        int colon = hostPort.indexOf(':', hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : 0);
        this.host = host(colon < 0 ? hostPort : hostPort.substring(0, colon));
        this.port = colon < 0 || colon == hostPort.length() - 1 ? defaultPort(secure) : port(hostPort.substring(colon + 1));
        this.path = path == null || path.isEmpty() ? "/" : ascii(path);
        this.query = query == null ? "" : ascii(query);
    }

    private TrackerUrl(TrackerUrl from, String path) {
        this.secure = from.secure;
        this.host = from.host;
        this.port = from.port;
        this.userInfo = from.userInfo;
        this.path = path;
        this.query = from.query;
    }

    /** Fails as {@code UNSUPPORTED} where it is no http or https address with a host. */
    static TrackerUrl of(URI uri) throws Fault.FaultException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        try {
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new URISyntaxException("", "its scheme is \"" + scheme + "\", not http or https");
            }
            if (uri.getRawAuthority() == null) {
                throw new URISyntaxException("", "it has no host");
            }
            if (uri.toString().length() > LONGEST_URL) {
                throw new URISyntaxException("", "it is longer than " + LONGEST_URL + " characters");
            }
            return new TrackerUrl(scheme.equals("https"), uri.getRawAuthority(), uri.getRawPath(), uri.getRawQuery());
        } catch (URISyntaxException e) {
            // Only the reason: the input may hold a password.
            throw new Fault(Fault.Kind.UNSUPPORTED, "a tracker's address cannot be used: " + e.getReason()).asException();
        }
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    private static String host(String text) throws URISyntaxException {
        if (text.startsWith("[")) {
            String literal = text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
            if (literal.isEmpty() || !literal.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.')) {
                throw new URISyntaxException("", "its host is no IPv6 address");
            }
            return literal;
        }
        String name;
        try {
            name = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw new URISyntaxException("", "its host is no name: " + e.getMessage());
        }
        boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7f && "[]/@\\?#:%\"<>".indexOf(c) < 0);
        if (name.isEmpty() || name.length() > LONGEST_HOST || !plain) {
            throw new URISyntaxException("", "its host is no name");
        }
        return name;
    }

    private static int port(String digits) throws URISyntaxException {
        boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65535) {
            throw new URISyntaxException("", "its port is not 1 to 65535");
        }
        return port;
    }

    /** URI lets letters of all scripts pass; a request line does not. */
    private static String ascii(String raw) {
        return raw.chars().allMatch(c -> c < 0x80) ? raw : Queries.percentEncodeNonAscii(raw.getBytes(StandardCharsets.UTF_8));
    }

    boolean secure() {
        return secure;
    }

    /** A name, an IPv4 address, or an IPv6 address without brackets. */
    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** The path with the address's own query and ours. */
    String target(String ours) {
        return path + "?" + (query.isEmpty() ? ours : query + "&" + ours);
    }

    /** The value of the {@code Host} header. */
    String authority() {
        String h = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(secure) ? h : h + ":" + port;
    }

    /** The value of the {@code Authorization} header (RFC 7617), or {@code null}. */
    String authorization() {
        return userInfo == null ? null : "Basic " + Base64.getEncoder().encodeToString(Queries.percentDecode(userInfo));
    }

    /** Whether a redirect's target already says what we announce, so that we need not say it again. */
    boolean asks(String firstParameter) {
        return query.startsWith(firstParameter) || query.contains("&" + firstParameter);
    }

    /** The path and this address's own query, as they are. */
    String bareTarget() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The address where this tracker answers scrapes (BEP 48): the last part of the path, "announce…", becomes "scrape…". */
    TrackerUrl scrape() throws Fault.FaultException {
        int last = path.lastIndexOf('/') + 1;
        if (!path.startsWith("announce", last)) {
            throw fault(Fault.Kind.UNSUPPORTED, "has no scrape: its path does not end in \"announce\" (BEP 48)");
        }
        return new TrackerUrl(this, path.substring(0, last) + "scrape" + path.substring(last + "announce".length()));
    }

    /**
     * Where a redirect leads. A user and password stay with the host they were meant for.
     *
     * @throws Fault.FaultException {@code PROTOCOL} where it leads to no http or https address, or from https to http
     */
    TrackerUrl redirected(String location) throws Fault.FaultException {
        TrackerUrl target;
        try {
            String base = (secure ? "https://" : "http://") + authority() + path;
            target = of(new URI(base).resolve(new URI(location.strip())));
        } catch (URISyntaxException e) {
            throw fault(Fault.Kind.PROTOCOL, "redirects to what is no address");
        } catch (Fault.FaultException e) {
            throw fault(Fault.Kind.PROTOCOL, "redirects to where we cannot follow: " + e.getMessage());
        }
        if (secure && !target.secure) {
            throw fault(Fault.Kind.PROTOCOL, "redirects from https to http (" + target
                    + "); not followed, it would drop the encryption");
        }
        return target;
    }

    /** What tells two stations of a redirect apart; holds secrets. */
    String identity() {
        return secure + " " + host + " " + port + " " + path + "?" + query;
    }

    /** A fault whose message begins with this tracker's name. */
    Fault.FaultException fault(Fault.Kind kind, String what) {
        return new Fault(kind, "tracker " + this + " " + what).asException();
    }

    /** Words from outside, fit for a message: one line of at most 256 characters, without control characters and our secrets. */
    String quotable(String words) {
        return TrackerWords.line(words, secrets());
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (looksSecret(segment)) {
                secrets.add(segment);
            }
        }
        for (String parameter : query.split("&")) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            if (value.length() >= 6) {
                secrets.add(value);
            }
        }
        if (userInfo != null) {
            secrets.add(userInfo);
        }
        return secrets;
    }

    private static boolean looksSecret(String segment) {
        return segment.length() >= SHORTEST_SECRET && segment.chars().anyMatch(c -> c >= '0' && c <= '9')
                && segment.chars().noneMatch(c -> c == '.');
    }

    /** Host and path for people, without what may be secret. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(authority());
        for (String segment : path.substring(1).split("/", -1)) {
            text.append('/').append(looksSecret(segment) ? "…" : segment);
        }
        return text.toString();
    }
}
