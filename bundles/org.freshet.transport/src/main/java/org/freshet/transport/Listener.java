package org.freshet.transport;

import java.net.InetSocketAddress;

import org.osgi.annotation.versioning.ProviderType;

import io.netty.util.concurrent.Future;

/** A bound address that accepts connections until it is closed. */
@ProviderType
public interface Listener {

    /** The address that is really bound: its port is never 0. */
    InetSocketAddress address();

    /**
     * Stops accepting. Connections accepted before go on. Idempotent; any thread. Done when the port is free again.
     */
    Future<?> close();
}
