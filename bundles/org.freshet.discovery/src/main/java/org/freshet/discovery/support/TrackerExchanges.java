package org.freshet.discovery.support;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** What a tracker client has under way: all of it ends with the client. Any thread. */
public final class TrackerExchanges implements AutoCloseable {
    private final String stopped;
    private final Set<TrackerExchange<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param client names the client in messages: "the HTTP tracker client" */
    public TrackerExchanges(String client) {
        this.stopped = client + " was stopped";
    }

    /** Starts an exchange; refuses it where the client is closed. */
    public <T> CompletionStage<T> start(TrackerExchange<T> exchange) {
        open.add(exchange);
        exchange.result().whenComplete((value, failure) -> open.remove(exchange));
        exchange.start();
        if (closed) {
            exchange.abandon(stopped);
        }
        return exchange.result();
    }

    /** Whether {@link #close} was called. */
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(e -> e.abandon(stopped));
    }
}
