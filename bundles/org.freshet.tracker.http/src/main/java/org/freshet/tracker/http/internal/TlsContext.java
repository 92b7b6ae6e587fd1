package org.freshet.tracker.http.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netty.handler.ssl.SslContext;

/**
 * The TLS settings of all HTTPS connections, made when the first one needs them: reading the platform's certificates takes too
 * long for an event loop, and many users never meet an HTTPS tracker. Any thread.
 */
final class TlsContext {
    private final Callable<SslContext> maker;
    private CompletableFuture<SslContext> made;

    TlsContext(Callable<SslContext> maker) {
        this.maker = maker;
    }

    /** Done on a thread of its own; a failure is tried again by the next caller. */
    synchronized CompletionStage<SslContext> get() {
        if (made == null || made.isCompletedExceptionally()) {
            CompletableFuture<SslContext> making = new CompletableFuture<>();
            made = making;
            Thread.ofVirtual().name("tracker.http TLS").start(() -> make(making));
        }
        return made;
    }

    private void make(CompletableFuture<SslContext> making) {
        try {
            making.complete(maker.call());
        } catch (Exception e) {
            making.completeExceptionally(e);
        }
    }
}
