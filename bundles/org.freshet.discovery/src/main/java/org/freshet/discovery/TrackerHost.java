package org.freshet.discovery;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.freshet.transport.StreamTransport;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Runs trackers in this process, for whoever has none. An OSGi service where a bundle that can do it is installed. Methods may be called
 * from any thread and do not block.
 */
@ConsumerType
public interface TrackerHost {

    /**
     * Starts a tracker on a free port of the loopback address, for whatever torrent is announced.
     *
     * @param tcp what it listens with; it must stay until the tracker is closed
     * @param interval how often peers shall announce: 5 s to 1 day
     * @return fails with a {@link org.freshet.transport.Fault.FaultException}
     */
    CompletionStage<Hosted> start(StreamTransport tcp, Duration interval);

    /** A tracker that runs until it is closed, or until the bundle that provides it stops. */
    @ConsumerType
    interface Hosted extends AutoCloseable {

        /** Its announce URL for clients on this machine. */
        URI announce();

        /** Ends it, in the background. Idempotent. */
        @Override
        void close();
    }
}
