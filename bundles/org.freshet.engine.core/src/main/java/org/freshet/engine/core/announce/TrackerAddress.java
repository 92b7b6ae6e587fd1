package org.freshet.engine.core.announce;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * A tracker's address as the torrent gives it, and as it may be shown: whatever may be a passkey is left out, which is the user, the
 * query, and every part of the path that looks like a key.
 *
 * @param url as given
 */
record TrackerAddress(String url) {
    private static final String LEFT_OUT = "\u2026";
    private static final Pattern KEY = Pattern.compile("(?<=/)(?=[^/]*[0-9])[0-9A-Za-z_-]{16,}(?=/|$)");

    /** The address to be asked, or null where it is no valid one. */
    URI uri() {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Without anything secret. */
    String shown() {
        String bare = cut(cut(url.strip(), '?'), '#');
        int slashes = bare.indexOf("://");
        if (slashes < 0) {
            return bare;
        }
        int host = slashes + 3;
        int path = bare.indexOf('/', host) < 0 ? bare.length() : bare.indexOf('/', host);
        int at = bare.lastIndexOf('@', path);
        return bare.substring(0, host) + bare.substring(at > host ? at + 1 : host, path)
                + KEY.matcher(bare.substring(path)).replaceAll(LEFT_OUT);
    }

    /** Somebody's words, without what {@link #shown} leaves out. */
    String withoutSecrets(String words) {
        String address = url.strip();
        String clean = words.replace(address, shown()).replace(cut(address, '?'), shown());
        int query = address.indexOf('?');
        if (query >= 0 && query + 1 < address.length()) {
            clean = clean.replace(address.substring(query + 1), LEFT_OUT);
        }
        URI uri = uri();
        if (uri != null && uri.getRawUserInfo() != null) {
            clean = clean.replace(uri.getRawUserInfo() + "@", "");
        }
        if (uri != null && uri.getRawPath() != null && uri.getRawPath().length() > 1) {
            clean = clean.replace(uri.getRawPath(), KEY.matcher(uri.getRawPath()).replaceAll(LEFT_OUT));
        }
        return clean;
    }

    /** Whether somebody means this one, be it by its whole address or as it is shown. */
    boolean isMeantBy(String words) {
        return url.equals(words) || url.strip().equals(words.strip()) || shown().equals(words.strip());
    }

    private static String cut(String text, char from) {
        int at = text.indexOf(from);
        return at < 0 ? text : text.substring(0, at);
    }
}
