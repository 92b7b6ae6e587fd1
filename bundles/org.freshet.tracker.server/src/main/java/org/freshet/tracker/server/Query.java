package org.freshet.tracker.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.metainfo.InfoHash;

/**
 * The parameters of a request. Percent encoding is undone in either case of its digits; a plus sign is a plus sign, as BEP 3
 * speaks of URLs, not of forms. The last of several values counts, except for {@code info_hash}.
 */
final class Query {
    private static final int MAX_INFO_HASHES = 64;
    private static final String INFO_HASH = "info_hash";

    private final Map<String, byte[]> values = new HashMap<>();
    private final List<byte[]> infoHashes = new ArrayList<>();

    private Query() {
    }

    static Query parse(String raw) throws BadQuery {
        Query query = new Query();
        for (String parameter : raw.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String name = parameter.substring(0, equals);
                byte[] value = decode(parameter.substring(equals + 1));
                query.values.put(name, value);
                if (name.equals(INFO_HASH)) {
                    query.infoHashes.add(value);
                }
            }
        }
        return query;
    }

    private static byte[] decode(String text) throws BadQuery {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
                if (low < 0) {
                    throw new BadQuery("a percent sign is not followed by two hex digits");
                }
                c = (char) (high << 4 | low);
                i += 2;
            }
            bytes[length++] = (byte) c;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** The torrents asked for: 1 to 64 of 20 bytes. */
    List<byte[]> infoHashes() throws BadQuery {
        if (infoHashes.isEmpty() || infoHashes.size() > MAX_INFO_HASHES) {
            throw new BadQuery("name 1 to " + MAX_INFO_HASHES + " torrents by info_hash, not " + infoHashes.size());
        }
        for (byte[] hash : infoHashes) {
            checkLength(INFO_HASH, hash, InfoHash.V1_LENGTH);
        }
        return infoHashes;
    }

    /** A parameter that must be there with this many bytes. */
    byte[] bytes(String name, int length) throws BadQuery {
        byte[] value = values.get(name);
        if (value == null) {
            throw new BadQuery(name + " is missing");
        }
        checkLength(name, value, length);
        return value;
    }

    private static void checkLength(String name, byte[] value, int length) throws BadQuery {
        if (value.length != length) {
            throw new BadQuery(name + " has " + value.length + " bytes instead of " + length);
        }
    }

    /** A parameter as text, or {@code null}. */
    String text(String name) {
        byte[] value = values.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** A decimal number, or {@code missing}. */
    long number(String name, long missing) throws BadQuery {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            return missing;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadQuery(name + " is no number");
        }
    }
}
