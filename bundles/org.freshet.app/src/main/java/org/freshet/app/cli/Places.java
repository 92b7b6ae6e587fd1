package org.freshet.app.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.freshet.metainfo.HostPort;
import org.freshet.transport.PeerAddress;

/** Reads the places on a command line: where to listen, whom to connect to, where the data goes. */
final class Places {
    /** The in-memory storage that {@code --to mem:} means when it is given no name. */
    private static final String UNNAMED = "freshet";
    private static final List<String> TRACKER_SCHEMES = List.of("http", "https", "udp", "ws", "wss");

    private Places() {
    }

    /** {@code HOST:PORT} over TCP, port 0 allowed, or a URI of any transport. */
    static List<URI> listen(List<String> places) throws CommandFailed {
        List<URI> uris = new ArrayList<>(places.size());
        for (String place : places) {
            if (place.contains("://")) {
                uris.add(uri("--listen", place));
            } else {
                // Port 0 is a port for listening only, which a HostPort does not know.
                boolean any = place.endsWith(":0");
                HostPort hostPort = hostPort("--listen", any ? place.substring(0, place.length() - 1) + "1" : place);
                uris.add(uri("--listen", "tcp://" + (any ? place : hostPort.toString())));
            }
        }
        return uris;
    }

    /** {@code HOST:PORT} over TCP, or a URI of any transport with host and port. Names stay unresolved. */
    static List<PeerAddress> peers(List<String> places) throws CommandFailed {
        List<PeerAddress> peers = new ArrayList<>(places.size());
        for (String place : places) {
            if (place.contains("://")) {
                URI uri = uri("--peer", place);
                HostPort hostPort = hostPort("--peer", uri.getRawAuthority());
                String path = uri.getRawPath() == null ? "" : uri.getRawPath();
                InetSocketAddress socket = InetSocketAddress.createUnresolved(hostPort.host(), hostPort.port());
                peers.add(new PeerAddress(scheme(uri), socket,
                        uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery()));
            } else {
                HostPort hostPort = hostPort("--peer", place);
                peers.add(PeerAddress.tcp(hostPort.host(), hostPort.port()));
            }
        }
        return peers;
    }

    /** Tracker URLs, each a tier of its own, so that all of them are tried. */
    static List<List<String>> trackers(List<String> urls) throws CommandFailed {
        List<List<String>> tiers = new ArrayList<>(urls.size());
        for (String url : urls) {
            URI uri = uri("--tracker", url);
            if (!TRACKER_SCHEMES.contains(scheme(uri))) {
                throw CommandFailed.usage("--tracker takes an http, https, udp, ws or wss URL, not \"" + url + "\"");
            }
            tiers.add(List.of(url));
        }
        return tiers;
    }

    /** A folder, or a URI of a storage such as {@code mem:}. */
    static URI root(String to) throws CommandFailed {
        int colon = to.indexOf(':');
        // A scheme of one letter is a drive.
        if (colon < 2 || !isScheme(to, colon)) {
            return folder("--to", to).toUri();
        }
        String uri = colon == to.length() - 1 ? to + UNNAMED : to;
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw CommandFailed.usage("--to takes a folder or a URI, not \"" + to + "\": " + e.getReason(), e);
        }
    }

    /**
     * Sees that the folder of a root exists, where it is one. The URI of a folder ends with a slash, that of nothing does not,
     * and what the profile remembers of a torrent is found again only by the same URI.
     */
    static URI made(URI root) throws CommandFailed {
        if (!root.getScheme().equals("file")) {
            return root;
        }
        Path folder = Path.of(root);
        try {
            return Files.createDirectories(folder).toUri();
        } catch (IOException e) {
            throw CommandFailed.job("cannot make the folder " + folder, e);
        }
    }

    /** An absolute path that is a folder or nothing yet. */
    static Path folder(String option, String text) throws CommandFailed {
        Path path = path(text);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw CommandFailed.usage(option + " takes a folder; " + text + " is a file");
        }
        return path;
    }

    /** A folder that must be there. */
    static Path existingFolder(String option, String text) throws CommandFailed {
        Path folder = folder(option, text);
        if (!Files.isDirectory(folder)) {
            throw CommandFailed.usage("the folder " + text + " of " + option + " does not exist");
        }
        return folder;
    }

    /** An absolute path. */
    static Path path(String text) throws CommandFailed {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw CommandFailed.usage("\"" + text + "\" is no path: " + e.getReason(), e);
        }
    }

    private static boolean isScheme(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }

    private static HostPort hostPort(String option, String text) throws CommandFailed {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(option + ": " + e.getMessage(), e);
        }
    }

    private static URI uri(String option, String text) throws CommandFailed {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                throw CommandFailed.usage(option + ": \"" + text + "\" has no host");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw CommandFailed.usage(option + ": \"" + text + "\" is no URL: " + e.getReason(), e);
        }
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }
}
