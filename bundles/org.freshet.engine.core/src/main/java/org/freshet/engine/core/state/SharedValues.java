package org.freshet.engine.core.state;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** While many records are read: of values that are equal the first is kept for all, since most torrents share root and trackers. */
final class SharedValues {
    private final Map<Object, Object> seen = new HashMap<>();
    private final Map<String, URI> uris = new HashMap<>();

    /** The value that was seen first of those that equal this one. */
    @SuppressWarnings("unchecked") // lists, strings and limits never equal each other
    <T> T one(T value) {
        Object first = seen.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }

    URI uri(String text) {
        return uris.computeIfAbsent(text, URI::create);
    }
}
