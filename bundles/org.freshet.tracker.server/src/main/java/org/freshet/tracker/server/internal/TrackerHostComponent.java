package org.freshet.tracker.server.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.freshet.discovery.TrackerHost;
import org.freshet.transport.StreamTransport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Hosts trackers until they are closed or the bundle stops. */
@Component(service = TrackerHost.class)
public final class TrackerHostComponent implements TrackerHost {
    private final Set<HostedTracker> hosted = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    @Override
    public CompletionStage<Hosted> start(StreamTransport tcp, Duration interval) {
        return HostedTracker.start(tcp, interval).thenApply(tracker -> {
            hosted.add(tracker);
            tracker.ended().whenComplete((nothing, failure) -> hosted.remove(tracker));
            if (stopped) {
                tracker.close();
            }
            return tracker;
        });
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        Set.copyOf(hosted).forEach(Hosted::close);
    }
}
