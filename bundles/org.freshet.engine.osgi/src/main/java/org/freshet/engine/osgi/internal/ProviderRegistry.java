package org.freshet.engine.osgi.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.discovery.TrackerClient;
import org.freshet.engine.core.Providers;
import org.freshet.storage.StorageProvider;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.StreamTransport;

/**
 * Providers by scheme, from services as they come and go. Where several services name the same scheme, the one of the highest ranking
 * counts, of equal ones the eldest, as everywhere in OSGi. Thread-safe; {@link #snapshot} is immutable.
 */
final class ProviderRegistry {

    private record Entry(Object service, Map<String, Object> properties) {
        private int ranking() {
            return properties.get("service.ranking") instanceof Integer i ? i : 0;
        }

        private long id() {
            return properties.get("service.id") instanceof Long l ? l : Long.MAX_VALUE;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private volatile Providers snapshot = Providers.NONE;

    synchronized void add(Object service, Map<String, Object> properties) {
        entries.add(new Entry(service, Map.copyOf(properties)));
        entries.sort((a, b) -> a.ranking() != b.ranking() ? Integer.compare(b.ranking(), a.ranking()) : Long.compare(a.id(), b.id()));
        publish();
    }

    synchronized void remove(Object service) {
        entries.removeIf(e -> e.service == service);
        publish();
    }

    Providers snapshot() {
        return snapshot;
    }

    private void publish() {
        snapshot = new Providers(byScheme(StreamTransport.class, StreamTransport.SCHEME),
                byScheme(DatagramTransport.class, StreamTransport.SCHEME), byScheme(StorageProvider.class, StorageProvider.SCHEME),
                byScheme(TrackerClient.class, TrackerClient.SCHEME));
    }

    private <T> Map<String, T> byScheme(Class<T> type, String property) {
        Map<String, T> map = new HashMap<>();
        for (Entry e : entries) {
            if (type.isInstance(e.service)) {
                schemes(e.properties.get(property)).forEach(scheme -> map.putIfAbsent(scheme, type.cast(e.service)));
            }
        }
        return map;
    }

    private static List<String> schemes(Object property) {
        return switch (property) {
            case String s -> List.of(s);
            case String[] all -> List.of(all);
            case null, default -> List.of();
        };
    }
}
