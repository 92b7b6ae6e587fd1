package org.freshet.engine.core;

import java.util.Map;

import org.freshet.discovery.TrackerClient;
import org.freshet.storage.StorageProvider;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.StreamTransport;

/**
 * Who provides what at this moment, by scheme; an immutable snapshot.
 *
 * @param streams stream transports
 * @param datagrams datagram transports
 * @param storages storage providers
 * @param trackers tracker clients
 */
public record Providers(Map<String, StreamTransport> streams, Map<String, DatagramTransport> datagrams,
        Map<String, StorageProvider> storages, Map<String, TrackerClient> trackers) {

    /** Nobody provides anything. */
    public static final Providers NONE = new Providers(Map.of(), Map.of(), Map.of(), Map.of());

    public Providers {
        streams = Map.copyOf(streams);
        datagrams = Map.copyOf(datagrams);
        storages = Map.copyOf(storages);
        trackers = Map.copyOf(trackers);
    }
}
